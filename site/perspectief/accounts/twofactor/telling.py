"""Mail to colleagues about their own log-in. It says that something changed, and what to do when it was not you."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.core.mail import EmailMessage

from perspectief.accounts.models import User

logger = logging.getLogger(__name__)

CHANGED = """\
De manier waarop u bij het beheer van de website inlogt, is zojuist veranderd: er is een passkey, een app of een lijst met
herstelcodes bijgekomen of weggehaald.

Was u dat zelf? Dan hoeft u niets te doen. Was u dat niet? Bel dan meteen een collega die het beheer doet.
"""
RESET = """\
Iemand die het beheer doet, heeft de passkeys, de app en de herstelcodes van een account weggehaald, of er een nieuw
wachtwoord voor ingesteld. Het gaat om: {name}.

Dat hoort bij een verloren telefoon of een vergeten wachtwoord. Het account ziet geen aanmeldingen meer, totdat een
coördinator dat recht opnieuw geeft. Coördinator: doe dat pas als u de collega zelf hebt gesproken.

Weet u hier niets van? Bel dan meteen een collega die het beheer doet.
"""


def tell_of_change(user: User) -> bool:
    """To the owner of the account. Returns whether the mail server took it."""
    return _send("Uw manier van inloggen is veranderd", CHANGED, [user])


def tell_of_reset(user: User, *, coordinators: Iterable[User]) -> bool:
    """To the owner and everybody who can give the right to see referrals again."""
    people = {person.pk: person for person in (user, *coordinators)}
    return _send("Een account kan opnieuw beginnen met inloggen", RESET.format(name=user.get_username()), people.values())


def _send(subject: str, body: str, people: Iterable[User]) -> bool:
    """One mail each. A mail server that is down stops no change of a factor: that would help who stole one."""
    is_taken = True
    for person in people:
        if person.email:
            try:
                EmailMessage(subject=subject, body=body, to=[person.email]).send()
            except (OSError, SMTPException):
                logger.exception("A mail about a changed log-in could not be sent")
                is_taken = False
    return is_taken

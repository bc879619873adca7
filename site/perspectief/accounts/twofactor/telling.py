"""Mail to colleagues about their own log-in. It says that something changed, and what to do when it was not you."""

from collections.abc import Iterable

from django.utils import timezone

from perspectief.accounts.models import User
from perspectief.outbox.posting import post

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
NEW_ADDRESS = """\
Iemand die het beheer doet, heeft het e-mailadres van een account veranderd. Het gaat om: {name}.

Berichten over inloggen en over toegang tot aanmeldingen gaan nu naar het nieuwe adres. Weet u hier niets van? Bel dan meteen
een collega die het beheer doet.
"""


def tell_of_change(user: User) -> None:
    """To the owner of the account."""
    _tell("Uw manier van inloggen is veranderd", CHANGED, [user])


def tell_of_reset(user: User, *, coordinators: Iterable[User]) -> None:
    """To the owner and everybody who can give the right to see referrals again."""
    _tell("Een account kan opnieuw beginnen met inloggen", RESET.format(name=user.get_username()), [user, *coordinators])


def tell_of_new_address(user: User, *, former: str, coordinators: Iterable[User]) -> None:
    """To the address that was, and who gives access: with other addresses nobody would hear what happens to an account."""
    people = [former, *(person.email for person in coordinators)]
    body = NEW_ADDRESS.format(name=user.get_username())
    post(to=people, subject="Het e-mailadres van een account is veranderd", body=body, now=timezone.now())


def _tell(subject: str, body: str, people: Iterable[User]) -> None:
    """One message each, kept until the mail server takes it: being down helps nobody who stole a factor."""
    post(to=[person.email for person in people], subject=subject, body=body, now=timezone.now())

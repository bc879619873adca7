"""Telling the coordinators who may look at referrals since. The message says nothing about anybody who signed up."""

from django.template.defaultfilters import date
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name

from perspectief.accounts.guarding import holders
from perspectief.accounts.models import User
from perspectief.outbox.posting import post

from .models import AccessRecord, Part
from .permissions import GIVE_INTAKE_RIGHTS

SUBJECT = "Toegang tot aanmeldingen is veranderd"
BODY = """\
{who} heeft {whom} de rol {role} {verb}, op {when}.

Klopt dit niet? Log dan meteen in op de website, kijk bij ‘Toegang tot aanmeldingen’ en draai het terug.
Bel ook de technisch beheerder.
"""
VERBS = {Part.GIVEN: "gegeven", Part.TAKEN: "afgenomen"}


def tell_of_rights(record: AccessRecord) -> None:
    """Hand over a message about this change, within the transaction of the change itself."""
    when = date(timezone.localtime(record.at), "j F Y, H:i")
    who = get_user_display_name(record.person) if record.person else f"Het account {record.by} van de server"
    whom = get_user_display_name(record.subject)
    body = BODY.format(who=who, whom=whom, role=record.what, verb=VERBS[Part(record.part)], when=when)
    post(to=_addressees(record), subject=SUBJECT, body=body, now=record.at, once=f"rights {record.number}")


def _addressees(record: AccessRecord) -> list[str]:
    """All coordinators, and who it is about: who was made to go has to hear it too. When nobody is left, the superusers."""
    people = {*holders(GIVE_INTAKE_RIGHTS), *([record.subject] if record.subject else [])}
    found = [person.email for person in people if person.email]
    return found or list(User.objects.filter(is_active=True, is_superuser=True).values_list("email", flat=True))

"""Telling the coordinators who may look at referrals since. The message says nothing about anybody who signed up."""

import logging
import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.defaultfilters import date
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name

from perspectief.accounts.guarding import holders

from .models import AccessRecord, Part, RightsNotice
from .permissions import GIVE_INTAKE_RIGHTS

logger = logging.getLogger(__name__)

SUBJECT = "Toegang tot aanmeldingen is veranderd"
BODY = """\
{who} heeft {whom} de rol {role} {verb}, op {when}.

Klopt dit niet? Log dan meteen in op de website, kijk bij ‘Toegang tot aanmeldingen’ en draai het terug.
Bel ook de technisch beheerder.
"""
VERBS = {Part.GIVEN: "gegeven", Part.TAKEN: "afgenomen"}


def tell_of_rights(*, now: datetime) -> int:
    """Send one message for each change that was not told yet. Returns how many were.

    A change counts as told only after the mail server took the message. One that it does not take waits for the next
    sweep and holds up no other. Raises the last failure, when all were tried.
    """
    failure: Exception | None = None
    untold = AccessRecord.objects.filter(part__in=VERBS, notice=None).select_related("person", "subject")
    told = 0
    for record in untold.order_by("number"):
        try:
            _tell(record)
        except (OSError, smtplib.SMTPException) as error:
            logger.exception("A change of rights could not be told.")
            failure = error
            continue
        RightsNotice.objects.get_or_create(record=record, defaults={"sent_at": now})
        told += 1
    if failure:
        raise failure
    return told


def _tell(record: AccessRecord) -> None:
    when = date(timezone.localtime(record.at), "j F Y, H:i")
    who = get_user_display_name(record.person) if record.person else f"Het account {record.by} van de server"
    whom = get_user_display_name(record.subject)
    body = BODY.format(who=who, whom=whom, role=record.what, verb=VERBS[Part(record.part)], when=when)
    EmailMessage(subject=SUBJECT, body=body, to=_addressees(record)).send()


def _addressees(record: AccessRecord) -> list[str]:
    """All coordinators, and who it is about: a coordinator who was made to go has to hear it too."""
    people = {*holders(GIVE_INTAKE_RIGHTS), *([record.subject] if record.subject else [])}
    return sorted({person.email for person in people if person.email}) or [settings.INTAKE_EMAIL]

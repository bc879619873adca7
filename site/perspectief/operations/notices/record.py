"""Telling staff that the record of who looked is not as it was written. That may be a data breach, so it cannot wait."""

from datetime import datetime

from django.utils import timezone

from perspectief.outbox.models import Message
from perspectief.outbox.posting import post
from selfreferral.intake import accesslog

from . import readers

SUBJECT = "De lijst van wie keek klopt niet meer"
BODY = """\
De website schrijft op wie wanneer een aanmelding bekijkt. In die lijst is een regel weg of veranderd. Dat kan een datalek
zijn. Vertel het vandaag nog de functionaris gegevensbescherming en de technisch beheerder (docs/operate.md, Who looked).

U krijgt dit bericht eens per dag, zolang het duurt. Het bevat met opzet geen gegevens.
"""


def watch_record(*, now: datetime) -> int:
    """Hand over one message on a day on which the last check found it broken. Returns how many: one or none."""
    occasion = f"record {timezone.localtime(now):%Y-%m-%d}"
    if not accesslog.is_broken() or Message.objects.filter(once=occasion).exists():
        return 0
    post(to=readers.guardians(), subject=SUBJECT, body=BODY, now=now, once=occasion)
    return 1

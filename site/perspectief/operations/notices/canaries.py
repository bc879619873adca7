"""Telling staff that an empty letter did not come all the way, so a referral might not either."""

from datetime import datetime

from django.utils import timezone

from perspectief.outbox.models import Message
from perspectief.outbox.posting import post
from selfreferral.intake.canary_state import canary_state

from . import readers

SUBJECT = "De proef met een lege brief mislukt"
BODY = """\
{problem}

Elk kwartier stuurt de website zichzelf een lege brief, op dezelfde weg als een aanmelding. Nu gaat dat mis. Misschien komen
aanmeldingen niet aan, of gaan zij niet open. Vraag de technisch beheerder om te kijken (docs/operate.md, Canary).

U krijgt dit bericht eens per dag, zolang het duurt.
"""


def watch(*, now: datetime) -> int:
    """Hand over one message on a day on which something is wrong. Returns how many: one or none."""
    state = canary_state(now=now)
    since = f"{state.well_at:%Y-%m-%dT%H:%M}" if state.well_at else "never"
    occasion = f"canary {since} {timezone.localtime(now):%Y-%m-%d}"
    if state.is_well or Message.objects.filter(once=occasion).exists():
        return 0
    post(to=readers.technicians(), subject=SUBJECT, body=BODY.format(problem=state.problem), now=now, once=occasion)
    return 1

"""Opening the empty letters that the public side drops in to try the way. Nobody's words are in them."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from selfreferral.intake.models import CanaryRound, Finding
from selfreferral.intake.unseal import CannotOpenError, unseal_empty
from selfreferral.models import Kind, Letter
from selfreferral.seal import fingerprint

logger = logging.getLogger(__name__)

# The public side drops one in every fifteen minutes; one that is older than two rounds says nothing about now.
FRESH = timedelta(minutes=30)
KEPT_FOR = timedelta(days=30)


@transaction.atomic
def open_canaries(*, now: datetime) -> CanaryRound:
    """Open the latest of them, remove all, and keep what was found. Needs no right: it tells nothing but that."""
    canaries = list(Letter.objects.filter(kind=Kind.CANARY, received_at__lte=now).order_by("-received_at", "pk"))
    found = CanaryRound.objects.create(at=now, finding=_finding(canaries, now))
    if found.finding != Finding.WELL:
        logger.error("The canary: %s", found.finding)
    Letter.objects.filter(kind=Kind.CANARY, pk__in=[letter.pk for letter in canaries]).delete()
    CanaryRound.objects.filter(at__lt=now - KEPT_FOR).delete()
    return found


def _finding(canaries: list[Letter], now: datetime) -> Finding:
    if not canaries or canaries[0].received_at < now - FRESH:
        return Finding.NONE_CAME
    letter = canaries[0]
    try:
        said = unseal_empty(bytes(letter.sealed), letter_id=letter.pk, kind=Kind.CANARY)
    except CannotOpenError:
        return Finding.DID_NOT_OPEN
    same = said.get("fingerprint") == fingerprint(settings.RECIPIENTS)
    return Finding.WELL if same else Finding.OTHER_KEYS

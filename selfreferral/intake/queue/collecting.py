"""Giving letters their place in the queue, whenever somebody looks: a letter never waits for a sweep.

Which letters still have to be collected stands on the letters themselves, in an index of those alone. So it costs nothing
when there are none, and a letter whose transaction ended late is not passed over, as it would be by a last moment or number.
"""

import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from home.models import OrganisationSettings
from selfreferral.intake import wishes
from selfreferral.intake.due import due_on
from selfreferral.intake.models import BlindIndex, Decision, Link, Referral, State
from selfreferral.models import Kind, Letter

BATCH = 500
SEARCHED = (Kind.REFERRAL, Kind.CORRECTION)  # these hold what a referral is found by
NOT_CALLED_YET = (State.NEW, State.TO_CALL)


def collect_letters() -> int:
    """Give every referral letter its place, and every later letter its effect. Returns how many referrals are new.

    Twice at once does no harm: the second waits for the first. A letter that belongs to no referral changes nothing.
    """
    new = 0
    while Letter.objects.filter(collected_at=None).exists():  # asked outside a transaction: mostly there is nothing to do
        new += _collect_batch()
    return new


@transaction.atomic
def _collect_batch() -> int:
    found = Letter.objects.filter(collected_at=None).defer("sealed").order_by("received_at", "pk")
    letters = list(found.select_for_update(no_key=True)[:BATCH])
    new = _place([letter for letter in letters if letter.kind == Kind.REFERRAL])
    _bring_up_to_date(letters)
    Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(collected_at=timezone.now())
    return new


def _place(letters: Sequence[Letter]) -> int:
    ids = [letter.pk for letter in letters]
    known = set(Referral.objects.filter(pk__in=ids).values_list("pk", flat=True))
    new = [letter for letter in letters if letter.pk not in known]
    Referral.objects.bulk_create(
        (Referral(letter=letter, received_at=letter.received_at, needs_check=letter.needs_check) for letter in new),
        ignore_conflicts=True,
    )
    _promise(ids)
    return len(new)


def _promise(referral_ids: Iterable[uuid.UUID]) -> None:
    """The day by which somebody calls. Referrals that were here before there were such days get theirs as well."""
    waiting = Referral.objects.filter(pk__in=referral_ids, due_on=None, contacted_at=None, state__in=NOT_CALLED_YET)
    if not waiting:
        return
    working_days = OrganisationSettings.load().working_days
    for referral in waiting:
        referral.due_on = due_on(received_at=referral.received_at, working_days=working_days)
    Referral.objects.bulk_update(waiting, ["due_on"])


def _bring_up_to_date(letters: Sequence[Letter]) -> None:
    """What these letters change for the referrals they belong to."""
    to_search = {bytes(letter.receipt_digest): letter.received_at for letter in letters if letter.kind in SEARCHED}
    referrals = _by_digest({bytes(letter.receipt_digest) for letter in letters})
    wishes.note(referrals)
    for digest, referral in referrals.items():
        waits_since = to_search.get(digest, referral.index_due_at)
        referral.index_due_at = None if referral.is_stopped else waits_since
        referral.due_on = None if referral.is_stopped else referral.due_on  # nobody may call any more
    _forget([referral.pk for referral in referrals.values() if referral.is_stopped])
    Referral.objects.bulk_update(referrals.values(), [*wishes.NOTED, "index_due_at", "due_on"])


def _forget(stopped: Sequence[uuid.UUID]) -> None:
    """Who withdrew is not found by what they told any more, and looks like nobody."""
    BlindIndex.objects.filter(referral__in=stopped).delete()
    Link.objects.filter(Q(first__in=stopped) | Q(second__in=stopped), decision=Decision.OPEN).delete()


def _by_digest(digests: Iterable[bytes]) -> dict[bytes, Referral]:
    found = Referral.objects.filter(letter__receipt_digest__in=list(digests)).annotate(digest=F("letter__receipt_digest"))
    return {bytes(referral.digest): referral for referral in found}

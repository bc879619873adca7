"""Adding up what the public side counted row by row. It is here because only operations has both sides' tables."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from selfreferral.intake import tallies
from selfreferral.intake.models import Measure
from selfreferral.public.models import StepTaken

BATCH = 10_000


@transaction.atomic
def fold(*, now: datetime) -> int:
    """Add rows up to counts per month, and delete them: both, or neither. Returns how many rows went.

    Two at once count nothing twice: the second waits for the first, and then finds no rows.
    """
    rows = list(StepTaken.objects.select_for_update().order_by("pk")[:BATCH])
    counts = Counter((row.month, f"{row.language} {row.step}") for row in rows)
    for (month, value), number in counts.items():
        tallies.count(month=month, measure=Measure.STEP, value=value, number=number)
    StepTaken.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)

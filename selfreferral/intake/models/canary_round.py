"""Whether an empty letter came all the way: through the form's own role, into the letterbox, and open at intake."""

from typing import ClassVar

from django.db import models


class Finding(models.TextChoices):
    """What was found at one time."""

    WELL = "well", "De lege brief kwam aan en ging open"
    NONE_CAME = "none_came", "Er kwam geen lege brief aan"
    DID_NOT_OPEN = "did_not_open", "De lege brief ging niet open"
    OTHER_KEYS = "other_keys", "De website verzegelt met andere sleutels dan intake kent"


class CanaryRound(models.Model):
    """One time that intake looked. Rows are kept for a month."""

    at = models.DateTimeField(db_index=True)
    finding = models.CharField(max_length=12, choices=Finding)

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.finding} at {self.at:%Y-%m-%d %H:%M}"

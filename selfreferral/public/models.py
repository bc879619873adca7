"""What the public side keeps between two pages of the form, unreadable without the visitor's cookie."""

import uuid
from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """Answers on their way, encrypted under a key that only the visitor's cookie holds.

    A change is a new row in place of the old one: the public role may insert and delete here, not update. The id is made
    from the same cookie, so a dump of this table together with every setting of the server opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"draft {self.id}"


class RateSalt(models.Model):
    """What makes one day's digests of networks (rates.py). Deleted after its day (UTC), and they mean nothing then."""

    day = models.DateField(primary_key=True)
    value = models.BinaryField()

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"salt of {self.day}"


class RateCount(models.Model):
    """Something happened once in the period that ends at `until`. Its id is random, so that rows have no order.

    `network` is a digest of 16 bytes, or empty for a rule that counts everybody together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.CharField(max_length=16)
    until = models.DateTimeField(db_index=True)
    network = models.BinaryField()

    class Meta:
        default_permissions: ClassVar = ()
        indexes: ClassVar = [models.Index(fields=["rule", "until", "network"], name="rate_bucket")]

    def __str__(self) -> str:
        return f"{self.rule} until {self.until:%H:%M}"


class StepTaken(models.Model):
    """A step of the form was taken for the first time in some visit (counting.py). Its id is random, and no moment is kept.

    `month` is its first day; `step` the Dutch word in the address of the page, or one of counting.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    step = models.CharField(max_length=20)
    language = models.CharField(max_length=5)

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"{self.step} in {self.month:%Y-%m}"

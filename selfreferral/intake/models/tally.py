"""What remains when referrals are gone: how many there were. Nothing leads from a count to a referral."""

from typing import ClassVar

from django.db import models


class Measure(models.TextChoices):
    """What is counted. Route, role, language and waiting count in the month in which somebody signed up."""

    ROUTE = "route", "Aanmeldingen"
    ROLE = "role", "Betrokken als"
    LANGUAGE = "language", "Tolk"
    WAITED = "waited", "Wachttijd"
    OUTCOME = "outcome", "Uitkomsten"  # in the month of closing
    STEP = "step", "Stappen van het formulier"


class Tally(models.Model):
    """So many times in this month (its first day). `value` is one of a short list, never what somebody typed."""

    month = models.DateField()
    measure = models.CharField(max_length=8, choices=Measure)
    value = models.CharField(max_length=40)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions: ClassVar = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["measure", "month", "value"], name="one_tally_of_each")]

    def __str__(self) -> str:
        return f"{self.measure} {self.value} in {self.month:%Y-%m}: {self.number}"

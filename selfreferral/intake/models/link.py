"""Referrals that look alike, and what a colleague found: whether they belong together."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .referral import Referral


class Decision(models.TextChoices):
    """What a person decided about two referrals. Until then the machine only says that they look alike."""

    OPEN = "open", "Lijkt op een andere aanmelding"
    TOGETHER = "together", "Hoort bij elkaar"
    APART = "apart", "Hoort niet bij elkaar"


class Link(models.Model):
    """Two referrals, the one with the lower id first. It does not say why they look alike: that is data of both."""

    first = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN)

    class Meta:
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="two_referrals_are_linked_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="the_lower_id_is_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.decision}"


class LinkDecision(models.Model):
    """Who decided what about two referrals, when. Only ever added; the last one holds."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="decisions")
    decision = models.CharField(max_length=8, choices=Decision)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.decision} at {self.at:%Y-%m-%d %H:%M}"

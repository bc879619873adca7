"""Where a referral stood before, and who said so when."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .note import Note
from .referral import Outcome, Referral, State


class StateChange(models.Model):
    """One change of state. Only ever added; the reason, if there is one, is a sealed note."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="changes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    before = models.CharField(max_length=12, choices=State)
    after = models.CharField(max_length=12, choices=State)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    note = models.OneToOneField(Note, null=True, on_delete=models.SET_NULL, related_name="change")

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.before} to {self.after} at {self.at:%Y-%m-%d %H:%M}"

"""Who had a referral, and from when."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .referral import Referral


class Assignment(models.Model):
    """A referral came from `former` to `handler`, as `by` said; each may be nobody any more. Only ever added."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="assignments")
    former = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.former_id} to {self.handler_id} at {self.at:%Y-%m-%d %H:%M}"

"""Where somebody is logged in, so that they can see it and end it."""

from typing import ClassVar

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models

AGENT_LETTERS = 200


class StaffSession(models.Model):
    """One log-in in one browser. It goes when its session goes. No network address is kept: the browser says enough."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agent = models.CharField(max_length=AGENT_LETTERS)
    started_at = models.DateTimeField()
    used_at = models.DateTimeField()

    objects: ClassVar[models.Manager["StaffSession"]] = models.Manager()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-used_at"]

    def __str__(self) -> str:
        return f"{self.person}, {self.used_at:%Y-%m-%d %H:%M}"

"""How a colleague wants to hear that something waits."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Hearing(models.TextChoices):
    """When somebody gets a message."""

    DAILY = "daily", "Eén bericht op een werkdag, als er iets te doen is"
    AT_ONCE = "at_once", "Ook meteen, bij elk nieuw bericht"
    NEVER = "never", "Geen berichten"


class NoticeChoice(models.Model):
    """What somebody chose; who chose nothing hears daily."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="notice_choice"
    )
    hearing = models.CharField("berichten over aanmeldingen", max_length=8, choices=Hearing, default=Hearing.DAILY)

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"{self.person}: {self.hearing}"

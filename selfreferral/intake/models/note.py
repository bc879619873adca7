"""What intake workers write down about a referral."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from .referral import Referral


class About(models.TextChoices):
    """What a note belongs to."""

    NOTE = "note", "Notitie"
    ATTEMPT = "attempt", "Bij een contactpoging"
    STATE = "state", "Bij een wijziging van de stand"
    BESIDE = "beside", "Gegevens van de professional opgevraagd"
    EXPORT = "export", "Bestand voor de persoon gemaakt"


class Note(models.Model):
    """Something an intake worker wrote down, sealed like the letter itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    about = models.CharField(max_length=10, choices=About, default=About.NOTE)
    key_id = models.CharField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["written_at"]

    def __str__(self) -> str:
        return f"note {self.id}"

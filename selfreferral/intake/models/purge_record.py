"""What was removed, so that it can be shown that it went, and why."""

import hashlib
import json
from datetime import UTC
from typing import ClassVar

from django.conf import settings
from django.db import models


class Reason(models.TextChoices):
    """Why something was removed."""

    NOTHING = "nothing", "Leidde tot niets, en de bewaartermijn is voorbij"
    CASE = "case", "De bewaartermijn na afronden is voorbij"
    REQUEST = "request", "Verzoek van de persoon"
    STRAY = "stray", "Bericht dat na het verwijderen nog binnenkwam"


class Ground(models.TextChoices):
    """How it is known that the person asked for it themselves (GDPR art. 12(6) and 17)."""

    ONLINE = "online", "Gevraagd bij Mijn aanmelding"
    CODE = "code", "Gevraagd aan de telefoon, met de code"
    WRITTEN = "written", "Schriftelijk gevraagd, en nagegaan wie het is"
    IN_PERSON = "in_person", "Gevraagd in een gesprek met iemand die de persoon kent"


class PurgeRecord(models.Model):
    """A referral, or a stray letter, is gone. Holds nothing of what it said; only ever added (trigger in the database).

    `subject` was its id, as in the access records. `counts`: rows removed, by model. `by` is None when its time was over.
    `checksum` is SHA-256 over the record and over `former`, the checksum of the record before: one that is missing shows.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField("wanneer")
    reason = models.CharField("waarom", max_length=8, choices=Reason)
    ground = models.CharField("hoe gevraagd", max_length=10, choices=Ground, blank=True)
    subject = models.UUIDField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="door", null=True, on_delete=models.PROTECT, related_name="+"
    )
    counts = models.JSONField()
    former = models.CharField(max_length=64, blank=True)
    checksum = models.CharField(max_length=64)

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.reference} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def reference(self) -> str:
        """What colleagues called it."""
        return self.subject.hex[:8].upper()

    def computed_checksum(self) -> str:
        """What the checksum has to be."""
        at = self.at.astimezone(UTC).isoformat()
        parts = [self.number, at, self.reason, self.ground, str(self.subject), self.by_id, self.counts, self.former]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

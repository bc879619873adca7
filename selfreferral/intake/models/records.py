"""What was done and looked at, by whom. Records are only ever added."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .referral import Referral


class Deed(models.TextChoices):
    """What the machine does with sealed letters and with keys, at somebody's command."""

    ROTATED = "rotated", "sleutel vervangen"
    ADDED = "added", "ontvanger toegevoegd"
    BEGUN = "begun", "begonnen met opnieuw verzegelen"
    PROBED = "probed", "geteld wat alleen met een oude sleutel opengaat"
    RETIRED = "retired", "oude sleutel weggedaan"
    RESEALED = "resealed", "opnieuw verzegeld, door niemand gelezen"
    EXPORTED = "exported", "verzegeld naar een bestand gekopieerd"
    INDEXED = "indexed", "doorzoekbaar gemaakt, door niemand gelezen"


class KeyDeed(models.Model):
    """A deed of a command, with nothing of what a letter says. Only ever added.

    `subject` is the id of a letter or a note, without a foreign key: the record outlives what it is about. `keys` is the
    id of the key (16 digits), or the fingerprint of the recipients (20), it was done with. `by` is the account.
    """

    deed = models.CharField(max_length=10, choices=Deed)
    subject = models.UUIDField(null=True, db_index=True)
    keys = models.CharField(max_length=20)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.deed} at {self.at:%Y-%m-%d %H:%M}"


class Part(models.TextChoices):
    """What somebody looked at."""

    LETTER = "letter", "hele aanmelding"
    NUMBER = "number", "telefoonnummer of adres"
    EXPORT = "export", "bestand voor de persoon"
    SEARCH = "search", "zoeken"


class AccessRecord(models.Model):
    """Who looked at which referral, when. Written before the letter is opened, never changed. A search is about none."""

    part = models.CharField(max_length=10, choices=Part, default=Part.LETTER)
    referral = models.ForeignKey(Referral, null=True, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.person} at {self.at:%Y-%m-%d %H:%M}"

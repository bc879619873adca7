"""What intake keeps about a referral. Everything a person said stays sealed; so do the workers' own notes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from selfreferral.models import Letter


class State(models.TextChoices):
    """Where a referral stands."""

    NEW = "new", "Nieuw"
    IN_CONTACT = "in_contact", "In contact"
    CLOSED = "closed", "Afgesloten"


class Referral(models.Model):
    """A referral in the queue: the letter that started it, where it stands and who has it.

    `needs_check` as on the letter, until a colleague finds it in order; who and when stays on record.
    """

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, primary_key=True, related_name="referral")
    received_at = models.DateTimeField("ontvangen", db_index=True)
    state = models.CharField("stand", max_length=12, choices=State, default=State.NEW)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="wie", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    needs_check = models.BooleanField("te controleren", default=False)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar = ()
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What colleagues call it on the telephone: the first eight digits of the letter's id."""
        return self.letter_id.hex[:8].upper()


class Note(models.Model):
    """Something an intake worker wrote down, sealed like the letter itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["written_at"]

    def __str__(self) -> str:
        return f"note {self.id}"


class Deed(models.TextChoices):
    """What the machine does with sealed letters and with keys, at somebody's command."""

    ROTATED = "rotated", "sleutel vervangen"
    ADDED = "added", "ontvanger toegevoegd"
    BEGUN = "begun", "begonnen met opnieuw verzegelen"
    PROBED = "probed", "geteld wat alleen met een oude sleutel opengaat"
    RETIRED = "retired", "oude sleutel weggedaan"
    RESEALED = "resealed", "opnieuw verzegeld, door niemand gelezen"
    EXPORTED = "exported", "verzegeld naar een bestand gekopieerd"


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


class AccessRecord(models.Model):
    """Who looked at which referral, when. Written before the letter is opened, never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.person} at {self.at:%Y-%m-%d %H:%M}"

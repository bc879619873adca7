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

"""What was done to reach somebody, and how it went."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .note import Note
from .referral import Referral


class Contact(models.TextChoices):
    """How contact was made."""

    CALL = "call", "Telefoon"
    MAIL = "mail", "E-mail"
    WRITE = "write", "Brief"
    THEY_CALLED = "they_called", "De persoon nam contact op"


class Result(models.TextChoices):
    """How an attempt went."""

    SPOKEN = "spoken", "Gesproken met de persoon"
    NO_ANSWER = "no_answer", "Gebeld: geen gehoor"
    VOICEMAIL = "voicemail", "Gebeld: voicemail ingesproken"
    LEFT_WORD = "left_word", "Gebeld: bericht achtergelaten bij iemand anders"
    WRONG_NUMBER = "wrong_number", "Gebeld: verkeerd nummer"
    MAILED = "mailed", "E-mail gestuurd"
    LETTER_SENT = "letter_sent", "Brief gestuurd"
    CALLED_BACK = "called_back", "De persoon nam zelf contact op"

    @property
    def contact(self) -> Contact:
        """How that was tried. Nobody has to fill in twice what the result says already."""
        return _CONTACTS.get(self.value, Contact.CALL)

    @property
    def is_reached(self) -> bool:
        """Whether somebody spoke with the person."""
        return self in (Result.SPOKEN, Result.CALLED_BACK)


_CONTACTS = {
    Result.MAILED.value: Contact.MAIL,
    Result.LETTER_SENT.value: Contact.WRITE,
    Result.CALLED_BACK.value: Contact.THEY_CALLED,
}


class Departure(models.TextChoices):
    """Why an attempt went otherwise than the safe-contact plan says."""

    NONE = "", "Volgens de afspraak"
    AGREED = "agreed", "Dit is intussen zo afgesproken met de persoon"
    INCIDENT = "incident", "Dit ging mis: het was tegen de afspraak"


class ContactAttempt(models.Model):
    """One attempt. `at` is when it was made, `written_at` when it was put down; the words beside it are a sealed note."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="attempts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=Contact)
    result = models.CharField(max_length=12, choices=Result)
    departure = models.CharField(max_length=10, choices=Departure, blank=True, default=Departure.NONE)
    note = models.OneToOneField(Note, null=True, on_delete=models.SET_NULL, related_name="attempt")

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.result} at {self.at:%Y-%m-%d %H:%M}"

"""A referral as intake keeps it: where it stands, who has it, and when somebody has to do something."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from selfreferral.models import Letter


class State(models.TextChoices):
    """Where a referral stands."""

    NEW = "new", "Nieuw"
    TO_CALL = "to_call", "Te bellen"
    IN_CONTACT = "in_contact", "In contact"
    WAITING = "waiting", "Wachten op de ander"
    CLOSED = "closed", "Afgerond"


OPEN_STATES = tuple(state for state in State if state != State.CLOSED)


class Outcome(models.TextChoices):
    """What came of a referral, known when it is closed. The first four are forms of contact (docs/operate.md)."""

    MEETING = "meeting", "Gesprek"
    LETTERS = "letters", "Briefwisseling"
    SHUTTLE = "shuttle", "Pendelbemiddeling"
    OTHER_FORM = "other_form", "Een andere vorm van contact"
    TALKED = "talked", "Alleen gesprekken met de bemiddelaar"
    OTHER_DECLINED = "other_declined", "De ander wil niet"
    OTHER_NOT_FOUND = "other_not_found", "De ander is niet gevonden"
    DECLINED = "declined", "De persoon ziet ervan af"
    WITHDRAWN = "withdrawn", "Ingetrokken"
    NOT_REACHED = "not_reached", "De persoon is niet bereikt"
    REFERRED_ON = "referred_on", "Verwezen naar een andere organisatie"
    NO_REFERRAL = "no_referral", "Geen aanmelding"


# Nothing came of these, so what was told goes soon (GDPR art. 5(1)(e)); the others are cases of a mediator.
LED_TO_NOTHING = (
    Outcome.DECLINED,
    Outcome.WITHDRAWN,
    Outcome.NOT_REACHED,
    Outcome.REFERRED_ON,
    Outcome.NO_REFERRAL,
)


# Where referrals are listed. Each list has an index that says the same, so a page of it costs as much at 100,000 referrals.
OPEN = ~Q(state=State.CLOSED)
TO_DO = Q(OPEN, needs_check=False) | Q(state=State.CLOSED, is_erasure_asked=True)
TO_CHECK = Q(OPEN, needs_check=True)
# Whom nobody may contact any more, then by the day it is due, the longest waiting first; and what was closed, newest first.
URGENCY = ("-is_stopped", F("due_on").asc(nulls_last=True), "received_at", "pk")
NEWEST_CLOSED = ("-closed_at", "pk")
STANDS = Q(OPEN) | Q(is_erasure_asked=True)
_URGENCY = ("-is_stopped", "due_on", "received_at", "letter")  # in an index; PostgreSQL puts NULL last by itself


def in_state(state: State) -> Q:
    """In this state, and not to be checked any more. The first condition repeats the index's, so that it is used."""
    return Q(OPEN, needs_check=False, state=state)


class Referral(models.Model):
    """A referral in the queue: the letter that started it, where it stands and who has it.

    `due_on` is the day by which the next thing has to happen; first that is the promise of the confirmation page. It is
    None when nothing has to. `contacted_at` is when somebody first spoke with the person. `closed_at` and `outcome` go
    together. `needs_check` as on the letter, until a colleague finds it in order; who and when stays on record.

    What the later letters say by their kind alone is kept here when they are collected, so that the list need not look
    for them: `is_stopped` when one withdraws or asks for erasure, `has_unread` when one came after the last look.
    `index_due_at`: from when it waits to be made searchable; None when it is (queue/indexing.py).

    `is_counted` and the other two: as what it stands in the figures (tallies.py).
    """

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, primary_key=True, related_name="referral")
    received_at = models.DateTimeField("ontvangen", db_index=True)
    state = models.CharField("stand", max_length=12, choices=State, default=State.NEW)
    state_since = models.DateTimeField(null=True)
    due_on = models.DateField("uiterlijk", null=True)
    contacted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField("uitkomst", max_length=16, choices=Outcome, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="wie", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    needs_check = models.BooleanField("te controleren", default=False)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    is_counted = models.BooleanField(default=False)
    counted_waited = models.CharField(max_length=8, blank=True)
    counted_outcome = models.CharField(max_length=30, blank=True)

    is_withdrawn = models.BooleanField(default=False)
    is_erasure_asked = models.BooleanField(default=False)
    is_stopped = models.BooleanField(default=False)
    has_unread = models.BooleanField(default=False)
    index_due_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar = ()
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        indexes: ClassVar = [
            models.Index(fields=_URGENCY, condition=TO_DO, name="referral_to_do"),
            models.Index(fields=("state", *_URGENCY), condition=Q(OPEN, needs_check=False), name="referral_by_state"),
            models.Index(fields=_URGENCY, condition=TO_CHECK, name="referral_to_check"),
            models.Index(fields=("handler", *_URGENCY), condition=STANDS, name="referral_by_handler"),
            models.Index(fields=_URGENCY, condition=Q(STANDS, handler__isnull=True), name="referral_of_nobody"),
            models.Index(
                fields=("state", *_URGENCY),
                condition=Q(OPEN, needs_check=False, handler__isnull=True),
                name="referral_of_nobody_by_state",
            ),
            models.Index(fields=_URGENCY, condition=Q(has_unread=True), name="referral_with_message"),
            models.Index(fields=["letter"], condition=Q(is_erasure_asked=True), name="referral_to_erase"),
            models.Index(fields=["outcome", "closed_at"], condition=~OPEN, name="referral_closed_by_outcome"),
            models.Index(fields=["-closed_at", "letter"], condition=~OPEN, name="referral_closed"),
            models.Index(fields=["handler", "-closed_at", "letter"], condition=~OPEN, name="referral_closed_by_handler"),
            models.Index(fields=["received_at"], condition=Q(is_counted=False), name="referral_uncounted"),
            models.Index(fields=["index_due_at"], condition=Q(index_due_at__isnull=False), name="referral_to_index"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What colleagues call it on the telephone: the first eight digits of the letter's id."""
        return self.letter_id.hex[:8].upper()

    def is_overdue(self, *, today: datetime.date) -> bool:
        """Whether the day by which something had to happen has passed."""
        return self.due_on is not None and self.due_on < today

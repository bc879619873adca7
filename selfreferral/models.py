"""The letterbox: what both sides may know about a letter, and nothing of what is in it."""

import uuid
from typing import ClassVar

from django.db import models

RECEIPT_DIGEST_BYTES = 32


class Kind(models.TextChoices):
    """What a letter is."""

    REFERRAL = "referral", "Aanmelding"
    ADDITION = "addition", "Aanvulling"
    CORRECTION = "correction", "Wijziging: hoe contact veilig is"
    WITHDRAWAL = "withdrawal", "Intrekking"
    ERASURE = "erasure", "Verzoek om verwijdering"
    CANARY = "canary", "Proef: een lege brief"


class Letter(models.Model):
    """A sealed letter. The public side may only INSERT: the key is made in Python and nothing has a database default,

    because Django would ask the database to return those, and the public role may not read.

    `needs_check`: a rule against abuse fired, and a colleague looks before it counts. Which rule is not kept.
    `collected_at`: since when the queue knows of it; intake says so. None is what the public side leaves there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    key_id = models.CharField(max_length=16)
    sealed = models.BinaryField()
    receipt_digest = models.BinaryField(max_length=RECEIPT_DIGEST_BYTES, db_index=True)
    received_at = models.DateTimeField(db_index=True)
    needs_check = models.BooleanField(default=False)
    collected_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar = ()
        indexes: ClassVar = [
            models.Index(fields=["received_at"], condition=models.Q(collected_at__isnull=True), name="letter_to_collect")
        ]
        permissions: ClassVar = [
            ("view_queue", "Mag de wachtrij met aanmeldingen zien"),
            ("open_referral", "Mag een aanmelding openen"),
            ("handle_referral", "Mag een aanmelding op zich nemen, de stand wijzigen en notities maken"),
            ("hand_over_referral", "Mag aanmeldingen aan een ander overdragen"),
            ("export_referral", "Mag een bestand maken voor de persoon over wie een aanmelding gaat"),
            ("give_intake_rights", "Mag collega’s toegang tot aanmeldingen geven en afnemen"),
            ("view_access_log", "Mag zien wie wanneer een aanmelding heeft bekeken"),
            ("view_statistics", "Mag de cijfers over aanmeldingen zien"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Notice(models.Model):
    """Intake has been told, by mail, that this letter waits."""

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="notice")
    sent_at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"notice of {self.letter_id}"

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
    HANDED = "handed", "kopie van de sleutel gegeven"


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
    """What somebody looked at, tried to look at, or changed about who may look."""

    LETTER = "letter", "hele aanmelding"
    NUMBER = "number", "telefoonnummer of adres"
    EXPORT = "export", "bestand voor de persoon"
    SEARCH = "search", "zoeken"
    REFUSED = "refused", "geweigerd"
    GIVEN = "given", "toegang gegeven"
    TAKEN = "taken", "toegang afgenomen"
    UNLOCKED = "unlocked", "van het slot gehaald"
    KEY_MADE = "key_made", "eigen sleutel gemaakt"
    KEY_HANDED = "key_handed", "kopie van de sleutel gegeven"
    KEY_TAKEN = "key_taken", "kopie van de sleutel ingetrokken"


class AccessRecord(models.Model):
    """Who looked at which referral, when. Written before the letter is opened; a trigger keeps it from being changed.

    The referral has no constraint in the database: the record outlives what it is about. `by` is the account of the
    machine when a command did it, and nobody is `person`. `subject` is whose rights or key changed; `what` the role, or the
    address that was refused. `session` tells two looks from one log-in together. `number`, `former` and `hash`: chain.py.
    """

    number = models.BigIntegerField(unique=True)
    part = models.CharField("wat", max_length=10, choices=Part, default=Part.LETTER)
    referral = models.ForeignKey(Referral, null=True, db_constraint=False, on_delete=models.DO_NOTHING, related_name="looks")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="wie", null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.CharField(max_length=100, blank=True)
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=100, blank=True)
    session = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField("wanneer", db_index=True)
    former = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.person or self.by} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def reference(self) -> str:
        """As `Referral.reference`, also when the referral is gone; empty when it is about none."""
        return self.referral_id.hex[:8].upper() if self.referral_id else ""


class AccessChain(models.Model):
    """Where the chain of access records ends, and where it begins since older ones were purged. There is one."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    purged_number = models.BigIntegerField(default=0)
    purged_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions: ClassVar = ()
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_chain")]

    def __str__(self) -> str:
        return f"{self.purged_number} to {self.number}"


class AccessCheck(models.Model):
    """The chain was walked from its beginning, up to this record. `problem` is a sentence, empty when it was whole."""

    at = models.DateTimeField(db_index=True)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions: ClassVar = ()
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.problem or self.number}"

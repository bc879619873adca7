"""What finds a referral by a name, a number or an address, without saying which."""

from typing import ClassVar

from django.db import models

from .referral import Referral

DIGEST_BYTES = 32


class IndexKind(models.TextChoices):
    """What was made a digest of. `NAME` is a whole one, of two words or more. `OTHER` and `WORK`: of whoever speaks for
    the person.
    """

    PHONE = "phone", "telefoonnummer"
    EMAIL = "email", "e-mailadres"
    NAME = "name", "naam"
    WORD = "word", "deel van een naam"
    OTHER_PHONE = "other_phone", "telefoonnummer van een ander"
    WORK_PHONE = "work_phone", "telefoonnummer van een professional"
    WORK_EMAIL = "work_email", "e-mailadres van een professional"
    OTHER_WORD = "other_word", "deel van de naam van een ander"


class BlindIndex(models.Model):
    """A keyed digest of one thing. Without the key, which is not in the database, it cannot be guessed back."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="found_by")
    kind = models.CharField(max_length=12, choices=IndexKind)
    digest = models.BinaryField(max_length=DIGEST_BYTES)

    class Meta:
        default_permissions: ClassVar = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest", "kind", "referral"], name="found_once_by_each")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.referral_id}"

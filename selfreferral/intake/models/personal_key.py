"""A worker's own key, and the copy of the intake key that it opens. Nothing here opens anything without a passphrase."""

from typing import ClassVar

from django.conf import settings
from django.db import models

RECIPIENT_LETTERS = 62


class PersonalKey(models.Model):
    """`recipient` is the public half (age). `wrapped` is the private half under a passphrase (unlocking/wrapping.py).

    `copy` is the bundle of keys (unlocking/bundle.py) sealed to `recipient`, empty until somebody gave it; `key_id` names
    its intake key. `mark` shows that who gave it had that key: nobody puts a recipient of their own in its place.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    recipient = models.CharField(max_length=RECIPIENT_LETTERS, unique=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    copy = models.BinaryField(default=bytes)
    key_id = models.CharField(max_length=16, blank=True)
    mark = models.BinaryField(default=bytes)
    given_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["PersonalKey"]] = models.Manager()

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"{self.person}: {self.key_id or 'no copy'}"

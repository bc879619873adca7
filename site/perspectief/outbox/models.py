"""Messages to colleagues that have to leave, and what became of them. Nothing in them is about a person who signed up."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One message to one address. `once` names the occasion: for each address there is one message about it.

    `next_try_at` is None when it was taken, or when trying ended; `problem` is what the last try met with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.CharField(max_length=100, blank=True)
    to = models.EmailField("aan")
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField()
    posted_at = models.DateTimeField("sinds")
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    next_try_at = models.DateTimeField("volgende poging", null=True)
    problem = models.CharField("wat er misging", max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar = ()
        permissions: ClassVar = [("view_failures", "Mag zien welke berichten aan medewerkers niet aankomen")]
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["once", "to"], condition=~Q(once=""), name="one_message_about_an_occasion")
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=Q(sent_at=None), name="messages_that_wait"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"

    @property
    def is_given_up(self) -> bool:
        """Whether nobody tries any more."""
        return self.sent_at is None and self.next_try_at is None

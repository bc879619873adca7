"""When the machine last did what it has to do by itself."""

from typing import ClassVar

from django.db import models


class Beat(models.Model):
    """One row for each deed, with the last time that it went well."""

    deed = models.CharField(primary_key=True, max_length=60)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["Beat"]] = models.Manager()

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"{self.deed} at {self.at:%Y-%m-%d %H:%M}"

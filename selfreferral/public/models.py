"""What the public side keeps between two pages of the form, unreadable without the visitor's cookie."""

import uuid
from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """Answers on their way, encrypted under a key that only the visitor's cookie holds.

    A change is a new row in place of the old one: the public role may insert and delete here, not update. The id is made
    from the same cookie, so a dump of this table together with every setting of the server opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return f"draft {self.id}"

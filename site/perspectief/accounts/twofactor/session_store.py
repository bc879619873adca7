"""Sessions of colleagues, each under a digest of its key: who reads the database, or has a copy of it, gets into none.

Django keeps a session under the very key that the browser has (SESSION_ENGINE names this module in its place; GDPR art. 32).
"""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as KeptInTheClear
from django.utils import timezone

LETTERS = 40  # that fit Django's column: 160 bits


def kept_under(key: str | None) -> str:
    """What stands in the database for the session with this key. A key is random itself, so it needs no salt."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:LETTERS]


class SessionStore(KeptInTheClear):
    """Django's own but for the place of a row. Its name is Django's too, and part of what the content is signed with."""

    def _get_session_from_db(self) -> Any:
        now = timezone.now()
        row = self.model.objects.filter(session_key=kept_under(self.session_key), expire_date__gt=now).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_under(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.session_key = kept_under(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            super().delete(kept_under(key))

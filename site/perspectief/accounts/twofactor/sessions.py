"""Sessions of colleagues: seen, and ended. They live in the database, so what is ended here is ended at once."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from perspectief.accounts.models import User

from .models import AGENT_LETTERS, StaffSession
from .session_store import kept_under

STEP = timedelta(minutes=1)  # not at every click


def touch(request: HttpRequest, person: User) -> None:
    """Remember that this session is used, and in which browser. Its row in the database is there already."""
    key, now = kept_under(request.session.session_key), timezone.now()
    agent = request.META.get("HTTP_USER_AGENT", "")[:AGENT_LETTERS]
    if StaffSession.objects.filter(session_id=key, person=person, agent=agent, used_at__gt=now - STEP).exists():
        return
    fields = {"person": person, "agent": agent, "used_at": now}
    try:
        StaffSession.objects.update_or_create(
            session_id=key, defaults=fields, create_defaults={**fields, "started_at": _started(request, now)}
        )
    except IntegrityError:
        return  # it was ended at this very moment


def _started(request: HttpRequest, now: datetime) -> datetime:
    """When somebody logged in. A session gets another key when its owner changes the password; the log-in is the same."""
    records = request.session.get("account_authentication_methods") or []
    return datetime.fromtimestamp(records[0]["at"], UTC) if records else now


def of(person: User) -> list[StaffSession]:
    """The sessions that still open something, the latest used first."""
    rows = StaffSession.objects.filter(person=person, session__expire_date__gt=timezone.now()).select_related("session")
    return [row for row in rows if _is_valid(row, person)]


def _is_valid(row: StaffSession, person: User) -> bool:
    """A session from before a change of the password opens nothing any more."""
    kept = row.session.get_decoded().get(HASH_SESSION_KEY, "")
    return person.is_active and constant_time_compare(kept, person.get_session_auth_hash())


def end(person: User, *, number: int) -> bool:
    """End one session of this person, by the number of its row. Returns whether there was one."""
    return bool(_end(StaffSession.objects.filter(person=person, pk=number)))


def end_others(request: HttpRequest, person: User) -> int:
    """End every session of this person but the one that asks. Returns how many."""
    return _end(StaffSession.objects.filter(person=person).exclude(session_id=kept_under(request.session.session_key)))


def end_all(person: User) -> int:
    """End every session of this person. Returns how many."""
    return _end(StaffSession.objects.filter(person=person))


def _end(rows: QuerySet[StaffSession]) -> int:
    keys = list(rows.values_list("session_id", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def sweep(*, now: datetime) -> int:
    """Delete sessions that have ended. Returns how many."""
    return Session.objects.filter(expire_date__lt=now).delete()[1].get(Session._meta.label, 0)

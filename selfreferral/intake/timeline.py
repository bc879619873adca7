"""What happened with a referral, in order: what the person sent, what colleagues tried and what they wrote down."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wagtail.admin.utils import get_user_display_name

from perspectief.accounts.models import User
from selfreferral.models import Kind

from .answers import Row
from .models import About, Departure, Outcome, Result, State
from .queue import Opened

SEALED_SHUT = "Deze tekst gaat niet open."
GONE = "een vroegere collega"
LETTER_SHUT = "Dit bericht gaat niet open."


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened. `who` is None for the person themselves, and for a colleague who is gone."""

    at: datetime
    heading: str
    icon: str
    who: User | None = None
    is_of_person: bool = False
    text: str = ""
    warning: str = ""
    rows: list[Row] = field(default_factory=list)


def timeline(opened: Opened) -> list[Entry]:
    """Everything, the oldest first."""
    parts = (_letters, _notes, _attempts, _changes, _assignments)
    return sorted((entry for part in parts for entry in part(opened)), key=lambda entry: entry.at)


def _letters(opened: Opened) -> Iterator[Entry]:
    yield Entry(at=opened.referral.received_at, heading=Kind.REFERRAL.label, icon="mail", is_of_person=True)
    for letter in opened.later:
        text = LETTER_SHUT if letter.answers is None else ""
        yield Entry(
            at=letter.received_at, heading=letter.kind.label, icon="mail", is_of_person=True, text=text, rows=letter.rows
        )


def _notes(opened: Opened) -> Iterator[Entry]:
    for note in opened.notes:
        if note.about not in (About.ATTEMPT, About.STATE):
            text = SEALED_SHUT if note.text is None else note.text
            yield Entry(at=note.written_at, heading=About(note.about).label, icon="edit", who=note.author, text=text)


def _attempts(opened: Opened) -> Iterator[Entry]:
    texts = _texts(opened)
    for attempt in opened.attempts:
        yield Entry(
            at=attempt.at,
            heading=Result(attempt.result).label,
            icon="mobile-alt",
            who=attempt.person,
            text=texts.get(attempt.note_id, "") if attempt.note_id else "",
            warning=Departure(attempt.departure).label if attempt.departure else "",
        )


def _changes(opened: Opened) -> Iterator[Entry]:
    texts = _texts(opened)
    for change in opened.changes:
        outcome = f", {Outcome(change.outcome).label}" if change.outcome else ""
        yield Entry(
            at=change.at,
            heading=f"Stand: van {State(change.before).label} naar {State(change.after).label}{outcome}",
            icon="resubmit",
            who=change.person,
            text=texts.get(change.note_id, "") if change.note_id else "",
        )


def _assignments(opened: Opened) -> Iterator[Entry]:
    for one in opened.assignments:
        to, former = (get_user_display_name(person) if person else GONE for person in (one.handler, one.former))
        heading = f"Op naam van {to}" + (f", eerst van {former}" if one.former_id else "")
        yield Entry(at=one.at, heading=heading, icon="user", who=one.by)


def _texts(opened: Opened) -> Mapping[uuid.UUID, str]:
    return {note.id: SEALED_SHUT if note.text is None else note.text for note in opened.notes}

"""The file for the person: one page to read and print, and the same as JSON to take elsewhere (GDPR art. 15 and 20).

Colleagues are named by their role. A name is not needed to judge whether a look was lawful, and colleagues have rights as
well (Court of Justice of the EU, 22 June 2023, C-579/21).
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from perspectief.accounts.models import User
from selfreferral.models import Kind

from .answers import Group, Row, grouped, read_rows
from .models import About, AccessRecord, Contact, Departure, Outcome, Result, State
from .queue import Exported

FORMAT = 1
DAYS_IN_A_YEAR, YEARS = 365, ("", "een", "twee", "drie", "vier", "vijf")  # five is the most (settings/retention.py)
A_COLLEAGUE = "een medewerker van Perspectief"
A_COMMAND = "een programma van de beheerder"
SHUT = "Deze tekst kon niet worden geopend."


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened, as it is read."""

    at: datetime
    heading: str
    text: str = ""
    groups: tuple[Group, ...] = ()


def personal_file(exported: Exported) -> bytes:
    """A zip with `gegevens.html` and `gegevens.json`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gegevens.html", to_read(exported))
        archive.writestr("gegevens.json", json.dumps(to_take_along(exported), ensure_ascii=False, indent=2))
    return packed.getvalue()


def to_read(exported: Exported) -> str:
    """A page that needs nothing beside it."""
    context = {
        "referral": exported.contents.referral,
        "made_at": exported.made_at,
        "events": sorted(_events(exported), key=lambda event: event.at),
        "looks": [{"at": look.at, "part": look.get_part_display(), "who": role_of(look)} for look in exported.looks],
        "deeds": exported.deeds,
        "kept_for": in_words(settings.RETENTION_NOTHING_DAYS),
        "case_kept_for": in_words(settings.RETENTION_CASE_DAYS),
    }
    return render_to_string("selfreferral/intake/personal_file.html", context)


def to_take_along(exported: Exported) -> dict[str, Any]:
    """The same for a machine: answers under the names of their questions, times in ISO 8601."""
    contents, referral = exported.contents, exported.contents.referral
    return {
        "format": FORMAT,
        "reference": referral.reference,
        "made_at": exported.made_at.isoformat(),
        "letters": [
            {"kind": Kind.REFERRAL, "received_at": referral.received_at.isoformat(), "answers": contents.answers},
            *(
                {"kind": letter.kind, "received_at": letter.received_at.isoformat(), "answers": letter.answers}
                for letter in contents.later
            ),
        ],
        "notes": [{"at": note.written_at.isoformat(), "about": note.about, "text": note.text} for note in exported.notes],
        "attempts": [
            {"at": one.at.isoformat(), "channel": one.channel, "result": one.result, "departure": one.departure}
            for one in exported.attempts
        ],
        "states": [
            {"at": one.at.isoformat(), "before": one.before, "after": one.after, "outcome": one.outcome}
            for one in exported.changes
        ],
        "checked": referral.cleared_at.isoformat() if referral.cleared_at else None,
        "next_step_on": referral.due_on.isoformat() if referral.due_on else None,
        "handlers": [{"at": one.at.isoformat(), "who": _roles(one.handler)} for one in exported.assignments],
        "looks": [{"at": look.at.isoformat(), "part": look.part, "who": role_of(look)} for look in exported.looks],
        "deeds": [{"at": deed.at.isoformat(), "deed": deed.deed} for deed in exported.deeds],
    }


def role_of(look: AccessRecord) -> str:
    """The role of who looked."""
    return A_COMMAND if look.person is None else _roles(look.person)


def _roles(person: User | None) -> str:
    """Somebody's roles, as they are now; roles have names that can be shown."""
    groups = person.groups.all() if person else []
    return ", ".join(sorted(group.name for group in groups)) or A_COLLEAGUE


def in_words(days: int) -> str:
    """'90 dagen', 'vijf jaar'."""
    years, rest = divmod(days, DAYS_IN_A_YEAR)
    return f"{days} dagen" if rest or not years else f"{YEARS[years]} jaar"


def _events(exported: Exported) -> Iterator[Event]:
    contents = exported.contents
    groups = tuple(grouped(contents.answers or {}))
    text = SHUT if contents.answers is None else ""
    yield Event(at=contents.referral.received_at, heading="Uw aanmelding", groups=groups, text=text)
    for letter in contents.later:
        shut = SHUT if letter.answers is None else ""
        rows: list[Row] = read_rows(letter.answers or {})
        told = (Group("", rows),) if rows else ()
        yield Event(at=letter.received_at, heading=str(letter.kind.label), groups=told, text=shut)
    texts = {note.id: SHUT if note.text is None else note.text for note in exported.notes}
    for note in exported.notes:
        if note.about not in (About.ATTEMPT, About.STATE):
            yield Event(at=note.written_at, heading=About(note.about).label, text=texts[note.id])
    yield from _attempts(exported, texts)
    yield from _changes(exported, texts)
    yield from _hands(exported)


def _attempts(exported: Exported, texts: dict[Any, str]) -> Iterator[Event]:
    for one in exported.attempts:
        departure = f" ({Departure(one.departure).label})" if one.departure else ""
        heading = f"{Contact(one.channel).label}: {Result(one.result).label}{departure}"
        yield Event(at=one.at, heading=heading, text=texts.get(one.note_id, ""))


def _changes(exported: Exported, texts: dict[Any, str]) -> Iterator[Event]:
    for one in exported.changes:
        outcome = f", {Outcome(one.outcome).label}" if one.outcome else ""
        heading = f"Stand: van {State(one.before).label} naar {State(one.after).label}{outcome}"
        yield Event(at=one.at, heading=heading, text=texts.get(one.note_id, ""))


def _hands(exported: Exported) -> Iterator[Event]:
    """Through whose hands it went, and that it was set apart to be checked."""
    referral = exported.contents.referral
    if referral.cleared_at:
        yield Event(at=referral.cleared_at, heading="Nagekeken, omdat er veel tegelijk binnenkwam of het snel was ingevuld")
    for one in exported.assignments:
        yield Event(at=one.at, heading=f"Op naam van: {_roles(one.handler)}")

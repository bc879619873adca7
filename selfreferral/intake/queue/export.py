"""All that is known about one person, for that person (GDPR art. 15 and 20). Recorded before anything opens."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from perspectief.accounts.models import User
from selfreferral.intake import accesslog
from selfreferral.intake.models import About, AccessRecord, Assignment, ContactAttempt, KeyDeed, Part, Referral, StateChange
from selfreferral.intake.permissions import EXPORT_REFERRAL, OPEN_REFERRAL, require
from selfreferral.intake.unlocking import at_hand

from .codes import require_code
from .deeds import add_note
from .opening import Contents, OpenedNote, look, open_notes

CODE_WAS_RIGHT = "De persoon noemde de code van de bevestiging."


@dataclass(frozen=True, kw_only=True)
class Exported:
    """Everything, in full: also how to reach the person, and every look, not the last ones only."""

    contents: Contents
    notes: list[OpenedNote]
    attempts: list[ContactAttempt]
    changes: list[StateChange]
    assignments: list[Assignment]
    looks: list[AccessRecord]
    deeds: list[KeyDeed]
    made_at: datetime


def export_referral(*, referral_id: uuid.UUID, person: User, code: str, identified: str, now: datetime) -> Exported:
    """Everything about who asks for it. `code`: their receipt code, or `identified`: in words how else it is sure who asks.

    How it was made sure is kept as a note, and the export is recorded, before anything opens. Raises PermissionDenied,
    Referral.DoesNotExist, WrongCodeError, and ValueError when neither is given.
    """
    require(person, EXPORT_REFERRAL)
    require(person, OPEN_REFERRAL)
    at_hand.require_unlocked(person)
    how = _made_sure(referral_id, code=code, identified=identified, person=person, now=now)
    add_note(referral_id=referral_id, person=person, text=how, now=now, about=About.EXPORT)
    contents = look(referral_id=referral_id, person=person, now=now, part=Part.EXPORT)
    referral = contents.referral
    return Exported(
        contents=contents,
        notes=open_notes(referral, person),
        attempts=list(referral.attempts.all()),
        changes=list(referral.changes.all()),
        assignments=list(referral.assignments.select_related("handler").prefetch_related("handler__groups")),
        looks=accesslog.every_look(referral=referral),
        deeds=accesslog.every_deed(referral=referral),
        made_at=now,
    )


def to_export(*, referral_id: uuid.UUID, person: User) -> Referral:
    """The referral, for the page that asks who wants the file. Opens nothing. Raises Referral.DoesNotExist."""
    require(person, EXPORT_REFERRAL)
    return Referral.objects.get(pk=referral_id)


def _made_sure(referral_id: uuid.UUID, *, code: str, identified: str, person: User, now: datetime) -> str:
    """How it is sure who asks. A code that was given has to be right, whatever else is said."""
    referral = Referral.objects.select_related("letter").get(pk=referral_id)
    if code:
        require_code(code, referral, person=person, now=now)
    if not code and not identified:
        raise ValueError("Nobody said how it is sure who asks.")
    return " ".join(filter(None, [CODE_WAS_RIGHT if code else "", identified]))

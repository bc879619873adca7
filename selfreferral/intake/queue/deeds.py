"""What a worker does with a referral."""

import uuid
from datetime import datetime

from perspectief.accounts.models import User
from selfreferral.intake import tallies
from selfreferral.intake.models import About, Note, Referral
from selfreferral.intake.permissions import EXPORT_REFERRAL, HANDLE_REFERRAL, require
from selfreferral.seal import seal

from .opening import NOTE


class StoppedError(Exception):
    """The person withdrew or asked for erasure."""


def find_in_order(*, referral_id: uuid.UUID, person: User, now: datetime) -> bool:
    """Move a referral that had to be checked among the others, and record who did. False when it stood there already.

    Raises Referral.DoesNotExist.
    """
    require(person, HANDLE_REFERRAL)
    referral = Referral.objects.filter(pk=referral_id)
    if referral.filter(needs_check=True).update(needs_check=False, cleared_by=person, cleared_at=now):
        tallies.settle(referral_id=referral_id)
        return True
    if not referral.exists():
        raise Referral.DoesNotExist
    return False


def add_note(*, referral_id: uuid.UUID, person: User, text: str, now: datetime, about: About = About.NOTE) -> Note:
    """Keep a note, sealed like a letter; only who opens the referral sees it again. Raises Referral.DoesNotExist."""
    require(person, EXPORT_REFERRAL if about == About.EXPORT else HANDLE_REFERRAL)
    referral = Referral.objects.get(pk=referral_id)
    note = Note(referral=referral, author=person, written_at=now, about=about)
    # The referral's id stands inside as well, so that a note moved to another referral is refused.
    sealed = seal(letter_id=note.pk, kind=NOTE, answers={"referral": str(referral.pk), "text": text})
    note.key_id, note.sealed = sealed.key_id, sealed.content
    note.save(force_insert=True)
    return note

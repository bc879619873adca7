"""What somebody does with their own referral: each deed is a sealed letter, added to those that are there."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from selfreferral.models import Kind
from selfreferral.public.submit import drop_in, sealed_letter

from . import visit
from .pages import Holder

MOST_SENT = 20  # letters that somebody can add in one visit; who has more to say calls
ONCE_LETTERS = 64


def new_once() -> str:
    """A mark for one showing of a page."""
    return secrets.token_hex(16)


def may_add(holder: Holder) -> bool:
    """Whether another letter can be added. Withdrawing and asking for erasure always can."""
    return holder.mine.sent < MOST_SENT


def send(*, holder: Holder, kind: Kind, answers: Mapping[str, Any], once: str) -> None:
    """Drop the letter in, and forget what was typed for it; both or neither, within the transaction of the request.

    The same page sent twice with the same words is one letter, however the second came about: two presses, a retry, a
    browser that sends again. Raises DatabaseError when it cannot be taken.
    """
    letter = sealed_letter(
        letter_id=holder.mine.secret.letter_for(_mark(kind, answers, once)),
        kind=kind,
        receipt_digest=holder.mine.digest,
        answers=answers,
        now=holder.now,
    )
    drop_in(letter)
    done = replace(holder.mine, said=kind.value, sent=holder.mine.sent + 1, correction={}, rejected=None)
    visit.keep(done, now=holder.now)


def _mark(kind: Kind, answers: Mapping[str, Any], once: str) -> bytes:
    """The words count too: a page that a browser kept in memory can be changed and sent again, and that is a new letter."""
    content = json.dumps([kind.value, answers, once[:ONCE_LETTERS] or new_once()], sort_keys=True)
    return hashlib.sha256(content.encode()).digest()

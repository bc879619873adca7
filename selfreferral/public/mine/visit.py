"""The visit of somebody who came back with a code: which referral it is about, and what is typed but not sent yet.

Kept like the form's answers: one row, encrypted under a key that only the cookie holds. The code itself is not kept. After
fifteen minutes of silence the code is asked again; what was typed waits for whoever can give the same code, for as long as
any draft is kept.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from selfreferral.public import drafts, visits
from selfreferral.public.drafts import Rejected, Visit
from selfreferral.public.secret import ReturnSecret
from selfreferral.public.visits import MINE

SILENCE = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Mine:
    """What is known of this visit.

    `digest`: of the receipt code, empty while none was right. `tried`: a code that could not be taken, as it was typed, and
    `trouble` why. `said`: the kind of the letter that was sent last, `sent` how many there were.
    """

    secret: ReturnSecret
    digest: bytes = b""
    tried: str = ""
    trouble: str = ""
    said: str = ""
    sent: int = 0
    correction: Mapping[str, Any] = field(default_factory=dict)
    rejected: Rejected | None = None
    is_awake: bool = True

    @property
    def is_known(self) -> bool:
        """Whether a right code was given, not too long ago."""
        return bool(self.digest) and self.is_awake

    def waiting_on(self, page: str) -> Mapping[str, list[str]] | None:
        """What was typed on this page the last time, if it could not be taken."""
        return self.rejected.typed if self.rejected and self.rejected.slug == page else None


@contextmanager
def alone(request: HttpRequest) -> Iterator[None]:
    """Around every request of this visit, because looking keeps it awake: one thing at a time, in one transaction."""
    secret = visits.cookie_secret(request, door=MINE)
    with drafts.alone(secret=secret) if secret else nullcontext():
        yield


def current(request: HttpRequest, *, now: datetime) -> Mine | None:
    """The visit this request belongs to, asleep or awake; None when there is none (any more)."""
    secret = visits.cookie_secret(request, door=MINE)
    kept = drafts.load(secret=secret, now=now) if secret else None
    if not isinstance(secret, ReturnSecret) or kept is None or kept.saved_at is None:
        return None
    parts = dict(kept.answers)
    digest, is_awake = bytes.fromhex(parts.pop("digest")), parts.pop("is_awake") and kept.saved_at >= now - SILENCE
    return Mine(secret=secret, digest=digest, is_awake=is_awake, rejected=kept.rejected, **parts)


def keep(mine: Mine, *, now: datetime) -> None:
    """Put this in place of what was kept; the fifteen minutes begin anew."""
    parts = {key: value for key, value in vars(mine).items() if key not in {"secret", "rejected"}}
    drafts.save(secret=mine.secret, visit=Visit({**parts, "digest": mine.digest.hex()}, rejected=mine.rejected), now=now)


def begin(request: HttpRequest, response: HttpResponse, mine: Mine, *, now: datetime) -> None:
    """A visit under a fresh secret: whatever cookie the browser came with opens nothing of it."""
    former = visits.cookie_secret(request, door=MINE)
    if former:
        drafts.wipe(secret=former)
    keep(mine, now=now)
    visits.remember(response, mine.secret, door=MINE)


def end(request: HttpRequest, response: HttpResponse) -> None:
    """Klaar, sluit af. A form that is being filled in at the same time is left alone."""
    visits.forget(request, response, doors=(MINE,))

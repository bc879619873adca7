"""Where a referral stands: the only thing the public side can learn about one, and only with its receipt code.

On PostgreSQL a function of the database's owner answers, for exactly one digest (intake/migrations/0005_life.py). The
public role may execute it, and still reads no table. SQLite, for development, is asked the same in plain SQL.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

QUESTION = {
    "postgresql": "SELECT state, received_on, is_withdrawn, is_erasure_asked FROM public.selfreferral_standing(%s)",
    "sqlite": """
        SELECT
            CASE
                WHEN referral.state IN ('in_contact', 'waiting') THEN 'in_contact'
                WHEN referral.state = 'closed' THEN 'closed'
                WHEN referral.state = 'to_call' OR referral.handler_id IS NOT NULL THEN 'contacting'
                ELSE 'received'
            END,
            letter.received_at,
            EXISTS (SELECT 1 FROM selfreferral_letter later
                    WHERE later.receipt_digest = letter.receipt_digest AND later.kind = 'withdrawal'),
            EXISTS (SELECT 1 FROM selfreferral_letter later
                    WHERE later.receipt_digest = letter.receipt_digest AND later.kind = 'erasure')
        FROM selfreferral_letter letter
        LEFT JOIN selfreferral_intake_referral referral ON referral.letter_id = letter.id
        WHERE letter.receipt_digest = %s AND letter.kind = 'referral'
        ORDER BY letter.received_at LIMIT 1
    """,
}


class Phase(TextChoices):
    """How far it is, in the words of the person it is about."""

    RECEIVED = "received", _("Ontvangen")
    CONTACTING = "contacting", _("Wij nemen contact op")
    IN_CONTACT = "in_contact", _("In gesprek")
    CLOSED = "closed", _("Afgesloten")


@dataclass(frozen=True)
class Standing:
    """Where a referral stands. `received_on` is a day and no more: a moment would tell when somebody was at a computer."""

    phase: Phase
    received_on: date
    is_withdrawn: bool
    is_erasure_asked: bool

    @property
    def is_stopped(self) -> bool:
        """The person wants no contact any more. Asking for erasure says that too."""
        return self.is_withdrawn or self.is_erasure_asked

    @property
    def is_open(self) -> bool:
        """Whether something can still be added or corrected."""
        return not self.is_stopped and self.phase != Phase.CLOSED


def standing_of(digest: bytes) -> Standing | None:
    """Where the referral with this receipt digest stands; None when there is none. One query, whatever the digest."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION[connection.vendor], [digest])
        row = cursor.fetchone()
    if row is None:
        return None
    phase, received, is_withdrawn, is_erasure_asked = row
    return Standing(Phase(phase), _day(received), bool(is_withdrawn), bool(is_erasure_asked))


def _day(received: date) -> date:
    """PostgreSQL answers with the day; SQLite with the moment, in UTC."""
    if isinstance(received, datetime):
        return timezone.localtime(received.replace(tzinfo=UTC)).date()
    return received

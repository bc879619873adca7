"""Whether somebody holds the receipt code of a referral: they are who it is about, or whom that person gave it to."""

import hmac
from datetime import datetime

from perspectief.accounts.models import User
from selfreferral.intake import accesslog
from selfreferral.intake.models import Referral
from selfreferral.receipts import digest

WRONG_CODE = "verkeerde code van de bevestiging"


class WrongCodeError(Exception):
    """The code belongs to another referral, or to none."""


def require_code(code: str, referral: Referral, *, person: User, now: datetime) -> None:
    """Raises WrongCodeError unless this is the code of the referral; who tried another one stays on record."""
    if not hmac.compare_digest(digest(code), bytes(referral.letter.receipt_digest)):
        accesslog.record_refusal(person=person, what=WRONG_CODE, referral_id=referral.pk, at=now)
        raise WrongCodeError

"""Whether somebody holds the receipt code of a referral: they are who it is about, or whom that person gave it to."""

import hmac

from selfreferral.intake.models import Referral
from selfreferral.receipts import digest


class WrongCodeError(Exception):
    """The code belongs to another referral, or to none."""


def require_code(code: str, referral: Referral) -> None:
    """Raises WrongCodeError unless this is the code of the referral."""
    if not hmac.compare_digest(digest(code), bytes(referral.letter.receipt_digest)):
        raise WrongCodeError

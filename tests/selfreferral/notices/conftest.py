"""What the tests about notices share with those about the queue."""

from tests.selfreferral.intake.conftest import now, referral, send_in

__all__ = ["now", "referral", "send_in"]

"""A code of an app counts once (RFC 6238, 5.2). Kept in the database: each worker of a server has a cache of its own."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

STEP = "last_step"


@transaction.atomic
def use(authenticator: Authenticator, code: str) -> bool:
    """Whether this is the first use of a code that is right at this moment; it is used up by asking."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(row.data["secret"])
    step = next((step for step in yield_hotp_counters_from_time() if _is_code(code, secret, step)), None)
    if step is None or step <= row.data.get(STEP, -1):
        return False
    row.data[STEP] = step
    row.save(update_fields=["data"])
    return True


def _is_code(code: str, secret: str, step: int) -> bool:
    return compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))

"""Who looked at which referral, when. Records are only ever added (GDPR art. 5(2) and 32: be able to show it)."""

from datetime import datetime

from perspectief.accounts.models import User

from .models import AccessRecord, Referral

SHOWN = 20


def record(*, referral: Referral, person: User, at: datetime) -> AccessRecord:
    """Write that this person looks at this referral. Has to be committed before anything is decrypted."""
    return AccessRecord.objects.create(referral=referral, person=person, at=at)


def latest(*, referral: Referral) -> list[AccessRecord]:
    """The last looks at a referral, newest first; twenty at most."""
    return list(referral.looks.select_related("person").order_by("-at", "-pk")[:SHOWN])

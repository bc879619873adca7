"""The chain of access records: each holds the hash of the one before, so that one which is gone or changed shows.

SHA-256 over the fields, without a key: whoever has a copy of the table can check it without us. A key would have to lie
where the staff process can read it, and protect against everybody but that process. What protects against whoever can
rewrite the whole table is the last hash, written down elsewhere every day (docs/operate.md).
"""

import hashlib
import json
from datetime import UTC, datetime

from django.db import transaction

from .models import AccessChain, AccessRecord

BEGINNING = ""  # the former hash of the first record


def fingerprint(record: AccessRecord) -> str:
    """64 hexadecimal digits over everything a record says, its place and the hash before it included."""
    said = [
        record.number,
        record.former,
        record.part,
        record.referral_id.hex if record.referral_id else None,
        record.person_id,
        record.by,
        record.subject_id,
        record.what,
        record.session,
        record.at.astimezone(UTC).isoformat(timespec="microseconds"),
    ]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def append(record: AccessRecord) -> AccessRecord:
    """Add a record at the end of the chain. Two at once wait for each other, until the transaction around them ends."""
    with transaction.atomic():
        chain = AccessChain.objects.select_for_update().get()
        record.number, record.former = chain.number + 1, chain.hash
        record.hash = fingerprint(record)
        record.save(force_insert=True)
        AccessChain.objects.update(number=record.number, hash=record.hash)
    return record


def purge(*, before: datetime) -> int:
    """Take away the oldest records, up to the first that is not from before this moment. Returns how many.

    The chain then begins after them: the hash of the last that went stays as its anchor. A trigger refuses to let go of
    records younger than a year, and of any that the anchor has not passed.
    """
    with transaction.atomic():
        chain = AccessChain.objects.select_for_update().get()
        kept = AccessRecord.objects.filter(at__gte=before).order_by("number").values_list("number", flat=True).first()
        old = AccessRecord.objects.filter(number__lt=chain.number + 1 if kept is None else kept)
        if not (last := old.order_by("-number").first()):
            return 0
        AccessChain.objects.update(purged_number=last.number, purged_hash=last.hash)
        return old.delete()[0]

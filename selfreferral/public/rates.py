"""How often something happens from one network, without knowing whose network that is.

A count is a row: which rule, until when it counts, and a digest of the network. A row holds no moment and no order, and each
rule and period has digests of its own, so nothing leads from one row to another, or to a letter. The digest is an HMAC
under two secrets, because either alone falls short (IPv4 has 16 million /24 networks: who has the key tries them all).
- The day's salt, random and in the database, is deleted after its day: then nobody can redo yesterday's digests, not
  even with every setting of the server. A salt made from the date and a setting could be made again.
- SECRET_KEY, which is not in the database: a stolen dump alone, salt and all, gives no network away.

The public role may not update, so rows are added and counted. Two at the same moment may both pass as the last one; a
limit here is no lock. Beyond the limit no rows are added: what is meant to stop a flood must not fill the disk.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from .models import RateCount, RateSalt
from .network import network_of

SALT_BYTES, DIGEST_BYTES = 32, 16
TEN_MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """At most `most` times in each period of length `per`, which divides a day.

    `is_closing`: the rule refuses, so it never counts visitors together whose network is unknown. A rule that does not
    refuse counts those as one network. `is_for_all`: counted for everybody together, without a network.
    """

    name: str
    most: int
    per: timedelta
    is_closing: bool = False
    is_for_all: bool = False


# Some 1,350 referrals a year come in by every road together (2023), so twenty in an hour from one network is a busy
# day in a prison. The next ones are taken as well, and looked at before they count.
SENDING = Rule(name="send", most=20, per=HOUR)
# A hundred in ten minutes no institution reaches by hand. This protects the disk, so it does refuse, and shortly: the
# answers wait in their draft for an hour, longer than the ten minutes.
SENDING_FLOOD = Rule(name="send flood", most=100, per=TEN_MINUTES, is_closing=True)
# A draft is a row of at least 4 KiB for an hour. A class that looks at the form together makes thirty.
STARTING_FLOOD = Rule(name="start flood", most=200, per=TEN_MINUTES, is_closing=True)
# Google is asked about a proof at most this often: asking costs a worker's time, and who sends a proof decides when.
PROVING = Rule(name="prove", most=60, per=HOUR)
# A code has 83 bits and cannot be guessed; this stops who tries from using the server for it. People mistype.
CODES = Rule(name="code", most=30, per=HOUR, is_closing=True)


def daily_ceiling() -> Rule:
    """What intake can take in a day (UTC) from everybody together. The rest is taken too, and put aside."""
    return Rule(name="day", most=settings.DAILY_CEILING, per=DAY, is_for_all=True)


@dataclass(frozen=True)
class _Bucket:
    """What is counted together."""

    rule: str
    until: datetime
    network: bytes


def exceeded(*, rule: Rule, request: HttpRequest | None, now: datetime) -> bool:
    """Count this time, and say whether it is one too many. Only a rule for all needs no request."""
    bucket = _bucket(rule, request, now, salt=_salt(now) or _new_salt(now))
    if bucket is None:
        return False
    used = _used(bucket)
    if used <= rule.most:
        RateCount(**vars(bucket)).save(force_insert=True)
    return used >= rule.most


def is_full(*, rule: Rule, request: HttpRequest | None, now: datetime) -> bool:
    """Whether the next time would be one too many. It counts nothing and writes nothing."""
    bucket = _bucket(rule, request, now, salt=_salt(now))
    return bucket is not None and _used(bucket) >= rule.most


def sweep(*, now: datetime) -> int:
    """Delete every count whose period is over, and the salts of past days. Returns how many counts went.

    What ends more than a day from now is of a clock that went back since: it would be kept for longer than a day.
    """
    today = now.astimezone(UTC).date()
    RateSalt.objects.filter(Q(day__lt=today) | Q(day__gt=today + DAY)).delete()
    deleted, _ = RateCount.objects.filter(Q(until__lte=now) | Q(until__gt=now + DAY)).delete()
    return deleted


def _bucket(rule: Rule, request: HttpRequest | None, now: datetime, *, salt: bytes) -> _Bucket | None:
    until = _end_of_period(rule, now)
    if rule.is_for_all:
        return _Bucket(rule.name, until, b"")
    network = network_of(request) if request else None
    if network is None and rule.is_closing:
        return None
    counted = f"{rule.name}|{until.isoformat()}|{network}".encode()
    digest = hmac.digest(salt + settings.SECRET_KEY.encode(), counted, hashlib.sha256)
    return _Bucket(rule.name, until, digest[:DIGEST_BYTES])


def _end_of_period(rule: Rule, now: datetime) -> datetime:
    """Periods are cut out of the UTC day, so that the salt of a day holds for the whole of a period."""
    seconds = int(rule.per.total_seconds())
    return datetime.fromtimestamp((int(now.timestamp()) // seconds + 1) * seconds, tz=UTC)


def _used(bucket: _Bucket) -> int:
    return RateCount.objects.filter(**vars(bucket)).count()


def _salt(now: datetime) -> bytes:
    """Today's salt; empty when nobody has been counted today."""
    row = RateSalt.objects.filter(day=now.astimezone(UTC).date()).first()
    return bytes(row.value) if row else b""


def _new_salt(now: datetime) -> bytes:
    """The first count of a day makes its salt, and ends what is left of the day before if no sweep did.

    Two at once make one: the second insertion waits for the first and then does nothing.
    """
    new = RateSalt(day=now.astimezone(UTC).date(), value=secrets.token_bytes(SALT_BYTES))
    with transaction.atomic():
        sweep(now=now)
        RateSalt.objects.bulk_create([new], ignore_conflicts=True)
    return _salt(now)

"""How the site is doing, for who has the secret: on the staff side only, and in numbers that tell of nobody."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from perspectief.operations import sweeping
from perspectief.outbox.models import Message
from perspectief.watching.beating import CHORE, NEVER, beat_sweep, last_times
from perspectief.watching.models import Beat
from selfreferral.intake.models import CanaryRound, Finding, Referral
from selfreferral.intake.queue import collect_letters
from selfreferral.public.models import Draft
from tests.processes import Surroundings
from tests.selfreferral.intake.conftest import NOW, send_in
from tests.selfreferral.walking import FIRST, sign_up

__all__ = ["send_in"]

pytestmark = pytest.mark.django_db
TOKEN = "t" * 40
ADDRESS = "/-/metrics/"
NOON = datetime(2026, 5, 4, 12, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))
Told = dict[tuple[str, str], float]


def _ask(**headers: str) -> Told:
    reply = Client(headers=headers or {"Authorization": f"Bearer {TOKEN}"}).get(ADDRESS)
    assert reply.status_code == 200
    families = text_string_to_metric_families(reply.content.decode())
    return {(one.name, "".join(one.labels.values())): one.value for family in families for one in family.samples}


@pytest.fixture
def token(settings) -> str:
    settings.METRICS_TOKEN = TOKEN
    return TOKEN


def test_without_the_setting_there_is_nothing(visitor: Client) -> None:
    for told in ("", "Bearer ", "Bearer", f"Bearer {TOKEN}"):
        assert visitor.get(ADDRESS, headers={"Authorization": told}).status_code == 404


@pytest.mark.parametrize("told", ["", "Bearer x", f"bearer {TOKEN}", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN])
def test_who_has_not_the_secret_is_told_that_there_is_nothing(visitor: Client, token: str, told: str) -> None:
    assert visitor.get(ADDRESS, headers={"Authorization": told}).status_code == 404


def test_who_may_do_everything_at_the_staff_side_still_needs_the_secret(technical_administrator, token: str) -> None:
    assert technical_administrator.client.get(ADDRESS).status_code == 404


def test_nobody_can_send_anything_to_it(visitor: Client, token: str) -> None:
    assert visitor.post(ADDRESS, headers={"Authorization": f"Bearer {token}"}).status_code == 404


def test_the_answer_is_kept_by_nobody(visitor: Client, token: str) -> None:
    reply = visitor.get(ADDRESS, headers={"Authorization": f"Bearer {token}"})
    assert reply["Cache-Control"] == "no-store"
    assert reply["Content-Type"].startswith("text/plain; version=")
    assert not visitor.cookies


def test_what_never_happened_was_a_very_long_time_ago(token: str) -> None:
    told = _ask()
    for deed in ("sweep", "backup", "keys checked"):
        assert told["perspectief_last_done_timestamp_seconds", deed] == 0
    assert told["perspectief_canary_timestamp_seconds", ""] == told["perspectief_canary_well", ""] == 0
    assert told["perspectief_access_record_timestamp_seconds", ""] == 0


def test_a_sweep_tells_when_each_chore_last_went_well(token: str, monkeypatch) -> None:
    def works(*, now: datetime) -> int:
        return 0

    monkeypatch.setattr(sweeping, "CHORES", {"good": works})
    Beat.objects.create(deed=f"{CHORE}no chore any more", at=NOON)
    sweeping.sweep(now=NOON)
    assert _chores() == {"good": NOON}
    assert _ask()["perspectief_last_done_timestamp_seconds", "sweep"] == NOON.timestamp()


def test_a_chore_that_fails_keeps_its_former_time_and_has_one_when_it_never_went_well() -> None:
    beat_sweep(outcome={"good": 0, "bad": None}, now=NOON)
    beat_sweep(outcome={"good": None, "bad": None}, now=NOON + timedelta(minutes=1))
    assert _chores() == {"good": NOON, "bad": NEVER}
    assert last_times()["sweep"] == NOON + timedelta(minutes=1)


def _chores() -> dict[str, datetime]:
    return {deed.removeprefix(CHORE): at for deed, at in last_times().items() if deed.startswith(CHORE)}


def test_a_canary_that_did_not_open_shows(token: str) -> None:
    CanaryRound.objects.create(at=NOON - timedelta(minutes=15), finding=Finding.WELL)
    CanaryRound.objects.create(at=NOON, finding=Finding.DID_NOT_OPEN)
    told = _ask()
    assert told["perspectief_canary_timestamp_seconds", ""] == NOON.timestamp()
    assert told["perspectief_canary_well", ""] == 0


def test_somebody_who_signs_up_today_changes_no_number(visitor: Client, token: str) -> None:
    sweeping.sweep(now=timezone.now())
    before = _still(_ask())
    Client().post(FIRST, {"route": "self"})
    sign_up(visitor)
    sweeping.sweep(now=timezone.now())
    collect_letters()
    assert Draft.objects.exists()
    assert Referral.objects.count() == 1
    assert _still(_ask()) == before


def _still(told: Told) -> Told:
    """Without what changes by itself."""
    return {key: value for key, value in told.items() if "last_done" not in key[0] and "disk" not in key[0]}


def test_from_the_next_day_on_they_are_counted_in_tens(send_in, token: str, clock) -> None:
    for _ in range(3):
        send_in()
    clock.time = NOW + timedelta(days=10)
    told = _ask()
    lanes = {key[1]: value for key, value in told.items() if key[0] == "perspectief_referrals_open"}
    assert sum(lanes.values()) == 10
    assert told["perspectief_oldest_new_seconds", ""] == 10 * 24 * 3600
    assert told["perspectief_referrals_overdue", ""] == 10


def test_messages_that_do_not_arrive_are_told_by_the_whole_hour(token: str) -> None:
    now = timezone.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    common = {"to": "a@perspectief.example", "subject": "x", "body": "x", "tries": 1, "next_try_at": now}
    Message.objects.create(posted_at=hour + timedelta(seconds=1), **common)
    assert _ask()["perspectief_messages_failing", ""] == 0
    Message.objects.create(posted_at=hour - timedelta(minutes=50), **common)
    told = _ask()
    assert told["perspectief_messages_failing", ""] == 10
    assert told["perspectief_messages_oldest_failing_seconds", ""] == 3600


@pytest.mark.pure
def test_the_public_process_has_neither_the_address_nor_the_means(surroundings: Surroundings) -> None:
    asks = (
        "import django; django.setup(); import sys; from django.urls import get_resolver; get_resolver().url_patterns;"
        " from django.urls import resolve; print(resolve('/-/metrics/').view_name, 'prometheus_client' in sys.modules,"
        " any('watching' in name for name in sys.modules))"
    )
    assert surroundings.start("public", asks).stdout.split() == ["wagtail_serve", "False", "False"]
    assert surroundings.start("staff", asks).stdout.split() == ["metrics", "True", "True"]


@pytest.mark.pure
def test_a_short_secret_stops_the_start(surroundings: Surroundings) -> None:
    assert "METRICS_TOKEN is too short" in surroundings.start("staff", METRICS_TOKEN="short").stderr
    assert surroundings.start("staff", METRICS_TOKEN=TOKEN).returncode == 0
    missing = surroundings.start("staff", METRICS_TOKEN_FILE="/nowhere/token")
    assert "METRICS_TOKEN_FILE" in missing.stderr
    assert missing.returncode != 0


@pytest.mark.pure
def test_the_secret_may_lie_where_systemd_puts_it(surroundings: Surroundings) -> None:
    ask = "from django.conf import settings; print(settings.METRICS_TOKEN)"
    told = {"CREDENTIALS_DIRECTORY": str(surroundings.folder)}
    assert surroundings.start("staff", ask, **told).stdout == "\n"  # nothing lies there
    (surroundings.folder / "metrics-token").write_text(TOKEN)
    assert surroundings.start("staff", ask, **told).stdout == f"{TOKEN}\n"

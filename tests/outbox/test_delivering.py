"""A message that was handed over leaves, however the mail server behaves, and nobody gets it twice without need."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from perspectief.operations.sweeping import sweep
from perspectief.outbox import delivering
from perspectief.outbox.delivering import GIVEN_UP_AFTER, KEPT_FOR, PAUSES, deliver
from perspectief.outbox.failures import failures
from perspectief.outbox.models import Message
from perspectief.outbox.posting import post

pytestmark = pytest.mark.usefixtures("committing")

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANNA, BAS = "anna@perspectief.example", "bas@perspectief.example"


def _post(*to: str, once: str = "", now: datetime = NOON) -> None:
    post(to=to or [ANNA], subject="Er wacht iets", body="Kijk op de website.\n", now=now, once=once)


def test_each_address_gets_a_message_of_its_own(mail_server):
    _post(ANNA, BAS, "", ANNA)
    assert deliver(now=NOON) == 2
    assert sorted(taken.recipients for taken in mail_server.taken) == [[ANNA], [BAS]]
    assert mail_server.taken[0].message["Subject"] == "Er wacht iets"


def test_what_was_taken_is_not_sent_again(mail_server):
    _post()
    assert [deliver(now=NOON + number * MINUTE) for number in range(3)] == [1, 0, 0]
    assert len(mail_server.taken) == 1


def test_an_occasion_is_told_once_to_each(mail_server):
    _post(ANNA, once="day 1")
    _post(ANNA, BAS, once="day 1")
    assert deliver(now=NOON) == 2


def test_a_message_leaves_with_the_deed_it_is_about_or_not_at_all():
    with transaction.atomic():
        _post()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_server_that_is_away_is_tried_at_growing_distances(nobody_at_the_mail_server):
    _post()
    moments, now = [], NOON
    for _ in range(len(PAUSES) + 1):
        assert deliver(now=now) == 0
        moments.append(Message.objects.get().next_try_at - now)
        assert deliver(now=now + moments[-1] - timedelta(seconds=1)) == 0
        now += moments[-1]
    assert moments == [*PAUSES, PAUSES[-1]]
    assert Message.objects.get().tries == len(moments)


def test_a_server_that_is_away_is_asked_once_for_all_messages(nobody_at_the_mail_server, monkeypatch):
    asked = []
    monkeypatch.setattr("smtplib.SMTP.connect", lambda *args, **_kwargs: asked.append(args) or _refuse())
    _post(ANNA, BAS)
    deliver(now=NOON)
    assert len(asked) == 1
    assert set(Message.objects.values_list("tries", flat=True)) == {1}


def _refuse() -> None:
    raise ConnectionRefusedError


def test_after_a_day_without_mail_everything_still_arrives(nobody_at_the_mail_server, settings, request):
    _post(ANNA, BAS)
    for hours in range(25):
        deliver(now=NOON + timedelta(hours=hours))
    mail_server = request.getfixturevalue("mail_server")
    assert deliver(now=NOON + timedelta(hours=25)) == 2
    assert mail_server.told() == {ANNA, BAS}
    assert not failures().exists()


@pytest.mark.parametrize("refusal", ["451 Try later", "550 Go away", "554 No"])
def test_a_refused_message_is_kept_and_tried_again(mail_server, refusal):
    _post()
    mail_server.refusal = refusal
    assert deliver(now=NOON) == 0
    assert Message.objects.get().problem == f"geweigerd ({refusal[:3]})"
    mail_server.refusal = ""
    assert deliver(now=NOON + MINUTE) == 1


def test_an_address_that_is_refused_keeps_nobody_elses_message(mail_server):
    mail_server.refused = {ANNA}
    _post(ANNA, BAS)
    assert deliver(now=NOON) == 1
    assert mail_server.told() == {BAS}
    assert [(message.to, message.problem) for message in failures()] == [(ANNA, "geweigerd (550)")]


def test_a_slow_server_gives_way_and_loses_nothing(mail_server, settings):
    settings.EMAIL_TIMEOUT = 0.2
    mail_server.slow = 1.0
    _post()
    assert deliver(now=NOON) == 0
    assert "antwoordt niet" in Message.objects.get().problem
    mail_server.slow = 0.0
    assert deliver(now=NOON + MINUTE) == 1


def test_after_a_week_nobody_tries_any_more_and_it_stays_in_the_list(nobody_at_the_mail_server):
    _post()
    deliver(now=NOON + GIVEN_UP_AFTER)
    assert Message.objects.get().is_given_up
    assert failures().count() == 1
    assert deliver(now=NOON + GIVEN_UP_AFTER + timedelta(days=1)) == 0
    assert Message.objects.get().tries == 1


def test_two_sweeps_at_once_send_it_once(mail_server, monkeypatch):
    """The second one finds the row taken, or already sent."""
    _post()
    original = delivering.EmailMessage

    class WhileTheFirstSends(original):
        def send(self, *args: object, **kwargs: object) -> int:
            monkeypatch.setattr(delivering, "EmailMessage", original)
            sent = super().send(*args, **kwargs)
            assert Message.objects.filter(sent_at=None).count() == 1
            return sent

    monkeypatch.setattr(delivering, "EmailMessage", WhileTheFirstSends)
    assert deliver(now=NOON) + deliver(now=NOON) == 1
    assert len(mail_server.taken) == 1


def test_the_sweep_delivers_what_another_chore_handed_over(visitor, mail_server):
    _post()
    assert sweep(now=NOON)["delivered messages"] >= 1
    assert ANNA in mail_server.told()


def test_a_server_that_is_away_stops_no_other_chore(nobody_at_the_mail_server):
    _post()
    outcome = sweep(now=NOON)
    assert outcome["delivered messages"] == 0
    assert outcome["wiped drafts"] == 0


def test_what_was_sent_is_forgotten_after_a_month_and_what_waits_is_not(mail_server):
    _post(ANNA)
    deliver(now=NOON)
    _post(BAS)
    assert delivering.sweep(now=NOON + KEPT_FOR) == 0
    assert delivering.sweep(now=NOON + KEPT_FOR + MINUTE) == 1
    assert Message.objects.get().to == BAS


def test_a_failing_sweep_says_which_chore(monkeypatch):
    monkeypatch.setattr("perspectief.operations.notices.letters.unannounced", lambda: 1 / 0)
    with pytest.raises(CommandError, match="announced letters"):
        call_command("sweep")

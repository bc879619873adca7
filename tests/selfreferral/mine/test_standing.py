"""Where it stands is said in plain words, and nothing of what was answered is."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from home.models import OrganisationSettings
from selfreferral.intake import queue
from selfreferral.intake.models import Referral, State
from selfreferral.models import Kind, Letter
from selfreferral.public.mine.standing import Phase, standing_of
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from selfreferral.receipts import digest
from tests.selfreferral.mine.coming_back import ADD, CORRECT, ERASE, MINE, STANDING, WITHDRAW, sign_in
from tests.selfreferral.plants import traces_in
from tests.selfreferral.walking import receipt_code, sign_up

pytestmark = pytest.mark.django_db
HERE = "hier zijn we nu"


def _nothing(worker):
    assert not Referral.objects.exists()


def _in_the_queue(worker):
    assert queue.collect_letters() == 1


def _has_handler(worker):
    queue.collect_letters()
    Referral.objects.update(handler=worker)


def _is(state):
    def handle(worker):
        queue.collect_letters()
        Referral.objects.update(state=state, handler=worker)

    return handle


@pytest.mark.parametrize(
    ("handle", "phase", "words"),
    [
        (_nothing, Phase.RECEIVED, "Ontvangen"),
        (_in_the_queue, Phase.RECEIVED, "Ontvangen"),
        (_has_handler, Phase.CONTACTING, "Wij nemen contact op"),
        (_is(State.TO_CALL), Phase.CONTACTING, "Wij nemen contact op"),
        (_is(State.IN_CONTACT), Phase.IN_CONTACT, "In gesprek"),
        (_is(State.WAITING), Phase.IN_CONTACT, "In gesprek"),
        (_is(State.CLOSED), Phase.CLOSED, "Afgesloten"),
    ],
    ids=["in no queue yet", "new", "somebody has it", "to call", "in contact", "waiting for the other", "closed"],
)
def test_each_state_has_its_words(code, holder, intake_worker, handle, phase, words):
    handle(intake_worker.user)
    assert standing_of(digest(code)).phase == phase
    page = holder.get(STANDING).text
    present = page.partition('aria-current="step"')[2].partition("</li>")[0]
    assert words in present
    assert HERE in present


def test_every_state_that_intake_knows_is_one_of_the_four(code, intake_worker):
    queue.collect_letters()
    for state in State.values:
        Referral.objects.update(state=state)
        assert standing_of(digest(code)).phase in Phase


def test_the_day_is_told_as_it_was_here_and_not_the_moment(db):
    secret = VisitSecret.new()
    submit(secret=secret, answers={}, now=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert standing_of(digest(secret.receipt_code)).received_on == date(2026, 7, 2)


def test_the_promise_is_the_one_in_the_settings(holder):
    settings = OrganisationSettings.load()
    settings.working_days = 7
    settings.save()
    assert "binnen 7 werkdagen" in holder.get(STANDING).text


@pytest.mark.parametrize("kind", Kind.values)
def test_another_code_opens_only_its_own(code, holder, kind):
    other = VisitSecret.new()
    submit(secret=other, answers={}, now=datetime(2020, 1, 2, tzinfo=UTC))
    Letter.objects.filter(id=other.letter_id).update(kind=kind)
    assert "2 januari 2020" not in holder.get(STANDING).text
    standing = standing_of(digest(code))
    assert not standing.is_stopped


def test_nothing_of_the_answers_is_on_any_page(holder):
    for address in (MINE, STANDING, ADD, CORRECT, f"{CORRECT}bereiken/", WITHDRAW, ERASE):
        assert traces_in(holder.get(address, follow=True).text) == []


def test_a_referral_that_is_gone_asks_for_the_code_again(holder):
    Letter.objects.all().delete()
    assert holder.get(STANDING, follow=True).redirect_chain[0] == ("/mijn-aanmelding/code/", 302)


@pytest.mark.parametrize("address", [STANDING, ADD, CORRECT, f"{CORRECT}telefoon/", WITHDRAW, ERASE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_code_every_page_asks_for_it(code, address, method):
    assert getattr(Client(), method)(address).url == "/mijn-aanmelding/code/"


@pytest.mark.parametrize("address", [ADD, f"{CORRECT}bereiken/", f"{CORRECT}controleren/", WITHDRAW])
def test_a_closed_referral_takes_nothing_more(holder, address, later):
    queue.collect_letters()
    Referral.objects.update(state=State.CLOSED)
    assert holder.get(address).url == STANDING
    holder.post(address, {"addition": "Nog iets", "channel": "phone", "once": "a"})
    assert later() == []
    assert ERASE in holder.get(STANDING).text


def test_the_confirmation_leads_here(visitor):
    done = sign_up(visitor)
    assert f'href="{MINE}"' in done.text
    assert sign_in(Client(), receipt_code(done)).request["PATH_INFO"] == STANDING

"""An attempt against the safe-contact plan, or after a withdrawal, is asked after and kept as what it was."""

import pytest

from selfreferral.intake import queue
from selfreferral.intake.models import ContactAttempt, Departure, Referral, Result
from selfreferral.models import Kind
from tests.selfreferral.intake.attempting import CLIENT, EMAIL, FREE, OTHER, PLANTED, attempt, log, page, timeline

__all__ = ["attempt", "log", "page"]

AGAINST = [
    ({}, Result.VOICEMAIL, "Spreek geen voicemail in."),
    ({"voicemail": "nonsense"}, Result.VOICEMAIL, "Spreek geen voicemail in."),
    ({}, Result.LEFT_WORD, "Zeg niet dat Perspectief belt."),
    ({**OTHER, "other_knows": "no"}, Result.LEFT_WORD, "Deze persoon weet niet van de aanmelding."),
    ({}, Result.MAILED, "Schrijf en mail niet."),
    ({}, Result.LETTER_SENT, "Schrijf en mail niet."),
    (EMAIL, Result.SPOKEN, "Niet bellen."),
    (EMAIL, Result.NO_ANSWER, "Niet bellen."),
    (OTHER, Result.VOICEMAIL, "Spreek geen voicemail in."),
    ({"channel": "will_call"}, Result.NO_ANSWER, "De persoon belt zelf."),
    ({"channel": "pigeon"}, Result.SPOKEN, "Onbekend hoe contact veilig is."),
]


@pytest.mark.parametrize(("answers", "result", "rule"), AGAINST)
def test_what_goes_against_the_plan_is_asked_after_and_nothing_typed_is_lost(send_in, log, answers, result, rule):
    text = log(send_in(**answers), result, text=PLANTED).text
    assert "De afspraak was anders." in text
    assert rule in text.partition("De afspraak was anders.")[2].partition("</p>")[0]
    assert f"{PLANTED}</textarea>" in text
    assert f'<option value="{result}" selected>' in text
    assert "Hoe kwam dat?" in text
    assert not ContactAttempt.objects.exists()


@pytest.mark.parametrize("departure", [Departure.AGREED, Departure.INCIDENT])
def test_what_went_against_the_plan_is_kept_as_what_it_was(referral, log, page, departure):
    text = log(referral, Result.VOICEMAIL, text=PLANTED, departure=departure).text
    assert ("Overleg vandaag nog met de coördinator." in text) == (departure == Departure.INCIDENT)
    assert ContactAttempt.objects.get().departure == departure
    assert departure.label in timeline(page(referral))


def test_why_takes_words(referral, log):
    text = log(referral, Result.VOICEMAIL, departure=Departure.INCIDENT).text
    assert "Schrijf op wat er gebeurde." in text
    assert not ContactAttempt.objects.exists()


def test_what_keeps_to_the_plan_is_never_called_an_incident(referral, log):
    log(referral, Result.NO_ANSWER, text="x", departure=Departure.INCIDENT)
    assert ContactAttempt.objects.get().departure == Departure.NONE


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (FREE, Result.VOICEMAIL),
        ({"voicemail": "call_back"}, Result.VOICEMAIL),
        (FREE, Result.LEFT_WORD),
        (OTHER, Result.LEFT_WORD),
        (CLIENT, Result.VOICEMAIL),
        ({"channel": "will_call"}, Result.CALLED_BACK),
    ],
)
def test_what_the_plan_allows_needs_no_reason(send_in, log, answers, result):
    assert "Bewaard." in log(send_in(**answers), result).text


@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.ERASURE])
def test_an_attempt_after_a_withdrawal_is_an_incident_and_plans_nothing(referral, write, log, kind):
    write(referral, kind)
    assert "Niet meer benaderen" in log(referral).text
    log(referral, text="Ik had het niet gezien.", departure=Departure.INCIDENT)
    assert ContactAttempt.objects.get().departure == Departure.INCIDENT
    queue.collect_letters()
    assert Referral.objects.get().due_on is None


def test_for_who_withdrew_the_form_names_no_way_and_no_other_end(referral, write, attempt, page):
    for day in range(3):
        attempt(referral, Result.NO_ANSWER, days=day)
    write(referral, Kind.WITHDRAWAL)
    form = page(referral).partition('id="attempt-heading"')[2].partition("</form>")[0]
    assert "Niet meer benaderen." in form
    assert "niet bereikt’" not in form
    assert "Spreek geen voicemail in." not in form


def test_who_withdrew_and_calls_can_be_written_down(referral, write, log):
    write(referral, Kind.WITHDRAWAL)
    assert "Bewaard." in log(referral, Result.CALLED_BACK).text

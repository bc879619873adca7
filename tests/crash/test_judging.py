"""The judge of the crash test sees what went wrong: a test that cannot fail proves nothing."""

import pytest

from selfreferral.receipts import digest
from tests.crash.judging import Arrived, doubled, lost

pytestmark = pytest.mark.pure

PEPPER = "p" * 60
CODE, OTHER = "222-333-444-555-666-777", "AAA-BBB-CCC-DDD-EEE-FFF"
ANSWERS, ALTERED = {"name": "Bezoek 1, é", "needs": []}, {"name": "Bezoek 1, e", "needs": []}


@pytest.fixture(autouse=True)
def pepper(settings):
    settings.RECEIPT_PEPPER = PEPPER


def _letter(code=CODE, answers=ANSWERS):
    return Arrived(digest(code), answers)


def test_a_letter_with_the_answers_behind_the_code_is_not_lost():
    assert lost([(CODE, ANSWERS)], [_letter()], pepper=PEPPER) == []


def test_no_letter_behind_the_code_is_lost():
    assert lost([(CODE, ANSWERS)], [_letter(code=OTHER)], pepper=PEPPER) == [CODE]


@pytest.mark.parametrize("answers", [None, ALTERED], ids=["does not open", "other answers"])
def test_a_letter_that_does_not_give_the_answers_is_lost(answers):
    assert lost([(CODE, ANSWERS)], [_letter(answers=answers)], pepper=PEPPER) == [CODE]


def test_one_letter_for_each_visit_is_not_doubled():
    assert doubled([_letter(), _letter(OTHER, {"name": "Bezoek 2, é"})]) == []


def test_two_letters_of_one_visit_are_doubled_under_one_code_or_two():
    assert doubled([_letter(), _letter(OTHER)]) == [ANSWERS["name"]]
    assert doubled([_letter(), _letter(answers=None)]) == [digest(CODE).hex()]

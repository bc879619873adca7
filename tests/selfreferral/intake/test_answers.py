"""Every answer is shown in words, and as text whatever somebody typed."""

import pytest
from django.urls import reverse

from selfreferral.intake.answers import GROUPS, OTHER, grouped
from selfreferral.questions import QUESTIONS

HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "14{{ 7|add:7 }}{% csrf_token %}"]


@pytest.mark.pure
def test_every_question_has_one_place():
    placed = [key for keys in GROUPS.values() for key in keys]
    assert sorted(placed) == sorted(QUESTIONS)


@pytest.mark.pure
def test_answers_are_read_in_words():
    (group,) = grouped({"name": "Noor", "age_band": "18_up"})
    assert [(row.label, row.text) for row in group.rows] == [("Naam", "Noor"), ("Leeftijd", "18 jaar of ouder")]


@pytest.mark.pure
def test_an_unknown_question_shows_under_its_own_name():
    (group,) = grouped({"shoe_size": 43})
    assert (group.heading, group.rows[0].label, group.rows[0].text) == (OTHER, "shoe_size", "43")


@pytest.mark.pure
@pytest.mark.parametrize("empty", ["", [], None])
def test_an_optional_question_left_empty_is_skipped(empty):
    assert grouped({"message": empty}) == []


@pytest.mark.pure
def test_a_refusal_is_not_taken_for_an_empty_answer():
    assert grouped({"consent": False})[0].rows[0].text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("key", ["name", "message", "phone", "address", "channel", "<b>unknown</b>"])
def test_what_somebody_typed_is_shown_as_text(send_in, intake_worker, key, text):
    referral = send_in(**{"channel": "post", "address": "Kerkstraat 1", key: text})
    page = intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>unknown" not in page
    assert "1414" not in page


def test_the_plan_stands_above_the_answers(referral, intake_worker):
    page = intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": referral.pk})).text
    assert page.index("Veilig contact") < page.index("Zeg niet dat Perspectief belt") < page.index("Over wie het gaat")

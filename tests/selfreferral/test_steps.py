"""Each route asks exactly what the specification of the form says, and every way through ends at the check page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfreferral.public.mine.forms import AdditionForm
from selfreferral.public.steps import STEPS, find, first_open, is_refused, on_route, relevant
from selfreferral.questions import QUESTIONS, AgeBand, Channel, Route

pytestmark = pytest.mark.pure

START = ["voor-wie"]
PERSON = ["betrokken-als", "leeftijd", "naam", "bereiken"]
YOUNG_PERSON = ["betrokken-als", "leeftijd", "ouder", "naam", "bereiken"]
SAFETY = ["contactverbod", "nodig", "wie-mag-horen"]
CLOSE = ["meegeven", "toestemming"]
REACHED = {
    Channel.PHONE: ["telefoon", "wie-belt", "voicemail", "wanneer"],
    Channel.EMAIL: ["e-mail", "meelezen"],
    Channel.POST: ["adres", "meelezen"],
    Channel.OTHER_PERSON: ["wie-bellen"],
    Channel.WILL_CALL: [],
}


def _asked(**answers) -> list[str]:
    return [step.slug for step in on_route(answers)]


@pytest.mark.parametrize("route", [Route.SELF, Route.RELATIVE])
@pytest.mark.parametrize(("channel", "reached"), REACHED.items())
def test_for_oneself_or_a_relative_only_the_chosen_way_is_asked_about(route, channel, reached):
    asked = _asked(route=route, age_band="18_up", channel=channel)
    assert asked == START + PERSON + reached + SAFETY + CLOSE


@pytest.mark.parametrize(("channel", "reached"), REACHED.items())
def test_a_professional_says_who_they_are_and_is_not_asked_for_a_message_or_consent(channel, reached):
    about_the_client = [slug for slug in reached if slug not in {"wanneer", "wie-bellen"}]  # questions 2-8, 11-13
    asked = _asked(route="client", age_band="18_up", channel=channel)
    assert asked == [*START, "professional", "instemming", *PERSON, *about_the_client, *SAFETY]


@pytest.mark.parametrize("age_band", ["under_12", "12_15"])
@pytest.mark.parametrize("route", Route.values)
def test_under_sixteen_we_ask_whether_a_parent_knows(route, age_band):
    asked = _asked(route=route, age_band=age_band, channel="will_call")
    assert [slug for slug in asked if slug in YOUNG_PERSON] == YOUNG_PERSON


@pytest.mark.parametrize("age_band", ["16_17", "18_up"])
def test_from_sixteen_a_parent_is_not_mentioned(age_band):
    assert "ouder" not in _asked(route="self", age_band=age_band)


def test_a_client_who_does_not_agree_ends_the_form():
    assert is_refused({"route": "client", "client_agrees": "no"})
    assert not is_refused({"route": "client", "client_agrees": "yes"})
    assert not is_refused({"route": "self", "client_agrees": "no"})


def test_every_question_of_the_form_can_be_read_by_intake():
    asked_later = set(AdditionForm.base_fields)
    assert set(QUESTIONS) == asked_later.union(*(step.keys for step in STEPS))


def test_no_question_is_asked_on_two_pages():
    keys = [key for step in STEPS for key in step.keys]
    assert len(keys) == len(set(keys))


def _values(field):
    choices = [value for value, _ in getattr(field, "choices", [])]
    if not choices:
        return st.text(max_size=10)
    return st.sampled_from(choices) | st.lists(st.sampled_from(choices), max_size=3)


FIELDS = {name: field for step in STEPS for name, field in step.form.base_fields.items()}
# Any mixture of answers, also ones from a route that was left again.
ANSWERS = st.fixed_dictionaries({}, optional={name: _values(field) for name, field in FIELDS.items()})
DECISIVE = {
    "route": st.sampled_from(Route.values),
    "age_band": st.sampled_from(AgeBand.values),
    "channel": st.sampled_from(Channel.values),
}


@given(answers=ANSWERS, decisions=st.fixed_dictionaries(DECISIVE))
def test_walking_on_always_ends_at_the_check_page(answers, decisions):
    walked = []
    while step := first_open(answers):
        assert step.slug not in walked
        walked.append(step.slug)
        answers = {**answers, **{key: decisions.get(key, "") for key in step.keys}}
    assert all(step.is_answered(answers) for step in on_route(answers))


@given(answers=ANSWERS)
def test_only_what_was_asked_is_sent(answers):
    asked = set().union(*(step.keys for step in on_route(answers)))
    assert set(relevant(answers)) == set(answers) & asked


@given(answers=ANSWERS)
def test_a_page_can_be_opened_exactly_when_it_is_asked(answers):
    open_pages = {step.slug for step in STEPS if find(step.slug, answers)}
    assert open_pages == {step.slug for step in on_route(answers)}


def test_an_answer_from_before_a_change_of_mind_is_not_sent():
    answers = {"route": "self", "age_band": "18_up", "channel": "post", "phone": "+31612345678", "address": "Dorpsstraat 1"}
    assert "phone" not in relevant(answers)
    assert relevant(answers)["address"] == "Dorpsstraat 1"

"""What can be typed, and what is said when it cannot be used: plain words about this question, never the machine's."""

import pytest

from selfreferral.public.checking import sections
from selfreferral.public.forms.person import ParentForm, RoleForm
from selfreferral.public.forms.reaching import AddressForm, EmailForm, OtherPersonForm, PhoneForm, VoicemailForm
from selfreferral.public.forms.route import ProfessionalForm
from selfreferral.public.forms.wishes import ConsentForm, ContactBanForm, FeedbackForm, MessageForm, NeedsForm
from selfreferral.public.steps import STEPS, on_route
from selfreferral.questions import Route
from tests.selfreferral.walking import VICTIM_BY_PHONE

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "typed",
    [
        *("0612345678", "06-12345678", "06 12 34 56 78", "06.12.34.56.78", " 06 1234 5678 ", "(06) 12345678"),
        *("+31612345678", "+31 6 12345678", "+31 (0)6 12345678", "0031612345678", "0031 6 12 34 56 78"),
    ],
)
def test_a_dutch_mobile_number_is_taken_in_any_notation(typed):
    form = PhoneForm({"phone": typed}, answers={})
    assert form.is_valid()
    assert form.cleaned_data["phone"] == "+31612345678"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("030-234 00 45", "+31302340045"), ("0302340045", "+31302340045"), ("+32 470 12 34 56", "+32470123456")],
)
def test_a_number_of_a_house_or_from_abroad_is_taken(typed, kept):
    form = PhoneForm({"phone": typed}, answers={})
    assert form.is_valid()
    assert form.cleaned_data["phone"] == kept


@pytest.mark.parametrize("typed", ["12345", "06-1234567", "06-123456789", "bel mij", "+31", "٠٦", "0612345678; 0687654321"])
def test_what_is_no_telephone_number_is_refused_with_an_example_and_without_repeating_it(typed):
    form = PhoneForm({"phone": typed}, answers={})
    assert not form.is_valid()
    assert form.errors["phone"] == ["Vul een telefoonnummer in, zoals 06 12 34 56 78 of 030 234 00 45."]


def test_a_number_is_shown_again_as_it_is_read_and_a_mistake_as_it_was_typed():
    field = PhoneForm.base_fields["phone"]
    assert field.prepare_value("+31612345678") == "06 12 34 56 78"
    assert field.prepare_value("06-123") == "06-123"


@pytest.mark.parametrize("route", Route.values)
def test_an_empty_page_says_what_to_do_for_every_question_that_needs_an_answer(route):
    django_words = {"Dit veld is verplicht.", "This field is required."}
    for step in STEPS:
        form = step.form({"csrfmiddlewaretoken": "-"}, answers={"route": route})
        for name, errors in form.errors.items():
            assert not django_words & set(errors), name
            assert all(error.endswith(".") for error in errors), name


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_a_choice_that_was_not_offered_is_refused_in_our_words(step):
    typed = dict.fromkeys(step.keys, "not-a-choice")
    form = step.form(typed, answers={"route": "self"})
    choosing = [name for name, field in form.fields.items() if getattr(field, "choices", None)]
    for name in choosing:
        assert name in form.errors
        assert "not-a-choice" not in str(form.errors[name])


@pytest.mark.parametrize(("form", "name"), [(RoleForm, "role"), (ContactBanForm, "contact_ban")])
@pytest.mark.parametrize(("route", "who"), [("self", "ik"), ("relative", "deze persoon"), ("client", "mijn cliënt")])
def test_a_choice_is_worded_for_the_route_and_the_mistake_quotes_it(form, name, route, who):
    checked = form({"csrfmiddlewaretoken": "-"}, answers={"route": route})
    label = dict(checked.fields[name].choices)["later"]
    assert f" {who} liever later" in label
    assert f"‘{label}’" in checked.errors[name][0]


def test_the_check_page_shows_the_words_that_were_chosen_from():
    answers = {**VICTIM_BY_PHONE, "route": "relative", "role": "later"}
    rows = sections(answers, route=on_route(answers), url=lambda step: step.slug)
    assert "Dat vertelt deze persoon liever later" in {row.answer for row in rows}


@pytest.mark.parametrize(("route", "is_offered"), [("self", False), ("relative", True), ("client", True)])
def test_only_for_somebody_else_one_may_not_know_whether_a_parent_knows(route, is_offered):
    assert ParentForm({"parent_knows": "unknown"}, answers={"route": route}).is_valid() == is_offered


def test_voicemail_and_feedback_start_at_the_safe_answer():
    assert VoicemailForm.base_fields["voicemail"].initial == "no"
    assert {field.initial for field in FeedbackForm.base_fields.values()} == {"nothing"}


def test_consent_is_a_box_that_nobody_ticked_beforehand():
    form = ConsentForm(answers={"route": "self"})
    assert not form["consent"].initial
    assert not ConsentForm({}, answers={"route": "self"}).is_valid()
    assert ConsentForm({"consent": "on"}, answers={"route": "self"}).is_valid()


@pytest.mark.parametrize("route", ["self", "relative"])
def test_what_consent_means_is_said_once_and_tied_to_the_box(route):
    form = ConsentForm(answers={"route": route})
    assert "geen keuze voor bemiddeling" in form.fields["consent"].help_text
    assert f'aria-describedby="{form["consent"].auto_id}_helptext"' in str(form["consent"])
    assert not form.page_hint


@pytest.mark.parametrize("form", [NeedsForm, MessageForm], ids=lambda form: form.__name__)
def test_optional_pages_may_stay_empty(form):
    assert form({"csrfmiddlewaretoken": "-"}, answers={}).is_valid()


def test_a_message_has_room_for_300_signs_and_not_more():
    assert MessageForm({"message": "a" * 300}, answers={}).is_valid()
    too_long = MessageForm({"message": "a" * 301}, answers={})
    assert too_long.errors["message"] == ["Maak de tekst korter: hoogstens 300 tekens."]


def test_the_end_of_a_line_counts_once_as_it_does_in_the_browser():
    form = MessageForm({"message": "a" + "\r\n" * 298 + "a"}, answers={})
    assert form.is_valid()
    assert form.cleaned_data["message"] == "a" + "\n" * 298 + "a"


@pytest.mark.parametrize(
    ("form", "name"), [(MessageForm, "message"), (AddressForm, "address"), (NeedsForm, "language"), (EmailForm, "email")]
)
def test_an_answer_that_is_too_long_is_refused_in_plain_words(form, name):
    checked = form({name: "a" * 1000 + "@voorbeeld.nl"}, answers={})
    assert not checked.is_valid()
    assert all("1000" not in error and error.endswith(".") for error in checked.errors[name])


@pytest.mark.parametrize("form", [OtherPersonForm, ProfessionalForm], ids=lambda form: form.__name__)
def test_every_field_of_a_page_with_several_questions_has_a_label(form):
    assert all(field.label for field in form(answers={"route": "self"}).fields.values())


def test_no_field_invites_the_browser_to_remember():
    for step in STEPS:
        for name, field in step.form.base_fields.items():
            if not getattr(field, "choices", None) and name not in {"consent", "receipt_mail"}:
                assert field.widget.attrs.get("autocomplete") == "off", name

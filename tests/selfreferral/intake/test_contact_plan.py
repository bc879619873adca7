"""The safe-contact plan says in plain words what a worker may and must not do; what is unclear is read the careful way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfreferral.intake.answers import grouped
from selfreferral.intake.contact_plan import Severity, contact_plan
from selfreferral.intake.way import REACH_KEYS
from selfreferral.questions import QUESTIONS

pytestmark = pytest.mark.pure

GROWN_UP = {"route": "self", "age_band": "18_up", "contact_ban": "no"}
PHONE = {**GROWN_UP, "channel": "phone", "phone": "+31612345678", "may_say_who": "yes", "voicemail": "yes"}
POST = {**GROWN_UP, "channel": "post", "address": "Kerkstraat 1\n1234 AB Utrecht", "read_by_others": "no"}
EMAIL = {**GROWN_UP, "channel": "email", "email": "noor@example.nl", "read_by_others": "no"}
OTHER = {**GROWN_UP, "channel": "other_person", "other_name": "Anna", "other_phone": "+31302340045", "other_knows": "yes"}
CHILD = {**PHONE, "age_band": "12_15", "parent_knows": "yes"}
MISSING = None

NO_VOICEMAIL = "Spreek geen voicemail in."
NO_NAME = "Zeg niet dat Perspectief belt. Noem geen organisatie."


def _said(answers, **changes):
    changed = {key: value for key, value in {**answers, **changes}.items() if value is not MISSING}
    return {rule.text: rule for rule in contact_plan(changed)}


@pytest.mark.parametrize(
    ("answers", "changes", "text", "severity"),
    [
        (PHONE, {}, "Bel alleen het opgegeven nummer. Schrijf en mail niet.", Severity.FINE),
        (PHONE, {}, "U mag zeggen dat Perspectief belt.", Severity.FINE),
        (PHONE, {"may_say_who": "no"}, NO_NAME, Severity.STOP),
        (PHONE, {"may_say_who": MISSING}, NO_NAME, Severity.STOP),
        (PHONE, {"may_say_who": "maybe"}, NO_NAME, Severity.STOP),
        (PHONE, {}, "U mag een voicemail inspreken.", Severity.FINE),
        (PHONE, {"voicemail": "no"}, NO_VOICEMAIL, Severity.STOP),
        (PHONE, {"voicemail": MISSING}, NO_VOICEMAIL, Severity.STOP),
        (PHONE, {"voicemail": ["yes"]}, NO_VOICEMAIL, Severity.STOP),
        (PHONE, {"voicemail": "call_back"}, "Op voicemail alleen ‘bel terug’ inspreken, zonder naam.", Severity.CAREFUL),
        (PHONE, {"may_say_who": "no"}, "U mag een voicemail inspreken, maar noem Perspectief niet.", Severity.CAREFUL),
        (EMAIL, {}, "Niet bellen. Stuur alleen een e-mail.", Severity.STOP),
        (POST, {}, "Niet bellen. Schrijf alleen een brief.", Severity.STOP),
        (POST, {}, "Niemand anders leest mee.", Severity.FINE),
        (POST, {"read_by_others": "yes"}, "Anderen kunnen meelezen: stuur alleen een neutraal bericht.", Severity.STOP),
        (
            EMAIL,
            {"read_by_others": "unknown"},
            "Onbekend of anderen meelezen: stuur alleen een neutraal bericht.",
            Severity.STOP,
        ),
        (
            EMAIL,
            {"read_by_others": MISSING},
            "Onbekend of anderen meelezen: stuur alleen een neutraal bericht.",
            Severity.STOP,
        ),
        (OTHER, {}, "Bel alleen de persoon die is opgegeven, niet degene om wie het gaat.", Severity.STOP),
        (OTHER, {}, "Deze persoon weet van de aanmelding. Vertel niet meer dan nodig is.", Severity.CAREFUL),
        (OTHER, {}, NO_VOICEMAIL, Severity.STOP),
        (
            OTHER,
            {"other_knows": "no"},
            "Deze persoon weet niet van de aanmelding. Vertel er niets over en noem geen organisatie.",
            Severity.STOP,
        ),
        (
            OTHER,
            {"other_knows": MISSING},
            "Deze persoon weet niet van de aanmelding. Vertel er niets over en noem geen organisatie.",
            Severity.STOP,
        ),
        (OTHER, {"route": "client"}, "Bel de cliënt niet. Bel alleen de professional, op het werk.", Severity.STOP),
        (GROWN_UP, {"channel": "will_call"}, "De persoon belt zelf. Neem geen contact op.", Severity.STOP),
        (GROWN_UP, {}, "Onbekend hoe contact veilig is. Neem geen contact op.", Severity.STOP),
        (GROWN_UP, {"channel": "pigeon"}, "Onbekend hoe contact veilig is. Neem geen contact op.", Severity.STOP),
        (PHONE, {"contact_ban": "yes"}, "Er geldt een contactverbod.", Severity.STOP),
        (
            PHONE,
            {"contact_ban": "unknown"},
            "Onbekend of er een contactverbod geldt. Ga ervan uit dat het er is.",
            Severity.CAREFUL,
        ),
        (
            PHONE,
            {"contact_ban": MISSING},
            "Onbekend of er een contactverbod geldt. Ga ervan uit dat het er is.",
            Severity.CAREFUL,
        ),
        (
            PHONE,
            {"contact_ban": "later"},
            "Wil later bespreken of er een contactverbod geldt. Ga ervan uit dat het er is.",
            Severity.CAREFUL,
        ),
        (
            CHILD,
            {},
            "Jonger dan 16: een ouder of verzorger weet het. Stuur een ouder toch geen bericht.",
            Severity.CAREFUL,
        ),
        (
            CHILD,
            {"parent_knows": "no", "age_band": "under_12"},
            "Jonger dan 16: een ouder of verzorger weet het niet. Stuur een ouder geen bericht.",
            Severity.STOP,
        ),
        (
            CHILD,
            {"parent_knows": "rather_not"},
            "Jonger dan 16: onbekend of een ouder of verzorger het weet. Stuur een ouder geen bericht.",
            Severity.STOP,
        ),
        (
            CHILD,
            {"parent_knows": "unknown"},
            "Jonger dan 16: onbekend of een ouder of verzorger het weet. Stuur een ouder geen bericht.",
            Severity.STOP,
        ),
        (
            CHILD,
            {"parent_knows": MISSING, "age_band": MISSING},
            "Leeftijd onbekend: onbekend of een ouder of verzorger het weet. Stuur een ouder geen bericht.",
            Severity.STOP,
        ),
    ],
)
def test_the_answers_become_a_rule(answers, changes, text, severity):
    assert _said(answers, **changes)[text].severity == severity


@pytest.mark.parametrize("age_band", ["16_17", "18_up"])
def test_from_sixteen_nothing_is_said_of_parents(age_band):
    assert not [text for text in _said(PHONE, age_band=age_band) if "ouder" in text]


def test_without_a_contact_ban_nothing_is_said_of_it():
    assert not [text for text in _said(PHONE) if "contactverbod" in text]


@pytest.mark.parametrize(
    ("answers", "changes", "detail"),
    [
        (OTHER, {}, "Anna"),
        (OTHER, {"other_relation": "zus"}, "Anna, zus"),
        (OTHER, {"route": "client", "professional_name": "B. Bos", "professional_phone": "+31302340045"}, "B. Bos"),
        (PHONE, {}, ""),
    ],
)
def test_the_first_rule_says_whom(answers, changes, detail):
    assert contact_plan({**answers, **changes})[0].detail == detail


REACH = {key: f"plant{key}" for key in REACH_KEYS}


@pytest.mark.parametrize("answers", [PHONE, POST, EMAIL, OTHER, {**OTHER, "route": "client"}, {"channel": "will_call"}])
def test_no_number_or_address_is_in_the_plan(answers):
    assert not [rule for rule in contact_plan({**answers, **REACH}) if "plant" in f"{rule.text}{rule.detail}"]


def test_the_times_to_call_are_in_the_plan():
    assert _said(PHONE, call_times=["morning", "evening"])["Het best te bellen:"].detail == "’s Ochtends, ’s Avonds"


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
anything = plain | st.lists(plain | st.lists(plain, max_size=2), max_size=3) | st.dictionaries(st.text(), plain, max_size=3)


@given(st.dictionaries(st.sampled_from(list(QUESTIONS)) | st.text(), anything))
def test_whatever_a_letter_holds_there_is_a_plan_and_nothing_is_lost(answers):
    assert contact_plan(answers)
    rows = [row for group in grouped(answers) for row in group.rows]
    unknown = [key for key in answers if key not in QUESTIONS]
    assert set(unknown) <= {row.label for row in rows}


plausible = st.fixed_dictionaries(
    {},
    optional={
        key: st.sampled_from([*question.choices.values, "", "nonsense"])
        for key, question in QUESTIONS.items()
        if question.choices
    },
)


@given(plausible)
def test_only_a_clear_yes_permits_to_say_who_calls_or_to_speak_on_voicemail(answers):
    texts = {rule.text for rule in contact_plan(answers)}
    if "U mag zeggen dat Perspectief belt." in texts:
        assert answers["may_say_who"] == "yes"
        assert answers["channel"] == "phone"
    if "U mag een voicemail inspreken." in texts:
        assert (answers["voicemail"], answers["may_say_who"]) == ("yes", "yes")
    if not any("contactverbod" in text for text in texts):
        assert answers["contact_ban"] == "no"


@given(plausible)
def test_a_plan_says_exactly_one_way_to_make_contact(answers):
    ways = ("Bel alleen", "Niet bellen.", "Bel de cliënt niet", "De persoon belt zelf", "Onbekend hoe contact veilig is")
    assert len([rule for rule in contact_plan(answers) if rule.text.startswith(ways)]) == 1

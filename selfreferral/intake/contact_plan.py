"""How to reach somebody without putting them at risk: the rules that follow from the answers, in plain Dutch.

No number or address stands in a rule: that is asked for apart (way.py, queue/contact.py).
What is missing or not understood is read in the careful way: a letter can be old, or sealed by somebody else's program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from selfreferral.questions import QUESTIONS, UNDER_16, AgeBand, Channel, ContactBan, Route, Voicemail, YesNo, YesNoUnknown

Answers = Mapping[str, Any]


class Severity(StrEnum):
    """How much depends on it: STOP must not be done, CAREFUL needs thought, FINE is allowed."""

    STOP = "stop"
    CAREFUL = "careful"
    FINE = "fine"

    @property
    def icon(self) -> str:
        """The icon of Wagtail's that stands beside it; the sentence says the same."""
        return {"stop": "circle-xmark", "careful": "warning", "fine": "check"}[self.value]


@dataclass(frozen=True)
class Rule:
    """One sentence of the plan; `detail` is what the person filled in, such as whom to call."""

    severity: Severity
    text: str
    detail: str = ""


NO_NAME = Rule(Severity.STOP, "Zeg niet dat Perspectief belt. Noem geen organisatie.")
NO_VOICEMAIL = Rule(Severity.STOP, "Spreek geen voicemail in.")
NOBODY_KNOWS = Rule(
    Severity.STOP, "Deze persoon weet niet van de aanmelding. Vertel er niets over en noem geen organisatie."
)


def contact_plan(answers: Answers) -> list[Rule]:
    """The rules in the order in which a worker needs them: the way to make contact, its limits, then other people."""
    return [*_channel(answers), *_contact_ban(answers), *_parents(answers)]


def _channel(answers: Answers) -> Iterator[Rule]:
    match answers.get("channel"):
        case Channel.PHONE:
            yield from _phone(answers)
        case Channel.EMAIL:
            yield Rule(Severity.STOP, "Niet bellen. Stuur alleen een e-mail.")
            yield _reading_along(answers)
        case Channel.POST:
            yield Rule(Severity.STOP, "Niet bellen. Schrijf alleen een brief.")
            yield _reading_along(answers)
        case Channel.OTHER_PERSON if answers.get("route") == Route.CLIENT:
            yield from _professional(answers)
        case Channel.OTHER_PERSON:
            yield from _other_person(answers)
        case Channel.WILL_CALL:
            yield Rule(Severity.STOP, "De persoon belt zelf. Neem geen contact op.")
        case _:
            yield Rule(Severity.STOP, "Onbekend hoe contact veilig is. Neem geen contact op.")


def _phone(answers: Answers) -> Iterator[Rule]:
    yield Rule(Severity.FINE, "Bel alleen het opgegeven nummer. Schrijf en mail niet.")
    may_say_who = answers.get("may_say_who") == YesNo.YES
    if may_say_who:
        yield Rule(Severity.FINE, "U mag zeggen dat Perspectief belt.")
    else:
        yield NO_NAME
    yield _voicemail(answers, may_say_who=may_say_who)
    if answers.get("call_times"):
        yield Rule(Severity.FINE, "Het best te bellen:", _read("call_times", answers))


def _voicemail(answers: Answers, *, may_say_who: bool) -> Rule:
    match answers.get("voicemail"):
        case Voicemail.YES if may_say_who:
            return Rule(Severity.FINE, "U mag een voicemail inspreken.")
        case Voicemail.YES:
            return Rule(Severity.CAREFUL, "U mag een voicemail inspreken, maar noem Perspectief niet.")
        case Voicemail.CALL_BACK:
            return Rule(Severity.CAREFUL, "Op voicemail alleen ‘bel terug’ inspreken, zonder naam.")
        case _:
            return NO_VOICEMAIL


def _reading_along(answers: Answers) -> Rule:
    match answers.get("read_by_others"):
        case YesNoUnknown.NO:
            return Rule(Severity.FINE, "Niemand anders leest mee.")
        case YesNoUnknown.YES:
            return Rule(Severity.STOP, "Anderen kunnen meelezen: stuur alleen een neutraal bericht.")
        case _:
            return Rule(Severity.STOP, "Onbekend of anderen meelezen: stuur alleen een neutraal bericht.")


def _professional(answers: Answers) -> Iterator[Rule]:
    who = _read("professional_name", answers)
    yield Rule(Severity.STOP, "Bel de cliënt niet. Bel alleen de professional, op het werk.", who)
    yield Rule(Severity.CAREFUL, "Noem op een voicemail geen naam van de cliënt.")


def _other_person(answers: Answers) -> Iterator[Rule]:
    who = ", ".join(filter(None, (_read(key, answers) for key in ("other_name", "other_relation"))))
    yield Rule(Severity.STOP, "Bel alleen de persoon die is opgegeven, niet degene om wie het gaat.", who)
    if answers.get("other_knows") == YesNo.YES:
        yield Rule(Severity.CAREFUL, "Deze persoon weet van de aanmelding. Vertel niet meer dan nodig is.")
    else:
        yield NOBODY_KNOWS
    yield NO_VOICEMAIL


def _contact_ban(answers: Answers) -> Iterator[Rule]:
    match answers.get("contact_ban"):
        case ContactBan.NO:
            return
        case ContactBan.YES:
            yield Rule(Severity.STOP, "Er geldt een contactverbod.")
        case ContactBan.LATER:
            yield Rule(Severity.CAREFUL, "Wil later bespreken of er een contactverbod geldt. Ga ervan uit dat het er is.")
        case _:
            yield Rule(Severity.CAREFUL, "Onbekend of er een contactverbod geldt. Ga ervan uit dat het er is.")


def _parents(answers: Answers) -> Iterator[Rule]:
    age = answers.get("age_band")
    if age in (AgeBand.FROM_16, AgeBand.ADULT):
        return
    who = "Jonger dan 16" if age in list(UNDER_16) else "Leeftijd onbekend"
    match answers.get("parent_knows"):
        case YesNo.YES:
            yield Rule(Severity.CAREFUL, f"{who}: een ouder of verzorger weet het. Stuur een ouder toch geen bericht.")
        case YesNo.NO:
            yield Rule(Severity.STOP, f"{who}: een ouder of verzorger weet het niet. Stuur een ouder geen bericht.")
        case _:
            yield Rule(Severity.STOP, f"{who}: onbekend of een ouder of verzorger het weet. Stuur een ouder geen bericht.")


def _read(key: str, answers: Answers) -> str:
    value = answers.get(key)
    return QUESTIONS[key].read(value) if value else ""

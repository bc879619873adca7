"""The pages of the form in their order, and when each is asked. Source: the form's specification."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _

from selfreferral.questions import UNDER_16, Channel, Route, YesNo, YesNoUnknown

from .forms.person import AgeForm, NameForm, ParentForm, RoleForm
from .forms.question import QuestionForm
from .forms.reaching import (
    AddressForm,
    CallTimesForm,
    ChannelForm,
    EmailForm,
    OtherPersonForm,
    PhoneForm,
    ReadByOthersForm,
    ReceiptMailForm,
    SayWhoForm,
    VoicemailForm,
)
from .forms.route import ClientAgreesForm, ProfessionalForm, RouteForm
from .forms.wishes import ConsentForm, ContactBanForm, FeedbackForm, MessageForm, NeedsForm

Answers = Mapping[str, Any]
Condition = Callable[[Answers], bool]


def _always(answers: Answers) -> bool:
    return True


def _is(key: str, *values: str) -> Condition:
    return lambda answers: answers.get(key) in values


def _by_client(answers: Answers) -> bool:
    return answers.get("route") == Route.CLIENT


def _not_by_client(answers: Answers) -> bool:
    return not _by_client(answers)


def _calls_another_person(answers: Answers) -> bool:
    """A professional who says "call me" has given the number already."""
    return answers.get("channel") == Channel.OTHER_PERSON and not _by_client(answers)


def _calls_and_not_by_client(answers: Answers) -> bool:
    return answers.get("channel") == Channel.PHONE and not _by_client(answers)


def _may_be_mailed(answers: Answers) -> bool:
    """Only to the very person who fills in, only where nobody else reads along, only when this process can send mail."""
    is_safe = answers.get("channel") == Channel.EMAIL and answers.get("read_by_others") == YesNoUnknown.NO
    return is_safe and answers.get("route") == Route.SELF and settings.RECEIPT_MAIL is not None


@dataclass(frozen=True)
class Step:
    """A page of the form: its place in the address, its form, and whether it is asked."""

    slug: str
    form: type[QuestionForm]
    applies: Condition = _always

    @property
    def keys(self) -> frozenset[str]:
        """The answers this page gives."""
        return frozenset(self.form.base_fields)

    def is_answered(self, answers: Answers) -> bool:
        """Whether the page was sent in; an optional answer counts as given when it was left empty."""
        return self.keys <= answers.keys()


# Words of addresses: translated where an address is read or made (step_words.py).
STEPS = (
    Step(_("voor-wie"), RouteForm),
    Step(_("professional"), ProfessionalForm, _by_client),
    Step(_("instemming"), ClientAgreesForm, _by_client),
    Step(_("betrokken-als"), RoleForm),
    Step(_("leeftijd"), AgeForm),
    Step(_("ouder"), ParentForm, _is("age_band", *UNDER_16)),
    Step(_("naam"), NameForm),
    Step(_("bereiken"), ChannelForm),
    Step(_("telefoon"), PhoneForm, _is("channel", Channel.PHONE)),
    Step(_("e-mail"), EmailForm, _is("channel", Channel.EMAIL)),
    Step(_("adres"), AddressForm, _is("channel", Channel.POST)),
    Step(_("wie-belt"), SayWhoForm, _is("channel", Channel.PHONE)),
    Step(_("voicemail"), VoicemailForm, _is("channel", Channel.PHONE)),
    Step(_("meelezen"), ReadByOthersForm, _is("channel", Channel.EMAIL, Channel.POST)),
    Step(_("bericht"), ReceiptMailForm, _may_be_mailed),
    Step(_("wanneer"), CallTimesForm, _calls_and_not_by_client),
    Step(_("wie-bellen"), OtherPersonForm, _calls_another_person),
    Step(_("contactverbod"), ContactBanForm),
    Step(_("nodig"), NeedsForm),
    Step(_("wie-mag-horen"), FeedbackForm),
    Step(_("meegeven"), MessageForm, _not_by_client),
    Step(_("toestemming"), ConsentForm, _not_by_client),
)

# An answer about safe contact holds for what it was about: another number, another channel or another person asks again.
# Consent belongs to the sentence that was read, and that differs for each route (GDPR art. 7: specific and informed).
ABOUT = {
    "channel": frozenset({"read_by_others", "receipt_mail"}),
    "phone": frozenset({"may_say_who", "voicemail"}),
    "email": frozenset({"read_by_others", "receipt_mail"}),
    "read_by_others": frozenset({"receipt_mail"}),
    "address": frozenset({"read_by_others"}),
    "age_band": frozenset({"parent_knows"}),
}


def on_route(answers: Answers) -> tuple[Step, ...]:
    """The pages that are asked, given what was answered so far."""
    return tuple(step for step in STEPS if step.applies(answers))


def find(slug: str, answers: Answers) -> Step | None:
    """The page at this address, if it is asked on this route."""
    return next((step for step in on_route(answers) if step.slug == slug), None)


def first_open(answers: Answers) -> Step | None:
    """The first page that still waits for an answer; None when all is answered."""
    return next((step for step in on_route(answers) if not step.is_answered(answers)), None)


def relevant(answers: Answers) -> dict[str, Any]:
    """Only the answers of pages that are asked: what was typed before a change of mind is not sent along."""
    keys = frozenset().union(*(step.keys for step in on_route(answers)))
    return {key: value for key, value in answers.items() if key in keys}


def with_answers(answers: Answers, given: Answers) -> dict[str, Any]:
    """The answers after a page was sent in. What was about something that has changed now is asked again."""
    changed = {key for key, value in given.items() if key in answers and answers[key] != value}
    if "route" in changed:
        return dict(given)
    outdated = frozenset().union(*(ABOUT.get(key, frozenset()) for key in changed))
    return {**{key: value for key, value in answers.items() if key not in outdated}, **given}


def is_refused(answers: Answers) -> bool:
    """A professional whose client does not know or does not agree: nothing may be stored."""
    return _by_client(answers) and answers.get("client_agrees") == YesNo.NO

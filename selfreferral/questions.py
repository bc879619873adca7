"""The questions both sides know by name: what can be answered, and how an answer reads. Source: the form's specification.

Asked on the public side, read on the intake side. Values stand in sealed letters for up to five years: never change one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from perspectief.telephone import to_read

if TYPE_CHECKING:  # the stubs' name for a sentence that is translated when it is shown
    from django.utils.functional import _StrOrPromise

    Text = _StrOrPromise
else:
    Text = str


class Route(TextChoices):
    """Who fills the form in, for whom."""

    SELF = "self", _("Mijzelf")
    RELATIVE = "relative", _("Iemand die ik help, zoals een familielid of vriend")
    CLIENT = "client", _("Een cliënt: ik ben professional")


class Role(TextChoices):
    """How the person is involved in what happened."""

    VICTIM = "victim", _("Slachtoffer")
    VICTIM_CLOSE = "victim_close", _("Nabestaande of naaste van een slachtoffer")
    OFFENDER = "offender", _("Dader, verdachte of veroorzaker")
    OFFENDER_CLOSE = "offender_close", _("Naaste van een dader")
    OTHERWISE = "otherwise", _("Anders betrokken")
    LATER = "later", _("Dat zeg ik liever later")


class AgeBand(TextChoices):
    """An age band, never a birth date."""

    UNDER_12 = "under_12", _("Jonger dan 12 jaar")
    FROM_12 = "12_15", _("12 tot en met 15 jaar")
    FROM_16 = "16_17", _("16 of 17 jaar")
    ADULT = "18_up", _("18 jaar of ouder")


UNDER_16 = frozenset({AgeBand.UNDER_12.value, AgeBand.FROM_12.value})


class YesNo(TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nee")


class ParentKnows(TextChoices):
    """Whether a parent knows. Only who signs somebody else up may not know that."""

    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    UNKNOWN = "unknown", _("Dat weet ik niet")
    RATHER_NOT = "rather_not", _("Dat zeg ik liever niet")


class YesNoUnknown(TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    UNKNOWN = "unknown", _("Dat weet ik niet")


class ContactBan(TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    UNKNOWN = "unknown", _("Dat weet ik niet")
    LATER = "later", _("Dat bespreek ik liever later")


class Channel(TextChoices):
    """How to reach the person safely."""

    PHONE = "phone", _("Bellen")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Brief")
    OTHER_PERSON = "other_person", _("Iemand anders bellen")
    WILL_CALL = "will_call", _("Ik bel zelf")


class Voicemail(TextChoices):
    NO = "no", _("Nee, spreek niets in")
    CALL_BACK = "call_back", _("Alleen ‘bel terug’, zonder naam")
    YES = "yes", _("Ja, dat mag")


class CallTime(TextChoices):
    MORNING = "morning", _("’s Ochtends")
    AFTERNOON = "afternoon", _("’s Middags")
    EVENING = "evening", _("’s Avonds")


class Need(TextChoices):
    """What somebody needs to take part; the need, never the diagnosis."""

    INTERPRETER = "interpreter", _("Een tolk")
    SIGN_LANGUAGE = "sign_language", _("Een tolk gebarentaal")
    READING = "reading", _("Hulp bij lezen")
    OTHER = "other", _("Iets anders")


class Feedback(TextChoices):
    """What a third party may hear; the person decides (freedom of choice)."""

    NOTHING = "nothing", _("Niets")
    SIGNED_UP = "signed_up", _("Alleen dat er een aanmelding is")
    CONTACT = "contact", _("Dat er een aanmelding is, en of er contact komt")


@dataclass(frozen=True)
class Question:
    """How an answer is called and read."""

    label: Text
    choices: type[TextChoices] | None = None
    is_telephone: bool = False

    def read(self, value: Any) -> str:
        """The answer in words; several choices are separated by commas."""
        if isinstance(value, list):
            return ", ".join(self.read(one) for one in value)
        if self.is_telephone:
            return to_read(str(value))
        if self.choices is not None and value in self.choices.values:
            return str(self.choices(value).label)
        return _read_plain(value)


def _read_plain(value: Any) -> str:
    return str(YesNo.YES.label if value is True else value)


# How to reach somebody safely. A correction answers these anew, and nothing of the former answers holds any more.
REACHING = (
    "channel",
    *("phone", "may_say_who", "voicemail", "call_times"),
    *("email", "address", "read_by_others"),
    *("other_name", "other_relation", "other_phone", "other_knows"),
)

QUESTIONS: Mapping[str, Question] = {
    "route": Question(_("Voor wie"), Route),
    "organisation": Question(_("Organisatie")),
    "professional_name": Question(_("Naam professional")),
    "professional_phone": Question(_("Telefoon op het werk"), is_telephone=True),
    "professional_email": Question(_("E-mail op het werk")),
    "client_agrees": Question(_("Cliënt weet het en vindt het goed"), YesNo),
    "role": Question(_("Betrokken als"), Role),
    "age_band": Question(_("Leeftijd"), AgeBand),
    "parent_knows": Question(_("Ouder of verzorger weet ervan"), ParentKnows),
    "name": Question(_("Naam")),
    "channel": Question(_("Veilig te bereiken via"), Channel),
    "phone": Question(_("Telefoonnummer"), is_telephone=True),
    "email": Question(_("E-mailadres")),
    "address": Question(_("Adres of inrichting")),
    "may_say_who": Question(_("Zeggen dat Perspectief belt"), YesNo),
    "voicemail": Question(_("Voicemail inspreken"), Voicemail),
    "read_by_others": Question(_("Anderen kunnen meelezen"), YesNoUnknown),
    "call_times": Question(_("Het best te bellen"), CallTime),
    "other_name": Question(_("Wie kunnen we bellen")),
    "other_relation": Question(_("Relatie")),
    "other_phone": Question(_("Telefoonnummer van wie we bellen"), is_telephone=True),
    "other_knows": Question(_("Wie we bellen, weet ervan"), YesNo),
    "contact_ban": Question(_("Contactverbod"), ContactBan),
    "needs": Question(_("Hulp die nodig is"), Need),
    "language": Question(_("Taal")),
    "needs_other": Question(_("Wat er verder nodig is")),
    "feedback_referrer": Question(_("De verwijzer mag horen"), Feedback),
    "feedback_lawyer": Question(_("De advocaat mag horen"), Feedback),
    "feedback_probation": Question(_("De reclassering mag horen"), Feedback),
    "feedback_police": Question(_("Politie of justitie mag horen"), Feedback),
    "receipt_mail": Question(_("Bericht dat de aanmelding is aangekomen")),
    "message": Question(_("Voor het eerste gesprek")),
    "addition": Question(_("Aanvulling")),
    "consent": Question(_("Toestemming om contact op te nemen")),
}

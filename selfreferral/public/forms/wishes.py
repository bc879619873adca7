"""Safety, what somebody needs, who may hear of it, and consent."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from selfreferral.questions import ContactBan, Feedback, Need, Text

from .question import QuestionForm, Wording, one_of, some_of, text


class ContactBanForm(QuestionForm):
    title = Wording(_("Geldt er een contactverbod?"))
    hint = Wording(_("Wij vragen dit voor ieders veiligheid. U hoeft er hier niets over uit te leggen."))
    contact_ban = one_of(ContactBan, error=_("Kies een antwoord. ‘Dat bespreek ik liever later’ mag ook."))


class NeedsForm(QuestionForm):
    title = Wording(
        _("Wat hebt u nodig? (optioneel)"),
        _("Wat heeft deze persoon nodig? (optioneel)"),
        _("Wat heeft uw cliënt nodig? (optioneel)"),
    )
    hint = Wording(_("Een tolk is gratis. Niets nodig? Ga dan gewoon verder."))
    needs = some_of(Need, label=_("Kies wat past (optioneel)"))
    language = text(label=_("Welke taal? (optioneel)"), help_text=_("Als er een tolk nodig is."), length=60)
    needs_other = text(label=_("Wat is er verder nodig? (optioneel)"), length=200)


def _feedback(label: Text, error: Text) -> forms.ChoiceField:
    return one_of(Feedback, label=label, error=error, initial=Feedback.NOTHING)


class FeedbackForm(QuestionForm):
    title = Wording(
        _("Wie mag iets horen over uw aanmelding?"),
        _("Wie mag iets horen over deze aanmelding?"),
        _("Wie mag van uw cliënt iets horen over deze aanmelding?"),
    )
    hint = Wording(_("Verandert u niets, dan hoort niemand iets. U mag dit later altijd aanpassen."))
    feedback_referrer = _feedback(_("De verwijzer"), _("Kies wat de verwijzer mag horen."))
    feedback_lawyer = _feedback(_("Een advocaat"), _("Kies wat een advocaat mag horen."))
    feedback_probation = _feedback(_("De reclassering"), _("Kies wat de reclassering mag horen."))
    feedback_police = _feedback(_("Politie of justitie"), _("Kies wat politie of justitie mag horen."))


class MessageForm(QuestionForm):
    title = Wording(_("Wilt u iets meegeven voor het eerste gesprek? (optioneel)"))
    hint = Wording(_("Noem geen namen en vertel nog niet wat er is gebeurd. Hoogstens 300 tekens."))
    message = text(length=300, rows=5)


class ConsentForm(QuestionForm):
    title = Wording(_("Mogen we deze gegevens gebruiken?"))
    hint = Wording(
        _("Dit is nog geen keuze voor bemiddeling. U mag uw toestemming altijd intrekken, zonder reden."),
    )
    consent = forms.BooleanField(
        error_messages={
            "required": _("Zonder toestemming mogen we geen contact opnemen. Zet een vinkje als u dat goed vindt.")
        },
    )
    wordings: ClassVar = {
        "consent": Wording(
            _("Ik geef toestemming om deze gegevens te gebruiken om contact met mij op te nemen."),
            _("Deze persoon weet dit en vindt goed dat deze gegevens worden gebruikt om contact op te nemen."),
        )
    }
    has_one_label = False  # the box has a label of its own under the heading

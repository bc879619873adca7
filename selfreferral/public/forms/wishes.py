"""Safety, what somebody needs, who may hear of it, and consent."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from selfreferral.questions import ContactBan, Feedback, Need, Text

from .fields import one_of, some_of, text
from .question import QuestionForm, Wording


class ContactBanForm(QuestionForm):
    title = Wording(_("Geldt er een contactverbod?"))
    hint = Wording(
        _(
            "Een contactverbod betekent dat iemand geen contact mag zoeken met een ander. "
            "Wij vragen dit voor ieders veiligheid. U hoeft er hier niets over uit te leggen."
        )
    )
    contact_ban = one_of(ContactBan)
    choice_wordings: ClassVar = {
        "contact_ban": {
            ContactBan.LATER: Wording(
                ContactBan.LATER.label,
                _("Dat bespreekt deze persoon liever later"),
                _("Dat bespreekt mijn cliënt liever later"),
            )
        }
    }
    error_wordings: ClassVar = {
        "contact_ban": Wording(
            _("Kies een antwoord. ‘Dat bespreek ik liever later’ mag ook."),
            _("Kies een antwoord. ‘Dat bespreekt deze persoon liever later’ mag ook."),
            _("Kies een antwoord. ‘Dat bespreekt mijn cliënt liever later’ mag ook."),
        )
    }


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


def _feedback(label: Text = "", error: Text = "") -> forms.ChoiceField:
    return one_of(Feedback, label=label, error=error, initial=Feedback.NOTHING)


class FeedbackForm(QuestionForm):
    title = Wording(
        _("Wie mag iets horen over uw aanmelding?"),
        _("Wie mag iets horen over deze aanmelding?"),
        _("Wie mag van uw cliënt iets horen over deze aanmelding?"),
    )
    hint = Wording(
        _("Verandert u niets, dan hoort niemand iets. U mag dit later altijd aanpassen."),
        _("Verandert u niets, dan hoort niemand iets. Deze persoon mag dit later altijd aanpassen."),
        _("Verandert u niets, dan hoort niemand iets. Uw cliënt mag dit later altijd aanpassen."),
    )
    feedback_referrer = _feedback()
    feedback_lawyer = _feedback(_("Wat mag een advocaat horen?"), _("Kies wat een advocaat mag horen."))
    feedback_probation = _feedback(_("Wat mag de reclassering horen?"), _("Kies wat de reclassering mag horen."))
    feedback_police = _feedback(_("Wat mogen politie of justitie horen?"), _("Kies wat politie of justitie mogen horen."))
    wordings: ClassVar = {
        "feedback_referrer": Wording(
            _("Wat mag degene horen die u naar ons verwees?"),
            _("Wat mag degene horen die deze persoon naar ons verwees?"),
            _("Wat mag degene horen die uw cliënt naar ons verwees?"),
        )
    }
    error_wordings: ClassVar = {
        "feedback_referrer": Wording(
            _("Kies wat degene mag horen die u naar ons verwees."),
            _("Kies wat degene mag horen die deze persoon naar ons verwees."),
            _("Kies wat degene mag horen die uw cliënt naar ons verwees."),
        )
    }


class MessageForm(QuestionForm):
    title = Wording(_("Wilt u iets meegeven voor het eerste gesprek? (optioneel)"))
    hint = Wording(_("Noem geen namen en vertel nog niet wat er is gebeurd. Hoogstens 300 tekens."))
    message = text(length=300, rows=5)


class ConsentForm(QuestionForm):
    title = Wording(_("Mogen we deze gegevens gebruiken?"), _("Vindt deze persoon de aanmelding goed?"))
    hint = Wording(
        _("Dit is nog geen keuze voor bemiddeling. U mag uw toestemming altijd intrekken, zonder reden."),
        _("Dit is nog geen keuze voor bemiddeling. Deze persoon mag de toestemming altijd intrekken, zonder reden."),
    )
    consent = forms.BooleanField()
    wordings: ClassVar = {
        "consent": Wording(
            _("Ik geef toestemming om deze gegevens te gebruiken om contact met mij op te nemen."),
            _("Deze persoon weet dit en vindt goed dat deze gegevens worden gebruikt om contact op te nemen."),
        )
    }
    error_wordings: ClassVar = {
        "consent": Wording(
            _("Zonder toestemming mogen we geen contact opnemen. Zet een vinkje als u dat goed vindt."),
            _("Zet alleen een vinkje als deze persoon het weet en het goed vindt. Overleg anders eerst."),
        )
    }
    has_one_label = False  # the box has a label of its own under the heading

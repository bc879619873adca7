"""How to reach somebody safely. Only the chosen way is asked about."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from selfreferral.questions import CallTime, Channel, Voicemail, YesNo, YesNoUnknown

from .fields import EmailField, TelephoneField, one_of, some_of, text
from .question import QuestionForm, Wording


class ChannelForm(QuestionForm):
    title = Wording(
        _("Hoe kunnen we u veilig bereiken?"),
        _("Hoe kunnen we deze persoon veilig bereiken?"),
        _("Hoe kunnen we uw cliënt veilig bereiken?"),
    )
    hint = Wording(_("Kies een veilige manier. Zorg dat niemand meeluistert of meeleest die hier niets van mag weten."))
    channel = one_of(Channel, error=_("Kies hoe wij contact mogen opnemen."))
    choice_wordings: ClassVar = {
        "channel": {
            Channel.OTHER_PERSON: Wording(
                Channel.OTHER_PERSON.label, _("Mij of iemand anders bellen"), _("Via mij: bel mij op mijn werk")
            ),
            Channel.WILL_CALL: Wording(Channel.WILL_CALL.label, _("Deze persoon belt zelf"), _("Mijn cliënt belt zelf")),
        }
    }


class PhoneForm(QuestionForm):
    title = Wording(
        _("Op welk telefoonnummer kunnen we u bellen?"),
        _("Op welk telefoonnummer kunnen we deze persoon bellen?"),
        _("Op welk telefoonnummer kunnen we uw cliënt bellen?"),
    )
    phone = TelephoneField(error_messages={"required": _("Vul een telefoonnummer in, zoals 06 12 34 56 78.")})


class EmailForm(QuestionForm):
    title = Wording(
        _("Op welk e-mailadres kunnen we u schrijven?"),
        _("Op welk e-mailadres kunnen we deze persoon schrijven?"),
        _("Op welk e-mailadres kunnen we uw cliënt schrijven?"),
    )
    email = EmailField(
        error_messages={
            "required": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
            "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        }
    )


class AddressForm(QuestionForm):
    title = Wording(
        _("Op welk adres kunnen we u schrijven?"),
        _("Op welk adres kunnen we deze persoon schrijven?"),
        _("Op welk adres kunnen we uw cliënt schrijven?"),
    )
    hint = Wording(
        _("Straat en huisnummer, postcode en plaats. In een inrichting: de naam van de inrichting en de afdeling."),
    )
    address = text(error=_("Vul een adres in, of de naam van de inrichting."), length=400, rows=4)


class SayWhoForm(QuestionForm):
    title = Wording(_("Mogen we zeggen dat Perspectief belt?"))
    hint = Wording(_("Bijvoorbeeld als een huisgenoot opneemt. Zegt u nee, dan noemen we geen organisatie."))
    may_say_who = one_of(YesNo, error=_("Kies of we mogen zeggen dat Perspectief belt."))


class VoicemailForm(QuestionForm):
    title = Wording(_("Mogen we een voicemail achterlaten?"))
    voicemail = one_of(Voicemail, error=_("Kies of we een voicemail mogen achterlaten."), initial=Voicemail.NO)


class ReadByOthersForm(QuestionForm):
    title = Wording(
        _("Kan iemand anders uw e-mail of post lezen?"),
        _("Kan iemand anders de e-mail of post van deze persoon lezen?"),
        _("Kan iemand anders de e-mail of post van uw cliënt lezen?"),
    )
    hint = Wording(
        _("Kiest u ‘ja’ of ‘dat weet ik niet’? Dan sturen we een kort bericht. Daarin staat niets over een aanmelding.")
    )
    read_by_others = one_of(YesNoUnknown, error=_("Kies of iemand anders kan meelezen."))


class ReceiptMailForm(QuestionForm):
    title = Wording(_("Wilt u een bericht dat de aanmelding is aangekomen? (optioneel)"))
    hint = Wording(
        _("In die e-mail staat alleen dat uw bericht is aangekomen: geen code, geen naam en niets over een aanmelding.")
    )
    receipt_mail = forms.BooleanField(required=False, label=_("Stuur mij een bericht dat mijn aanmelding is aangekomen."))
    has_one_label = False  # the box has a label of its own under the heading


class CallTimesForm(QuestionForm):
    title = Wording(_("Wanneer kunnen we het best bellen? (optioneel)"))
    hint = Wording(_("Kies wat uitkomt. Niets kiezen mag ook."))
    call_times = some_of(CallTime)


class OtherPersonForm(QuestionForm):
    title = Wording(_("Wie kunnen we bellen?"))
    hint = Wording(
        _("Wij vertellen deze persoon niet meer dan nodig is om u te bereiken."),
        _("Wij vertellen degene die we bellen niet meer dan nodig is."),
    )
    other_name = text(label=_("Naam"), error=_("Vul de naam in van wie we kunnen bellen."))
    other_relation = text(help_text=_("Bijvoorbeeld: zus, vriend, mentor."))
    other_phone = TelephoneField(
        label=_("Telefoonnummer"), error_messages={"required": _("Vul het telefoonnummer in van wie we kunnen bellen.")}
    )
    other_knows = one_of(
        YesNo, label=_("Weet degene die we bellen van de aanmelding?"), error=_("Kies of degene die we bellen ervan weet.")
    )
    wordings: ClassVar = {
        "other_relation": Wording(
            _("Wat is deze persoon van u? (optioneel)"), _("Wat is degene die we bellen van deze persoon? (optioneel)")
        )
    }

"""Who fills the form in, and for a professional: whether the client agrees."""

from django.utils.translation import gettext_lazy as _

from selfreferral.questions import Route, YesNo

from .fields import EmailField, TelephoneField, one_of, text
from .question import QuestionForm, Wording


class RouteForm(QuestionForm):
    title = Wording(_("Meldt u uzelf aan of iemand anders?"))
    hint = Wording(_("Meldt u iemand anders aan? Dat kan alleen als die persoon het weet en het goed vindt."))
    route = one_of(Route, error=_("Kies voor wie de aanmelding is."))


class ProfessionalForm(QuestionForm):
    title = Wording(_("Wie bent u?"))
    hint = Wording(_("Wij bellen u alleen als er iets onduidelijk is, of als u dat zelf kiest."))
    organisation = text(label=_("Organisatie"), error=_("Vul de naam van uw organisatie in."))
    professional_name = text(label=_("Uw naam"), error=_("Vul uw naam in."))
    professional_phone = TelephoneField(
        label=_("Telefoonnummer op uw werk"),
        error_messages={"required": _("Vul een telefoonnummer in waarop wij u op het werk bereiken.")},
    )
    professional_email = EmailField(
        label=_("E-mailadres op uw werk"),
        error_messages={
            "required": _("Vul een e-mailadres in waarop wij u op het werk bereiken."),
            "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        },
    )


class ClientAgreesForm(QuestionForm):
    title = Wording(_("Weet uw cliënt dit en vindt uw cliënt het goed?"))
    hint = Wording(_("Wij nemen de aanmelding alleen aan als uw cliënt het goed vindt."))
    client_agrees = one_of(YesNo, error=_("Kies of uw cliënt het weet en het goed vindt."))

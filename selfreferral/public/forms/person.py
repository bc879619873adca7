"""Who it is about: role, age band, and what to call them."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from selfreferral.questions import AgeBand, ParentKnows, Role

from .fields import one_of, text
from .question import QuestionForm, Wording


class RoleForm(QuestionForm):
    title = Wording(
        _("Wat past het best bij u?"), _("Wat past het best bij deze persoon?"), _("Wat past het best bij uw cliënt?")
    )
    hint = Wording(_("Zo weten wij welke bemiddelaar het best past. U hoeft niet te vertellen wat er is gebeurd."))
    role = one_of(Role)
    choice_wordings: ClassVar = {
        "role": {
            Role.LATER: Wording(
                Role.LATER.label, _("Dat vertelt deze persoon liever later"), _("Dat vertelt mijn cliënt liever later")
            )
        }
    }
    error_wordings: ClassVar = {
        "role": Wording(
            _("Kies wat het best past. ‘Dat zeg ik liever later’ mag ook."),
            _("Kies wat het best past. ‘Dat vertelt deze persoon liever later’ mag ook."),
            _("Kies wat het best past. ‘Dat vertelt mijn cliënt liever later’ mag ook."),
        )
    }


class AgeForm(QuestionForm):
    title = Wording(_("Hoe oud bent u?"), _("Hoe oud is deze persoon?"), _("Hoe oud is uw cliënt?"))
    age_band = one_of(AgeBand, error=_("Kies een leeftijd."))


class ParentForm(QuestionForm):
    title = Wording(_("Weet een ouder of verzorger hiervan?"))
    hint = Wording(_("Wij sturen een ouder nooit vanzelf bericht."))
    parent_knows = one_of(ParentKnows)
    choice_wordings: ClassVar = {
        "parent_knows": {ParentKnows.UNKNOWN: Wording("", ParentKnows.UNKNOWN.label, ParentKnows.UNKNOWN.label)}
    }
    error_wordings: ClassVar = {
        "parent_knows": Wording(
            _("Kies een antwoord. ‘Dat zeg ik liever niet’ mag ook."),
            _("Kies een antwoord. ‘Dat weet ik niet’ mag ook."),
            _("Kies een antwoord. ‘Dat weet ik niet’ mag ook."),
        )
    }


class NameForm(QuestionForm):
    title = Wording(_("Hoe mogen we u noemen?"), _("Hoe mogen we deze persoon noemen?"), _("Hoe mogen we uw cliënt noemen?"))
    hint = Wording(_("Een voornaam of een andere naam is genoeg."))
    name = text(error=_("Vul een naam in. Een andere naam mag ook."))

"""Filters for what the organisation settings hold."""

from django import template
from django.utils.translation import gettext

from home.in_this_language import in_this_language, language, written_in
from home.models import HelpNumber, OrganisationSettings
from perspectief.telephone import to_read

register = template.Library()


@register.filter
def opening_hours(organisation: OrganisationSettings) -> str:
    """The hours in the language of the page; in Dutch, marked as such, where editors did not write them in it."""
    return in_this_language(organisation, "opening_hours")


@register.filter
def help_name(number: HelpNumber) -> str:
    """What the one behind the number is called, by the same rule."""
    return in_this_language(number, "name")


@register.filter
def help_purpose(number: HelpNumber) -> str:
    """When to call it, by the same rule."""
    return in_this_language(number, "purpose")


@register.filter
def exit_text(organisation: OrganisationSettings) -> str:
    """What the button to leave says. It must be understood at once, so what is empty comes from the translations."""
    return written_in(language(), organisation, "exit_text") or gettext("Verlaat deze site")


@register.filter
def form_title(organisation: OrganisationSettings) -> str:
    """What the tab says on pages of the form: nothing of what they are about. Empty when editors want it said."""
    if not organisation.form_title:
        return ""
    return written_in(language(), organisation, "form_title") or gettext("Formulier")


@register.filter
def telephone(e164: str) -> str:
    """'+31302340045' as people read it: '030 234 00 45'."""
    return to_read(e164)


@register.filter
def tel_link(number: str) -> str:
    """The address behind a number: 'tel:' and digits only."""
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")

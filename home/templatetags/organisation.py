"""Filters for what the organisation settings hold."""

from django import template
from django.conf import settings
from django.utils.translation import get_language, gettext

from home.help_numbers import in_this_language
from home.models import OrganisationSettings
from perspectief.telephone import to_read

register = template.Library()


register.filter(in_this_language)


def _is_dutch() -> bool:
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


@register.filter
def opening_hours(organisation: OrganisationSettings) -> str:
    """The hours in the language of the page. Left empty by editors, nothing is said: never Dutch on another page."""
    return str(organisation.opening_hours if _is_dutch() else organisation.opening_hours_en)


@register.filter
def exit_text(organisation: OrganisationSettings) -> str:
    """What the button to leave says. Editors choose the Dutch words; other languages have theirs from the translations."""
    return str(organisation.exit_text if _is_dutch() else gettext("Verlaat deze site"))


@register.filter
def telephone(e164: str) -> str:
    """'+31302340045' as people read it: '030 234 00 45'."""
    return to_read(e164)


@register.filter
def tel_link(number: str) -> str:
    """The address behind a number: 'tel:' and digits only."""
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")

"""Filters for what the organisation settings hold."""

from django import template

from perspectief.telephone import to_read

register = template.Library()


@register.filter
def telephone(e164: str) -> str:
    """'+31302340045' as people read it: '030 234 00 45'."""
    return to_read(e164)


@register.filter
def tel_link(number: str) -> str:
    """The address behind a number: 'tel:' and digits only."""
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")

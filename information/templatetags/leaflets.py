"""What there is to print."""

from typing import Any

from django import template

from information.leaflets import Printables, printables

register = template.Library()


@register.simple_tag(takes_context=True)
def printed(context: dict[str, Any]) -> Printables | None:
    """What professionals can print and hand over; None on the pages of others."""
    return printables(context["page"], context["request"])

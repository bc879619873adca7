"""Tags for pages in several languages."""

from typing import Any

from django import template

from home.languages import OtherLanguage, other_languages

register = template.Library()


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[OtherLanguage]:
    """The other languages of this page, or nothing where there is no request: a bare page or a mail."""
    request = context.get("request")
    return other_languages(request, context.get("page")) if request else []

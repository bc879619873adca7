"""What a page's head says to search engines."""

from typing import Any

from django import template
from wagtail.models import Page

from home.finding import Finding, finding

register = template.Library()


@register.simple_tag(takes_context=True)
def found(context: dict[str, Any]) -> Finding | None:
    """How this page is found; None for what is no page of the tree, such as the form."""
    request, page = context.get("request"), context.get("page")
    if request is None or not isinstance(page, Page):
        return None
    body = getattr(page, "easy_body" if context.get("is_easy") else "body", None)
    return finding(page, request, body=body)

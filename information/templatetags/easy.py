"""Who reads plain language goes on reading it: links keep it wherever the next page has it too."""

import re
from typing import Any

from django import template
from django.db.models import Q, TextField
from django.db.models.functions import Cast, Length
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from information.pages.informing import EASY, InformingPage

register = template.Library()

HREF = re.compile(r'(<a\b[^<>]*\bhref=")(/[^"?#]*)(?=[#"])')
AN_EMPTY_LIST = len("[]")  # how a body without blocks is stored


class KeepEasyNode(template.Node):
    """What stands between the tags, with the mark of plain language in the addresses.

    Django looks for blocks in `nodelist`; under another name, `block.super` inside would be empty.
    """

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        html = self.nodelist.render(context)
        request = context.get("request")
        return _kept(html, request, context["page"]) if request and context.get("is_easy") else html


@register.tag
def keepeasy(parser: Parser, token: Token) -> KeepEasyNode:
    """`{% keepeasy %}` ... `{% endkeepeasy %}`: does nothing on a page in ordinary language."""
    nodelist = parser.parse(("endkeepeasy",))
    parser.delete_first_token()
    return KeepEasyNode(nodelist)


def _kept(html: str, request: HttpRequest, page: Any) -> SafeString:
    easy = _addresses(request, page)
    rewritten = HREF.sub(lambda link: f"{link[0]}?{EASY}" if link[2] in easy else link[0], html)
    return mark_safe(rewritten)  # noqa: S308  rendered by templates; what is added is ours


def _addresses(request: HttpRequest, page: Any) -> set[str]:
    """Of the other published pages in this language that have a plain version: this one leads back to its ordinary text."""
    kinds = [kind._meta.model_name or "" for kind in InformingPage.__subclasses__()]
    sizes = {f"{kind}_size": Length(Cast(f"{kind}__easy_body", TextField())) for kind in kinds}
    has_text = Q(*((f"{name}__gt", AN_EMPTY_LIST) for name in sizes), _connector=Q.OR)
    easy = Page.objects.live().filter(locale=page.locale_id).annotate(**sizes).filter(has_text)
    return {one.get_url(request) for one in easy if one.pk != page.pk}

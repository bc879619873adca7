"""Who reads plain language goes on reading it: links keep it wherever the next page has it too."""

import re
from typing import Any

from django import template
from django.db.models import TextField
from django.db.models.functions import Cast, Length
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from information.pages.informing import EASY, InformingPage
from information.whereabouts import whereabouts
from perspectief.pages.remembering import remembered

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


def _addresses(request: HttpRequest, page: Any) -> set[str | None]:
    """Of the other published pages in this language that have a plain version: this one leads back to its ordinary text."""
    known = whereabouts()
    site = known.site(request)
    places = (known.by_number[number] for number in remembered("plain versions", _plain_versions) if number != page.pk)
    return {known.url(place, site) for place in places if place.locale_id == page.locale_id}


def _plain_versions() -> list[int]:
    """The published pages that have one, of every kind, in one question. To measure a text takes PostgreSQL long."""
    size = Length(Cast("easy_body", TextField()))
    kinds = [
        kind.objects.live().annotate(size=size).filter(size__gt=AN_EMPTY_LIST) for kind in InformingPage.__subclasses__()
    ]
    first, *others = (pages.order_by().values_list("pk", flat=True) for pages in kinds)
    return list(first.union(*others))

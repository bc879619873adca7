"""From a page as it was written to a page of Wagtail."""

import json
from collections.abc import Mapping
from datetime import date

from information.models import (
    AudiencePage,
    DecisionAidPage,
    InformationPage,
    InformingPage,
    NewsIndexPage,
    NewsPage,
    PublicationPage,
    PublicationsPage,
)

from .models import HomePage
from .seed_blocks import body, statements
from .seed_format import STATEMENTS, Piece
from .seed_place import SeedFormatError
from .seed_sources import Source

KINDS: dict[str, type[InformingPage]] = {
    "": InformationPage,
    "decision_aid": DecisionAidPage,
    "news_index": NewsIndexPage,
    "news": NewsPage,
    "publications": PublicationsPage,
    "publication": PublicationPage,
}


def kind_of(source: Source) -> type[HomePage | InformingPage]:
    """What sort of page a file makes."""
    if not source.spot:
        return HomePage
    return AudiencePage if source.front.audience else KINDS[source.front.kind]


def unwritten_page(source: Source, *, review_date: date) -> HomePage | InformingPage:
    """The page without its texts: those have links, which need the numbers of other pages."""
    front = source.front
    shared = {
        "title": front.title,
        "slug": front.slug,
        "seo_title": front.seo_title,
        "search_description": front.search_description,
        "lead": front.lead,
        "show_in_menus": front.show_in_menus,
    }
    kind = kind_of(source)
    if issubclass(kind, HomePage):
        return kind(**shared)
    audience = {"audience": front.audience} if front.audience else {}
    said = {"says_je": front.says_je, "offers_sign_up": front.offers_sign_up, "review_date": review_date}
    return kind(**shared, **audience, **front.particulars, **said)


def write(page: HomePage | InformingPage, source: Source, *, pages: Mapping[str, int]) -> None:
    """Put the texts on the page, unsaved. `pages`: the number of the page at each address. Raises SeedFormatError."""
    pieces = [piece for piece in source.pieces if piece.kind != STATEMENTS]
    _refuse_what_does_not_belong(page, pieces)
    page.body = json.dumps(body(pieces, pages=pages))
    if isinstance(page, InformingPage):
        page.easy_body = json.dumps(body(source.easy, pages=pages))
    if isinstance(page, DecisionAidPage):
        page.statements = json.dumps(statements(source.pieces))


def _refuse_what_does_not_belong(page: HomePage | InformingPage, pieces: list[Piece]) -> None:
    """Wagtail would leave such a block out without a word."""
    belonging = page._meta.get_field("body").stream_block.child_blocks
    for piece in pieces:
        if piece.kind not in belonging:
            raise SeedFormatError(
                piece.place, f"the block {piece.kind!r} does not belong on a page of the kind {type(page).__name__}."
            )

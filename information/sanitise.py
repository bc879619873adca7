"""The one list of what may stand in text that somebody wrote or that was imported. Everything else is taken out.

Bleach parses as a browser does (HTML Living Standard, 13.2), so what it leaves is what a browser will see.
"""

import re
from functools import lru_cache

import bleach

TAGS = frozenset({"a", "b", "br", "em", "h3", "i", "li", "ol", "p", "strong", "ul"})
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
# Attributes by tag, each with all that its value may be. Bleach itself holds an address to PROTOCOLS.
# `linktype` and `id` are how Wagtail keeps a link to a page or document; the editor finds a paragraph by `data-block-key`.
ANYTHING, BLOCK_KEY = re.compile(r".*", re.DOTALL), re.compile(r"[\w-]{1,40}", re.ASCII)
ATTRIBUTES: dict[str, dict[str, re.Pattern[str]]] = {
    "a": {"href": ANYTHING, "linktype": re.compile(r"page|document"), "id": re.compile(r"[0-9]{1,12}")},
    **{tag: {"data-block-key": BLOCK_KEY} for tag in ("p", "h3", "li")},
}


@lru_cache(maxsize=4096)  # a page cleans its texts each time it is shown: parsing them once is enough
def sanitise(html: str) -> str:
    """The same text with only what the list allows, in Wagtail's stored form. Doing it twice changes nothing."""
    clean = bleach.clean(html, tags=TAGS, attributes=_may_stay, protocols=PROTOCOLS, strip=True, strip_comments=True)
    return str(clean).replace("<br>", "<br/>")  # Wagtail's editor cannot open a page with a <br> that is not closed


def _may_stay(tag: str, name: str, value: str) -> bool:
    allowed = ATTRIBUTES.get(tag, {}).get(name)
    return allowed is not None and allowed.fullmatch(value) is not None

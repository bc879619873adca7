"""From any bytes to the HTML of a text: what stands around it and what could run is gone.

Bleach does the heavy work: it parses as a browser does, and writes down only what is on the list.
"""

from collections import Counter

import bleach
from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector

from information.sanitise import PROTOCOLS

# What stands around a text, and what cannot come along; the Dutch name is for the report.
AROUND = {"nav": "menu", "header": "kop van de site", "footer": "voettekst", "aside": "zijkolom", "dialog": "venster"}
UNWANTED = {
    "script": "script",
    "style": "stijl",
    "noscript": "script",
    "template": "script",
    "form": "formulier",
    "button": "knop",
    "iframe": "ingesloten pagina",
    "object": "ingesloten bestand",
    "embed": "ingesloten bestand",
    "applet": "ingesloten bestand",
    "video": "video",
    "audio": "geluid",
    "svg": "tekening",
    "math": "formule",
    "canvas": "tekening",
    "select": "formulier",
    "textarea": "formulier",
    "title": "",
}
ROLES = {"navigation": "menu", "banner": "kop van de site", "contentinfo": "voettekst", "search": "zoekveld"}
PARAGRAPHS = frozenset(
    {
        *("address", "article", "blockquote", "caption", "center", "dd", "details", "div", "dt", "fieldset", "figcaption"),
        *("figure", "main", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    }
)
TAGS = frozenset({"a", "b", "br", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "img", "li", "ol", "p", "strong", "ul"})
ATTRIBUTES = {"a": ["href"], "img": ["src", "alt"]}
# What Dutch sites were written in. A browser reads Latin-1 as Windows-1252 (Encoding Standard, 4.2).
CHARSETS = {
    **dict.fromkeys(("utf-8", "utf8", "utf-8-sig"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"),
    **{name: name for name in ("iso-8859-15", "utf-16", "utf-16le", "utf-16be")},
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
STRUCTURE = frozenset({*PARAGRAPHS, *AROUND, *UNWANTED, "dl"})
MARKS = {"*": ["id", "class", "role", "hidden", "aria-hidden"], **ATTRIBUTES}


def text_of(content: bytes, charset: str | None) -> str:
    """The letters. A charset that does not fit is not believed; what is no text becomes a replacement sign."""
    content, marked = EncodingDetector.strip_byte_order_mark(content)
    declared = EncodingDetector.find_declared_encoding(content, is_html=True)
    tries = (_decoded(content, name) for name in (marked, charset, declared, "utf-8"))
    found = next((text for text in tries if text is not None), None) or content.decode("cp1252", errors="replace")
    return "".join(sign for sign in found if sign.isprintable() or sign.isspace())


def _decoded(content: bytes, charset: str | None) -> str | None:
    try:
        return content.decode(CHARSETS[(charset or "").strip().lower()])
    except (KeyError, UnicodeDecodeError):
        return None


def tidy(text: str) -> str:
    """As a browser would understand it: every element closed, and in a place where it may be."""
    return bleach.clean(
        text, tags={*TAGS, *STRUCTURE}, attributes=MARKS, protocols=PROTOCOLS, strip=True, strip_comments=True
    )


def drop(soup: BeautifulSoup) -> Counter[str]:
    """Take out what does not come along, and count it."""
    dropped: Counter[str] = Counter()
    for tag in soup.find_all([*AROUND, *UNWANTED]):
        if not tag.decomposed and not _holds_the_text(tag):
            dropped[(AROUND | UNWANTED)[tag.name]] += 1
            tag.decompose()
    for tag in soup.select("[role]"):
        if not tag.decomposed and (role := ROLES.get(str(tag["role"]))):
            dropped[role] += 1
            tag.decompose()
    for tag in soup.select("[hidden], [aria-hidden=true]"):
        if not tag.decomposed:
            dropped["verborgen stuk"] += 1
            tag.decompose()
    del dropped[""]
    return dropped


def _holds_the_text(tag: Tag) -> bool:
    """A <header> inside the text has its heading and lead; old systems put one <form> around a whole page."""
    if tag.name == "form":
        return tag.find(["h1", "h2", "main"]) is not None
    return tag.name == "header" and tag.find_parent(["article", "main"]) is not None


def flat(place: Tag) -> BeautifulSoup:
    """Without columns and boxes: headings, paragraphs, lists and images in their order."""
    for tag in place.find_all([*PARAGRAPHS, "header", "form"]):
        tag.name = "p"
    clean = bleach.clean(
        place.decode_contents(), tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, strip_comments=True
    )
    return BeautifulSoup(clean, "html.parser")

"""Nothing that somebody wrote or imported makes a visitor's browser do something."""

import json
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models

from information.blocks import EVERY_BLOCK
from information.blocks.richtext import CleanRichTextBlock
from information.blocks.text import FEATURES
from information.models import InformationPage
from information.sanitise import sanitise
from tests.information.xss import PAYLOADS

KEPT = (
    '<p data-block-key="ab12c">Een <b>vet</b> woord, een <a linktype="page" id="3">pagina</a>,'
    ' een <a linktype="document" id="4">document</a>, een <a href="https://www.rijksoverheid.nl/">site</a>,<br/>'
    ' <a href="mailto:info@perspectief.example">mail</a> en <a href="tel:+31302340045">telefoon</a>.</p>'
    "<h3>Kop</h3><ul><li>een</li></ul><ol><li>twee</li></ol>"
)


class Inspector(HTMLParser):
    """A second opinion, with another parser and its own list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"p", "b", "strong", "i", "em", "br", "h3", "ul", "ol", "li", "a"}:
            self.wrong.append(tag)
        for name, value in attrs:
            if name not in {"href", "linktype", "id", "data-block-key"}:
                self.wrong.append(f"{tag} {name}")
            if name == "href" and urlsplit((value or "").strip()).scheme not in {"", "http", "https", "mailto", "tel"}:
                self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append("a declaration")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.wrong.append("an instruction")


def what_is_wrong_with(html: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.wrong


def test_the_public_list_is_long_enough_and_has_no_doubles() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


@pytest.mark.pure
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_loses_everything_that_runs(payload: str) -> None:
    for html in (payload, f"<p>{payload}</p>", f'<p data-block-key="a">x</p><ul><li>{payload}</li></ul>'):
        assert what_is_wrong_with(sanitise(html)) == []
        assert sanitise(sanitise(html)) == sanitise(html)


@pytest.mark.pure
@given(st.lists(st.sampled_from([*PAYLOADS, "<p>", "</p>", "<a href='", "'>"]) | st.text(max_size=20)))
def test_payloads_strung_together_lose_it_too(pieces: list[str]) -> None:
    assert what_is_wrong_with(sanitise("".join(pieces))) == []


@pytest.mark.pure
def test_what_editors_use_is_left_as_it_is() -> None:
    assert sanitise(KEPT) == KEPT


# Wagtail's editor itself cannot open an item outside a list; an import never makes one.
@pytest.mark.django_db
@pytest.mark.parametrize("payload", [KEPT, *(one for one in PAYLOADS if not one.startswith("<li"))])
def test_wagtails_editor_can_open_what_is_left(payload: str) -> None:
    converter = ContentstateConverter(features=[*FEATURES, "italic"])
    for html in (payload, f"<p>{payload}</p>"):
        assert json.loads(converter.from_database_format(sanitise(html)))["blocks"]


@pytest.mark.pure
@pytest.mark.parametrize("way_in", ["to_python", "normalize", "value_from_form"])
def test_a_block_cleans_whichever_way_text_comes_in(way_in: str) -> None:
    value = getattr(CleanRichTextBlock(), way_in)("<p onclick=alert(1)>tekst</p><script>x</script>")
    assert value.source == "<p>tekst</p>x"


@pytest.mark.pure
def test_every_rich_text_block_is_a_clean_one() -> None:
    kinds = {definition[0] for make in EVERY_BLOCK.values() for _, definition in _definitions(make())}
    assert "RawHTMLBlock" not in kinds
    assert {"RichTextBlock", "CleanRichTextBlock"} & kinds == {"CleanRichTextBlock"}


@pytest.mark.pure
def test_no_page_has_rich_text_of_another_kind() -> None:
    streams = [field for kind in get_page_models() for field in kind._meta.get_fields() if isinstance(field, StreamField)]
    kinds = {definition[0] for stream in streams for _, definition in _definitions(stream.stream_block)}
    assert {"RichTextBlock", "CleanRichTextBlock", "RawHTMLBlock"} & kinds == {"CleanRichTextBlock"}
    ours = [model for model in apps.get_models() if model._meta.app_label in {"home", "information"}]
    assert not [model for model in ours for field in model._meta.get_fields() if isinstance(field, RichTextField)]


def _definitions(block: object) -> list[tuple[object, tuple[str]]]:
    children = [*getattr(block, "child_blocks", {}).values()]
    if hasattr(block, "child_block"):
        children.append(block.child_block)
    return [(block, (type(block).__name__,)), *(one for child in children for one in _definitions(child))]


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded_site")
def test_a_page_with_every_payload_in_the_database_shows_none_of_it(visitor: Client) -> None:
    before = visitor.get("/contact/").text
    text = "".join(f"<p>{payload}</p>" for payload in PAYLOADS)
    blocks = [
        {"type": "text", "value": {"heading": "Kop", "text": text}},
        {"type": "callout", "value": {"heading": "Kop", "text": text}},
        {"type": "questions", "value": {"heading": "", "questions": [{"question": "?", "answer": text}]}},
        {"type": "text", "value": {"heading": PAYLOADS[0], "text": "<p>x</p>"}},
    ]
    InformationPage.objects.filter(slug="contact").update(body=json.dumps(blocks))
    page = visitor.get("/contact/").text
    for sign in ("<script", "<iframe", "<style", "<object", "<embed", "<form", "<meta", "<link", "<base"):
        assert page.lower().count(sign) == before.lower().count(sign), sign
    main = page[page.index("<main") : page.index("</main>")]
    inspector = Inspector()
    inspector.feed(main)
    attributes = {wrong.partition(" ")[2] for wrong in inspector.wrong}
    assert not {name for name in attributes if name.startswith(("on", "style", "srcdoc", "formaction", "xlink", "href="))}
    assert "alert(1)" in page  # harmless, as text

"""What a page says, read from its fields and blocks, as it stands in the draft."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from information.blocks.text import ExampleBlock

PARAGRAPHS = {"p", "li", "td"}
HEADINGS = {"h2", "h3", "h4"}
COMPOUND = (blocks.StreamValue, blocks.list_block.ListValue, blocks.StructValue)


@dataclass(frozen=True)
class Passage:
    """A piece of text. `is_running`: sentences, not a heading or label. `is_told`: in somebody else's words."""

    text: str
    is_running: bool = False
    is_told: bool = False


@dataclass
class Content:
    """Everything on a page that can be checked. `links`: the attributes of each <a>, as Wagtail stores them."""

    passages: list[Passage] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    images: list[Any] = field(default_factory=list)

    @property
    def running_text(self) -> list[str]:
        """Paragraphs and list items, in order."""
        return [passage.text for passage in self.passages if passage.is_running]


def read(page: Page) -> Content:
    """The title, the lead and all blocks of a page, published or not."""
    content = Content([Passage(page.title)])
    if lead := getattr(page, "lead", ""):
        content.passages.append(Passage(lead, is_running=True))
    for stream in (one for one in page._meta.get_fields() if isinstance(one, StreamField)):
        for block, value, is_told in _leaves(stream.stream_block, stream.value_from_object(page)):
            _add(content, block, value, is_told=is_told)
    return content


def _leaves(block: blocks.Block, value: Any, *, is_told: bool = False) -> Iterator[tuple[blocks.Block, Any, bool]]:
    """The blocks inside a block that hold something by themselves."""
    if isinstance(block, ImageBlock) or not isinstance(value, COMPOUND):
        yield block, value, is_told
        return
    inside = value.bound_blocks.values() if isinstance(value, blocks.StructValue) else _children(value)
    for child in inside:
        yield from _leaves(child.block, child.value, is_told=is_told or isinstance(child.block, ExampleBlock))


def _children(value: Any) -> Any:
    return value.bound_blocks if isinstance(value, blocks.list_block.ListValue) else value


def _add(content: Content, block: blocks.Block, value: Any, *, is_told: bool) -> None:
    if isinstance(block, ImageBlock):
        content.images.extend([value] if value else [])
    elif isinstance(value, RichText):
        reader = _RichTextReader()
        reader.feed(value.source)
        reader.close()
        content.links.extend(reader.links)
        content.passages.extend(Passage(text, is_running, is_told) for text, is_running in reader.paragraphs if text.strip())
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and value:
        content.passages.append(Passage(str(value), is_told=is_told))


class _RichTextReader(HTMLParser):
    """Takes stored rich text apart: paragraphs with whether they are running text, and links."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[tuple[str, bool]] = []
        self.links: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PARAGRAPHS | HEADINGS:
            self.paragraphs.append(("", tag in PARAGRAPHS))
        elif tag == "a":
            self.links.append({name: value or "" for name, value in attrs})
        elif tag == "br":
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        text, is_running = self.paragraphs.pop() if self.paragraphs else ("", True)
        self.paragraphs.append((text + data, is_running))

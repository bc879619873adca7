"""The one place that says which blocks belong to which kind of page.

A name that is taken away here has to be turned into something else in what is stored (see the migrations of this app):
Wagtail leaves out what it does not know, and the next save would lose it.
"""

from wagtail import blocks
from wagtail.fields import StreamField

from .comparison import ComparisonBlock
from .contact import ContactDetailsBlock, HelpNumbersBlock, SignUpBlock
from .lists import QuestionsBlock, StepsBlock, TwoSidesBlock
from .media import FigureBlock
from .text import CalloutBlock, ExampleBlock, TextBlock

# The names stand in stored content and in the seed; they must not change. In the order, and so the groups, of the chooser.
EVERY_BLOCK: dict[str, type[blocks.Block]] = {
    "text": TextBlock,
    "callout": CalloutBlock,
    "steps": StepsBlock,
    "questions": QuestionsBlock,
    "example": ExampleBlock,
    "figure": FigureBlock,
    "two_sides": TwoSidesBlock,
    "comparison": ComparisonBlock,
    "sign_up": SignUpBlock,
    "contact_details": ContactDetailsBlock,
    "help_numbers": HelpNumbersBlock,
}

ANYWHERE = frozenset({"text", "callout"})
TO_REACH_PEOPLE = frozenset({"contact_details", "help_numbers"})

BELONGING: dict[str, frozenset[str]] = {
    "home": ANYWHERE | TO_REACH_PEOPLE | {"figure", "sign_up"},
    "audience": ANYWHERE | TO_REACH_PEOPLE | {"figure", "questions", "sign_up"},  # a door leads on; it does not explain all
    "information": frozenset(EVERY_BLOCK),
    "decision_aid": ANYWHERE | TO_REACH_PEOPLE,  # it helps to weigh: no stories, and no way to sign up
    "news_index": ANYWHERE,  # what it is for, the list, comes by itself
    "news": ANYWHERE | TO_REACH_PEOPLE | {"figure"},
    "publications": ANYWHERE,
    "publication": ANYWHERE | {"figure", "comparison"},
    "easy": frozenset({"text", "figure"}) | TO_REACH_PEOPLE,  # only what reads easily; who stops reading here can call
}


def _stream(kind: str) -> blocks.StreamBlock:
    return blocks.StreamBlock([(name, make()) for name, make in EVERY_BLOCK.items() if name in BELONGING[kind]])


def body_of(kind: str) -> StreamField:
    """The body of a kind of page that is named in BELONGING."""
    return StreamField(
        _stream(kind),
        blank=True,
        verbose_name="inhoud",
        help_text="Kies met de plus een blok. In de lijst ziet u bij elk blok hoe het eruitziet.",
    )


def easy_body() -> StreamField:
    """The same page in plain language."""
    return StreamField(
        _stream("easy"),
        blank=True,
        verbose_name="in eenvoudige taal",
        help_text="Dezelfde boodschap in heel korte zinnen. Leeg laten mag: dan is er geen eenvoudige versie.",
    )

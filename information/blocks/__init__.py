"""The blocks a page is made of, one family to a file."""

from wagtail import blocks

from .comparison import ComparisonBlock
from .contact import ContactDetailsBlock, HelpNumbersBlock, SignUpBlock
from .lists import QuestionsBlock, StepsBlock, TwoSidesBlock
from .media import FigureBlock
from .text import CalloutBlock, ExampleBlock, TextBlock

__all__ = ["BodyBlock", "EasyBodyBlock"]


class BodyBlock(blocks.StreamBlock):
    """Everything that may stand on a page. The names stand in stored content and in the seed; they must not change."""

    text = TextBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    questions = QuestionsBlock()
    two_sides = TwoSidesBlock()
    comparison = ComparisonBlock()
    example = ExampleBlock()
    figure = FigureBlock()
    sign_up = SignUpBlock()
    contact_details = ContactDetailsBlock()
    help_numbers = HelpNumbersBlock()


class EasyBodyBlock(blocks.StreamBlock):
    """A page in plain language: only what reads easily."""

    text = TextBlock()
    figure = FigureBlock()

"""Things that come in order or as question and answer."""

from wagtail import blocks

from .richtext import CleanRichTextBlock


class StepBlock(blocks.StructBlock):
    """One step of a method."""

    heading = blocks.CharBlock(max_length=120, label="Kop")
    text = CleanRichTextBlock(features=["bold", "link"], label="Tekst")


class StepsBlock(blocks.StructBlock):
    """Steps in their order, numbered by the page itself."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop")
    steps = blocks.ListBlock(StepBlock(label="Stap"), min_num=2, label="Stappen")

    class Meta:
        template = "information/blocks/steps.html"
        icon = "list-ol"
        label = "Stappen"
        help_text = "De website nummert de stappen zelf. Zet er dus geen cijfers voor."


class QuestionBlock(blocks.StructBlock):
    """A question people ask, and its answer."""

    question = blocks.CharBlock(max_length=200, label="Vraag")
    answer = CleanRichTextBlock(features=["bold", "ul", "link"], label="Antwoord")


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to their answer, also without JavaScript."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop")
    questions = blocks.ListBlock(QuestionBlock(label="Vraag"), label="Vragen")

    class Meta:
        template = "information/blocks/questions.html"
        icon = "help"
        label = "Vragen en antwoorden"
        help_text = "Schrijf de vraag zoals een lezer die stelt. Elk antwoord klapt open."


class TwoSidesBlock(blocks.StructBlock):
    """Two lists beside each other: what may be gained and what may disappoint, or one side and the other."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop")
    first_heading = blocks.CharBlock(max_length=80, label="Kop links")
    first = CleanRichTextBlock(features=["bold", "ul", "link"], label="Links")
    second_heading = blocks.CharBlock(max_length=80, label="Kop rechts")
    second = CleanRichTextBlock(features=["bold", "ul", "link"], label="Rechts")

    class Meta:
        template = "information/blocks/two_sides.html"
        icon = "grid"
        label = "Twee kanten naast elkaar"
        help_text = "Geef beide kanten evenveel ruimte, zoals: wat kan het brengen, en wat kan tegenvallen."

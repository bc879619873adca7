"""Things that come in order or as question and answer."""

from typing import ClassVar

from wagtail import blocks

from .groups import OVERVIEW, TEXT
from .richtext import CleanRichTextBlock

HEADING_HELP = "Mag leeg blijven als de kop erboven al genoeg zegt."


class StepBlock(blocks.StructBlock):
    """One step of a method."""

    heading = blocks.CharBlock(max_length=120, label="Kop", help_text="Wat gebeurt er? Zonder cijfer ervoor.")
    text = CleanRichTextBlock(features=["bold", "link"], label="Tekst", help_text="Wie doet wat, in een paar zinnen.")


class StepsBlock(blocks.StructBlock):
    """Steps in their order, numbered by the page itself."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop", help_text=HEADING_HELP)
    steps = blocks.ListBlock(StepBlock(label="Stap"), min_num=2, label="Stappen")

    class Meta:
        template = "information/blocks/steps.html"
        icon = "list-ol"
        group = TEXT
        label = "Stappen"
        description = "Wat er na elkaar gebeurt, met een nummer bij elke stap."
        preview_value: ClassVar = {
            "heading": "Zo gaat het",
            "steps": [
                {"heading": "U meldt zich aan", "text": "<p>De ander hoort dan nog niets.</p>"},
                {"heading": "U praat met een bemiddelaar", "text": "<p>U vertelt wat u wilt en wat u hoopt.</p>"},
            ],
        }
        help_text = "De website nummert de stappen zelf. Zet er dus geen cijfers voor."


class QuestionBlock(blocks.StructBlock):
    """A question people ask, and its answer."""

    question = blocks.CharBlock(max_length=200, label="Vraag", help_text="Zoals een lezer die stelt, met een vraagteken.")
    answer = CleanRichTextBlock(
        features=["bold", "ul", "link"], label="Antwoord", help_text="Begin met het antwoord. Daarna pas de uitleg."
    )


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to their answer, also without JavaScript."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop", help_text=HEADING_HELP)
    questions = blocks.ListBlock(QuestionBlock(label="Vraag"), label="Vragen")

    class Meta:
        template = "information/blocks/questions.html"
        icon = "help"
        group = TEXT
        label = "Vragen en antwoorden"
        description = "Vragen die openklappen naar hun antwoord."
        preview_value: ClassVar = {
            "heading": "Veelgestelde vragen",
            "questions": [
                {"question": "Moet ik de ander ontmoeten?", "answer": "<p>Nee. Het kan ook met brieven.</p>"},
                {"question": "Wat kost het?", "answer": "<p>Niets. Ook een tolk is gratis.</p>"},
            ],
        }
        help_text = "Schrijf de vraag zoals een lezer die stelt. Elk antwoord klapt open."


class TwoSidesBlock(blocks.StructBlock):
    """Two lists beside each other: what may be gained and what may disappoint, or one side and the other."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop", help_text=HEADING_HELP)
    first_heading = blocks.CharBlock(max_length=80, label="Kop links", help_text="Op een telefoon staat links boven.")
    first = CleanRichTextBlock(features=["bold", "ul", "link"], label="Links", help_text="Liefst een lijstje.")
    second_heading = blocks.CharBlock(max_length=80, label="Kop rechts", help_text="Op een telefoon staat rechts onder.")
    second = CleanRichTextBlock(features=["bold", "ul", "link"], label="Rechts", help_text="Ongeveer even lang als links.")

    class Meta:
        template = "information/blocks/two_sides.html"
        icon = "grid"
        group = OVERVIEW
        label = "Twee kanten naast elkaar"
        description = "Twee lijstjes die even zwaar tellen."
        preview_value: ClassVar = {
            "heading": "Wat kunt u verwachten?",
            "first_heading": "Wat het kan brengen",
            "first": "<ul><li>antwoord op uw vragen</li><li>minder boosheid of angst</li></ul>",
            "second_heading": "Wat kan tegenvallen",
            "second": "<ul><li>de ander zegt nee</li><li>u hoort niet wat u hoopte</li></ul>",
        }
        help_text = "Geef beide kanten evenveel ruimte, zoals: wat kan het brengen, en wat kan tegenvallen."

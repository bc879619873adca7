"""Running text."""

from typing import ClassVar

from wagtail import blocks

from .groups import TEXT
from .richtext import CleanRichTextBlock

# What belongs in running text; everything else has a block of its own.
FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.StructBlock):
    """A heading (optional) with paragraphs and lists under it."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop", help_text="Kort, en zonder punt.")
    text = CleanRichTextBlock(features=FEATURES, label="Tekst", help_text="Korte alinea’s, in gewone woorden.")

    class Meta:
        template = "information/blocks/text.html"
        icon = "pilcrow"
        group = TEXT
        label = "Tekst"
        description = "Alinea’s en lijstjes, met een kop erboven."
        preview_value: ClassVar = {
            "heading": "Wat kan het u brengen?",
            "text": "<p>Na een misdrijf blijven vaak vragen over. Een bemiddelaar helpt u die te stellen.</p>"
            "<ul><li>U kiest zelf of u meedoet.</li><li>U mag altijd stoppen.</li></ul>",
        }


class CalloutBlock(blocks.StructBlock):
    """Something a reader must not miss."""

    heading = blocks.CharBlock(max_length=120, label="Kop", help_text="Waar gaat het over? Zonder uitroepteken.")
    text = CleanRichTextBlock(features=["bold", "link", "ul"], label="Tekst", help_text="Een paar zinnen.")

    class Meta:
        template = "information/blocks/callout.html"
        icon = "warning"
        group = TEXT
        label = "Let op"
        description = "Een kader dat opvalt."
        preview_value: ClassVar = {
            "heading": "Geldt er een contactverbod?",
            "text": "<p>Neem dan zelf geen contact op. Bel ons: wij bespreken wat wel kan.</p>",
        }
        help_text = "Alleen voor wat niemand mag missen. Liever één per pagina."


class ExampleBlock(blocks.StructBlock):
    """A made-up story; the page always says that it is an example."""

    heading = blocks.CharBlock(max_length=120, label="Kop", help_text="Over wie gaat het? Zonder echte naam.")
    text = CleanRichTextBlock(features=["bold"], label="Verhaal", help_text="Boven het verhaal staat altijd ‘Voorbeeld’.")

    class Meta:
        template = "information/blocks/example.html"
        icon = "openquote"
        group = TEXT
        label = "Voorbeeldverhaal"
        description = "Een verhaal dat is bedacht, met ‘Voorbeeld’ erboven."
        preview_value: ClassVar = {
            "heading": "Twee buren na een brand",
            "text": "<p>Zij wilde weten waarom. Hij wilde het uitleggen. Een bemiddelaar bracht hun brieven over.</p>",
        }
        help_text = "Een verzonnen verhaal, waarin niemand te herkennen is."

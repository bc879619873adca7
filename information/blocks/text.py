"""Running text."""

from wagtail import blocks

from .richtext import CleanRichTextBlock

# What belongs in running text; everything else has a block of its own.
FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.StructBlock):
    """A heading (optional) with paragraphs and lists under it."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop", help_text="Kort, en zonder punt.")
    text = CleanRichTextBlock(features=FEATURES, label="Tekst")

    class Meta:
        template = "information/blocks/text.html"
        icon = "pilcrow"
        label = "Tekst"


class CalloutBlock(blocks.StructBlock):
    """Something a reader must not miss."""

    heading = blocks.CharBlock(max_length=120, label="Kop")
    text = CleanRichTextBlock(features=["bold", "link", "ul"], label="Tekst")

    class Meta:
        template = "information/blocks/callout.html"
        icon = "warning"
        label = "Let op"
        help_text = "Alleen voor wat niemand mag missen. Liever één per pagina."


class ExampleBlock(blocks.StructBlock):
    """A made-up story; the page always says that it is an example."""

    heading = blocks.CharBlock(max_length=120, label="Kop")
    text = CleanRichTextBlock(features=["bold"], label="Verhaal", help_text="Boven het verhaal staat altijd ‘Voorbeeld’.")

    class Meta:
        template = "information/blocks/example.html"
        icon = "openquote"
        label = "Voorbeeldverhaal"
        help_text = "Een verzonnen verhaal, waarin niemand te herkennen is."

"""Running text."""

from wagtail import blocks

# What belongs in running text; everything else has a block of its own.
FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.StructBlock):
    """A heading (optional) with paragraphs and lists under it."""

    heading = blocks.CharBlock(required=False, max_length=120, label="Kop", help_text="Kort, en zonder punt.")
    text = blocks.RichTextBlock(features=FEATURES, label="Tekst")

    class Meta:
        template = "information/blocks/text.html"
        icon = "pilcrow"
        label = "Tekst"


class CalloutBlock(blocks.StructBlock):
    """Something a reader must not miss."""

    heading = blocks.CharBlock(max_length=120, label="Kop")
    text = blocks.RichTextBlock(features=["bold", "link", "ul"], label="Tekst")

    class Meta:
        template = "information/blocks/callout.html"
        icon = "warning"
        label = "Let op"


class ExampleBlock(blocks.StructBlock):
    """A made-up story; the page always says that it is an example."""

    heading = blocks.CharBlock(max_length=120, label="Kop")
    text = blocks.RichTextBlock(features=["bold"], label="Verhaal", help_text="Boven het verhaal staat altijd ‘Voorbeeld’.")

    class Meta:
        template = "information/blocks/example.html"
        icon = "openquote"
        label = "Voorbeeldverhaal"

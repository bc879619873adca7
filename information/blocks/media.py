"""Images."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """An image with its text alternative (required unless decorative; WCAG 1.1.1) and a caption."""

    image = ImageBlock(label="Afbeelding")
    caption = blocks.CharBlock(required=False, max_length=200, label="Bijschrift")

    class Meta:
        template = "information/blocks/figure.html"
        icon = "image"
        label = "Afbeelding"
        help_text = "Beschrijf wat men ziet. Is het alleen versiering, kies dan ‘decoratief’."

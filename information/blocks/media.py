"""Images."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .groups import OVERVIEW


class FigureBlock(blocks.StructBlock):
    """An image with its text alternative (required unless decorative; WCAG 1.1.1) and a caption."""

    image = ImageBlock(label="Afbeelding", help_text="Geen foto’s van mensen die een zaak bij ons hebben.")
    caption = blocks.CharBlock(
        required=False, max_length=200, label="Bijschrift", help_text="Staat onder de afbeelding. Mag leeg blijven."
    )

    class Meta:
        template = "information/blocks/figure.html"
        icon = "image"
        group = OVERVIEW
        label = "Afbeelding"
        description = "Een foto of tekening, met een beschrijving voor wie die niet ziet."
        preview_template = "information/blocks/figure_preview.html"
        help_text = "Beschrijf wat men ziet. Is het alleen versiering, kies dan ‘decoratief’."

"""The decision aid: it helps to weigh, and never advises."""

from typing import ClassVar

from wagtail import blocks
from wagtail.fields import StreamField

from information.blocks import body_of

from .informing import InformingPage


class StatementBlock(blocks.StructBlock):
    """Something a reader may recognise, and the argument it gives them to take along."""

    statement = blocks.CharBlock(
        max_length=200, label="Uitspraak", help_text="In de ik-vorm: ‘Ik wil weten waarom het gebeurde.’"
    )
    side = blocks.ChoiceBlock(
        choices=[("for", "voor contact"), ("against", "tegen contact, of nu nog niet")],
        label="Pleit",
        help_text="Wie dit herkent, heeft dan een reden voor of tegen.",
    )
    take_along = blocks.CharBlock(
        max_length=250, label="Om mee te nemen", help_text="Het argument in de woorden van de lezer, zonder advies."
    )

    class Meta:
        icon = "comment"
        label = "Uitspraak"


class DecisionAidPage(InformingPage):
    """Statements to recognise oneself in; what is answered stays in the browser."""

    body = body_of("decision_aid")
    statements = StreamField(
        [("statement", StatementBlock())],
        blank=True,
        verbose_name="uitspraken",
        help_text="Evenveel voor als tegen, om en om: de keuzehulp stuurt niet.",
    )

    content_panels: ClassVar = [*InformingPage.content_panels[:2], "statements", *InformingPage.content_panels[2:]]
    template = "information/decision_aid_page.html"
    parent_page_types: ClassVar = ["home.HomePage", "information.AudiencePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = "keuzehulp"
        verbose_name_plural = "keuzehulpen"

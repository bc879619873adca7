"""Pages that inform: one door for each audience, and the pages behind it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.fields import StreamField
from wagtail.models import Page

from .audiences import Audience
from .blocks import BodyBlock
from .surroundings import surroundings


class InformingPage(Page):
    """What every page of this room has: a lead, a body and the day it should be read again."""

    lead = models.TextField("inleiding", max_length=400, help_text="Een of twee zinnen: wat leest men hier?")
    body = StreamField(BodyBlock(), blank=True, verbose_name="inhoud")
    review_date = models.DateField(
        "opnieuw bekijken op", null=True, blank=True, help_text="Op deze dag kijkt iemand of de tekst nog klopt."
    )

    content_panels: ClassVar = [*Page.content_panels, "lead", "body", "review_date"]
    # A private page needs a session, and the public process has none: nobody is watched.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **surroundings(self, request)}


class AudiencePage(InformingPage):
    """A door: where one of the three audiences comes in."""

    audience = models.CharField("voor wie", max_length=20, choices=Audience)

    content_panels: ClassVar = [*Page.content_panels, "audience", "lead", "body", "review_date"]
    template = "information/audience_page.html"
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["information.InformationPage"]

    class Meta:
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


class InformationPage(InformingPage):
    """A page to read."""

    template = "information/information_page.html"
    parent_page_types: ClassVar = ["home.HomePage", "information.AudiencePage", "information.InformationPage"]
    subpage_types: ClassVar = ["information.InformationPage"]

    class Meta:
        verbose_name = "informatiepagina"
        verbose_name_plural = "informatiepagina's"

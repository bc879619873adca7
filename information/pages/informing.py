"""Pages to read, and what every page of this room has."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.models import Page

from information.audiences import Audience
from information.blocks import body_of, easy_body
from information.links import LinkingPage
from information.surroundings import surroundings

EASY = "eenvoudig"  # stands in the address of the plain version


class InformingPage(LinkingPage):
    """What every page of this room has: a lead, a body and the day it should be read again."""

    lead = models.TextField("inleiding", max_length=400, help_text="Een of twee zinnen: wat leest men hier?")
    body = body_of("information")  # each other kind says its own
    easy_body = easy_body()
    says_je = models.BooleanField(
        "deze pagina zegt ‘je’", default=False, help_text="Alleen voor pagina's voor jongeren. Anders zeggen we ‘u’."
    )
    offers_sign_up = models.BooleanField(
        "toon aanmelden",
        default=True,
        help_text="Zet dit uit waar aanmelden niet past, zoals bij privacy of een ontvangen brief. "
        "Dan staan bovenaan en naast de tekst geen links naar het formulier; bellen blijft staan.",
    )
    review_date = models.DateField(
        "opnieuw bekijken op", null=True, blank=True, help_text="Op deze dag kijkt iemand of de tekst nog klopt."
    )
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    content_panels: ClassVar = [
        *Page.content_panels,
        "lead",
        "body",
        "easy_body",
        "says_je",
        "offers_sign_up",
        "review_date",
    ]
    # A private page needs a session, and the public process has none: nobody is watched.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The surroundings of the page, and `is_easy`: whether plain language was asked for (`?eenvoudig`) and is there."""
        is_easy = EASY in request.GET and bool(self.easy_body)
        return {**super().get_context(request, *args, **kwargs), **surroundings(self, request), "is_easy": is_easy}

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The plain language can be looked at where somebody wrote it."""
        return [("", "Gewone tekst"), *([(EASY, "In eenvoudige taal")] if self.easy_body else [])]

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """As `get_context`, for a request that has no address."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, "is_easy": mode_name == EASY and bool(self.easy_body)}

    def with_content_json(self, content: dict[str, Any]) -> "InformingPage":
        """A draft brings its text; whether its owner was reminded is no part of that."""
        page: InformingPage = super().with_content_json(content)
        page.reminded_on = self.reminded_on
        return page


class AudiencePage(InformingPage):
    """A door: where one of the three audiences comes in."""

    audience = models.CharField(
        "voor wie", max_length=20, choices=Audience, help_text="Bepaalt de kleur van deze pagina en van alles eronder."
    )
    body = body_of("audience")

    content_panels: ClassVar = [*Page.content_panels, "audience", *InformingPage.content_panels[1:]]
    template = "information/audience_page.html"
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["information.InformationPage", "information.DecisionAidPage"]

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

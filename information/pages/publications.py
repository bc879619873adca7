"""Publications: a document, always with a summary that needs no document to be read."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest

from information.blocks import body_of

from .informing import InformingPage


class Sort(models.TextChoices):
    """What a publication is."""

    PLAN = "plan", "Jaarplan"
    REPORT = "report", "Jaarverslag"
    RESEARCH = "research", "Onderzoek"


class PublicationsPage(InformingPage):
    """All publications, newest first."""

    body = body_of("publications")

    template = "information/publications_page.html"
    parent_page_types: ClassVar = ["home.HomePage", "information.InformationPage"]
    subpage_types: ClassVar = ["information.PublicationPage"]

    class Meta:
        verbose_name = "publicatieoverzicht"
        verbose_name_plural = "publicatieoverzichten"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        publications = PublicationPage.objects.child_of(self).live().select_related("document").order_by("-year", "title")
        return {**super().get_context(request, *args, **kwargs), "publications": publications}


class PublicationPage(InformingPage):
    """One publication: the summary is the page itself, the document is extra (WCAG: a PDF alone is no page)."""

    sort = models.CharField("soort", max_length=10, choices=Sort, help_text="Staat in het overzicht bij de titel.")
    year = models.PositiveSmallIntegerField("jaar", help_text="Het jaar waar het over gaat.")
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name="document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Mag leeg blijven. Zet het belangrijkste altijd op de pagina zelf: niet iedereen kan een pdf lezen.",
    )
    body = body_of("publication")

    content_panels: ClassVar = [
        *InformingPage.content_panels[:1],
        "sort",
        "year",
        "document",
        *InformingPage.content_panels[1:],
    ]
    template = "information/publication_page.html"
    parent_page_types: ClassVar = ["information.PublicationsPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"

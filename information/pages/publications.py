"""Publications: a document, always with a summary that needs no document to be read."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest

from .informing import InformingPage


class Sort(models.TextChoices):
    """What a publication is."""

    PLAN = "plan", "Jaarplan"
    REPORT = "report", "Jaarverslag"
    RESEARCH = "research", "Onderzoek"


class PublicationsPage(InformingPage):
    """All publications, newest first."""

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

    sort = models.CharField("soort", max_length=10, choices=Sort)
    year = models.PositiveSmallIntegerField("jaar")
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name="document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

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

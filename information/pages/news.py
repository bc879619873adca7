"""News: short, dated, newest first."""

import datetime
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from information.blocks import body_of

from .informing import InformingPage

PER_PAGE = 10


class NewsIndexPage(InformingPage):
    """All news, ten to a page (`?pagina=2`)."""

    body = body_of("news_index")

    template = "information/news_index_page.html"
    parent_page_types: ClassVar = ["home.HomePage", "information.InformationPage"]
    subpage_types: ClassVar = ["information.NewsPage"]

    class Meta:
        verbose_name = "nieuwsoverzicht"
        verbose_name_plural = "nieuwsoverzichten"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        news = NewsPage.objects.child_of(self).live().order_by("-date", "-pk")
        page = Paginator(news, PER_PAGE).get_page(request.GET.get("pagina"))
        return {**super().get_context(request, *args, **kwargs), "news": page}


class NewsPage(InformingPage):
    """One piece of news."""

    date = models.DateField("datum", default=datetime.date.today, help_text="Het nieuwste bericht staat bovenaan.")
    body = body_of("news")

    content_panels: ClassVar = [*InformingPage.content_panels[:1], "date", *InformingPage.content_panels[1:]]
    template = "information/news_page.html"
    parent_page_types: ClassVar = ["information.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "nieuwsbericht"
        verbose_name_plural = "nieuwsberichten"

"""Links in running text, and what every page with a text does to be shown with few questions to the database."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PageViewRestriction

from perspectief.pages.remembering import remembered, remembering

from .whereabouts import whereabouts


class LinkingPage(Page):
    """A page that knows where all pages are while it is shown."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().serve(request, *args, **kwargs)
        with linked_together(self):
            return response.render() if hasattr(response, "render") else response

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        """Nobody is offered any here (`private_page_options`): where there is none at all, the ways up need no look."""
        if remembered("is anything restricted", PageViewRestriction.objects.exists):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()


@contextlib.contextmanager
def linked_together(page: Page) -> Iterator[None]:
    """Inside, the pages that texts link to are known. What nobody remembers for longer is forgotten afterwards."""
    with remembering():
        whereabouts()
        yield

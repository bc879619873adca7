"""Pages to print. They keep nothing and set no cookie."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from selfreferral.questions import Route

from .pages import form_page, show
from .paper import questions

TITLES = {
    Route.SELF: _("Ik meld mijzelf aan"),
    Route.RELATIVE: _("Ik meld iemand anders aan"),
    Route.CLIENT: _("Ik meld een cliënt aan"),
}


@form_page
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Which paper to print."""
    links = [(reverse(f"selfreferral:paper_{route.value}"), title) for route, title in TITLES.items()]
    return show(request, "papers.html", {"links": links})


@form_page
@require_safe
def paper(request: HttpRequest, route: str) -> HttpResponse:
    """One form, to print and to fill in by hand."""
    chosen = Route(route)
    return show(request, "paper.html", {"title": TITLES[chosen], "questions": questions(chosen), "route": chosen})

"""What every page of the form promises: nothing of it is kept in the browser, and trouble loses nothing that was typed."""

import functools
import logging
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec

from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from perspectief.origins import NO_REFERRER

from .failures import unavailable
from .silence import of_the_form

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Said to search engines. Neither goes to those who train on what they read.
FINDABLE = "noai, noimageai"
HIDDEN = f"noindex, {FINDABLE}"

logger = logging.getLogger(__name__)


def show(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of the form. It says how long what was answered stays, and when to warn that it goes."""
    return render(request, f"selfreferral/public/{template}", {"silence": of_the_form(), **context}, status=status)


def form_page(view: View[P]) -> View[P]:
    """A page of the form: never stored, told to nobody, indexed only if it asks for it, plain when the database is away."""

    @functools.wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except AnyDatabaseError:
            logger.exception("The database was away at %s", view.__name__)
            response = unavailable(request)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = NO_REFERRER
        response.headers.setdefault("X-Robots-Tag", HIDDEN)
        return response

    return page

"""What every page of the form promises: nothing of it is kept in the browser, and trouble loses nothing that was typed."""

import functools
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec

from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .drafts import SILENCE
from .failures import unavailable

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

WARNING = timedelta(minutes=5)  # WCAG 2.2.1 asks twenty seconds; somebody may have left the room
# Said to search engines. Neither goes to those who train on what they read.
FINDABLE = "noai, noimageai"
HIDDEN = f"noindex, {FINDABLE}"

logger = logging.getLogger(__name__)


def show(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of the form. It says how long what was answered stays, and when to warn that it goes."""
    silence = {"silence_seconds": int(SILENCE.total_seconds()), "warning_seconds": int(WARNING.total_seconds())}
    return render(request, f"selfreferral/public/{template}", {**silence, **context}, status=status)


def form_page(view: View[P]) -> View[P]:
    """A page of the form: never stored, indexed only if it asks for it, and a plain answer when the database is away."""

    @functools.wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except AnyDatabaseError:
            logger.exception("The database was away at %s", view.__name__)
            response = unavailable(request)
        response["Cache-Control"] = "no-store"
        response.headers.setdefault("X-Robots-Tag", HIDDEN)
        return response

    return page

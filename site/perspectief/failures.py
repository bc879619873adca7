"""What people see when something is wrong: plain words and a telephone number, never how the machine works inside."""

from typing import Any

from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from home.ways import first_ways


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    """The page inside the site's frame; without the frame when even the menu cannot be read."""
    try:
        body = render_to_string(f"failures/{name}.html", context, request)
    except AnyDatabaseError:
        return _bare(status)
    return HttpResponse(body, status=status)


def _bare(status: int) -> HttpResponse:
    return HttpResponse(render_to_string("failures/bare.html"), status=status)


def not_found(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """404: helps to find the way."""
    return _page(request, "not_found", 404, ways=SimpleLazyObject(lambda: first_ways(request)))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: says so, and nothing about what lies behind."""
    return _page(request, "forbidden", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself could not be read, so nothing of it is used."""
    return _bare(400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any form of ours holds, so nothing of it is read."""
    return _bare(413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: needs neither database nor settings, and names the telephone."""
    return _bare(500)


def health(request: HttpRequest) -> HttpResponse:
    """Alive or not, without a detail."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})

"""One encoding comes in: every page is UTF-8, so every form that a browser sends from it is too (HTML standard, 4.10.22)."""

import re
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

Environ = dict[str, Any]
MULTIPART = "multipart/form-data"
BOUNDARY = re.compile(r""";\s*boundary="?([0-9A-Za-z'()+_,./:=?-]{1,70})""", re.IGNORECASE)  # RFC 2046, 5.1.1


class Utf8Handler(WSGIHandler):
    """Reads what is sent as UTF-8, whatever its type says.

    Django decodes with whatever encoding a request names, while it makes the request: before any middleware. Python knows
    some that are none of text ("rot13"), and some that make half a character out of nothing (UTF-7), which cannot be put on
    a page. Both ended in an error of ours. See plain_type for what remains of the type.
    """

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> HttpResponseBase:
        return super().__call__(plainly(environ), start_response)


def plainly(environ: Environ) -> Environ:
    """A WSGI environment with a content type that holds no more than is needed."""
    return {**environ, "CONTENT_TYPE": plain_type(environ.get("CONTENT_TYPE", ""))}


def plain_type(content_type: str) -> str:
    """'multipart/form-data; boundary=x; charset=y' becomes 'multipart/form-data; boundary=x'; others lose all parameters."""
    kind = content_type.partition(";")[0].strip().lower()
    boundary = BOUNDARY.search(content_type) if kind == MULTIPART else None
    return f"{kind}; boundary={boundary[1]}" if boundary else kind

"""Nobody sends us more than our forms hold: refused by what the request says of itself, before a byte of it is read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .failures import too_large
from .headers import GetResponse


class BoundedBodies:
    """413 for a body that says it is larger than MOST_BODY_BYTES. One that doesn't say its size counts as empty (WSGI)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdecimal() and int(told[:20]) > settings.MOST_BODY_BYTES:
            return too_large(request)
        return self.get_response(request)

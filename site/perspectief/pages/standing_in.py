"""When the database is away, the last pages that were made stand in, and say so: old words are better than none."""

from collections.abc import Callable

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from .accepting import encoding_for
from .generation import MARK
from .store import Store

GetResponse = Callable[[HttpRequest], HttpResponseBase]
BECAUSE = f"{MARK}-Because"


class StoredPagesWithoutDatabase:
    """Middleware of the public process. The form has an answer of its own (selfreferral/public/failures.py)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that was withdrawn since it was made, or moved, or rewritten, does not come back."""
        if not isinstance(exception, AnyDatabaseError) or request.method not in ("GET", "HEAD") or not settings.PAGES_DIR:
            return None
        if (last := Store(settings.PAGES_DIR).last()) is None:
            return None
        generation, without = last
        query = request.META.get("QUERY_STRING", "")
        address = f"{request.path_info}?{query}" if query else request.path_info
        page = generation.answers.get(address)
        if page is None or address in without or request.get_host() != generation.host:
            return None
        answer = page[encoding_for(request.headers.get("Accept-Encoding", "")) or ""]
        response = HttpResponse(answer.body, headers=dict(answer.headers))
        del response["ETag"]  # it is not to be asked after: the next answer should be a fresh one
        response["Cache-Control"], response[BECAUSE] = "no-store", "the database is away"
        return response

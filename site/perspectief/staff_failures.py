"""What a colleague sees when something is wrong: what it is, and what they typed. Needs neither database nor session."""

import errno
import sys
from dataclasses import asdict, dataclass
from typing import Any

from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.template.loader import render_to_string

from perspectief.editing.typed import texts

from .failures import forbidden as forbidden_for_visitors
from .failures import server_error as server_error_for_visitors
from .headers import STAFF_PREFIX

DATABASE, DISK, OTHER = "database", "disk", "other"
FULL_OR_READ_ONLY = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
DISK_OF_POSTGRES = ("53100", "25006")  # disk_full and read_only_sql_transaction: this does not pass by itself
# Not put on a page again: who types one of these does it once more.
SECRET = ("password", "password1", "password2", "wachtwoord", "code", "credential")
NOT_TYPED = "csrfmiddlewaretoken"
IN_ONE_LINE = {
    DATABASE: "De database is nu niet bereikbaar. Probeer het over een minuut nog eens.",
    DISK: "De schijf van de server is vol of alleen te lezen. Waarschuw de technisch beheerder.",
    OTHER: "Er ging iets mis op de server.",
}
HALF_A_FORM = "Niet alles van het formulier is aangekomen."
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Typed:
    """What may be shown again of what somebody sent."""

    fields: Fields
    has_files: bool


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when the database or the disk is what is wrong, otherwise 500. Django calls it while it handles the error."""
    reason = _reason(sys.exception())
    context = {"reason": reason, "is_post": request.method == "POST", "address": request.get_full_path()}
    context |= asdict(_typed(request))
    status = 500 if reason == OTHER else 503
    return _answer(request, "staff", context, in_one_line=IN_ONE_LINE[reason], status=status)


def unreadable(request: HttpRequest) -> HttpResponse:
    """400: what was sent is not what the form sends, so nothing of it is used, and sending it again does not help."""
    typed = _typed(request)
    context = {"address": request.get_full_path(), "texts": texts(typed.fields), "has_files": typed.has_files}
    return _answer(request, "half_a_form", context, in_one_line=HALF_A_FORM, status=400)


def _answer(request: HttpRequest, page: str, context: dict[str, Any], *, in_one_line: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":  # a script asks: it shows a line, not a page
        return HttpResponse(in_one_line, status=status, headers=headers, content_type="text/plain; charset=utf-8")
    return HttpResponse(render_to_string(f"failures/{page}.html", context, request), status=status, headers=headers)


def either(request: HttpRequest) -> HttpResponseBase:
    """Where one process serves both sides (development)."""
    return (server_error if request.path_info.startswith(STAFF_PREFIX) else server_error_for_visitors)(request)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: on an address of the admin as the admin looks, with the way back into it; elsewhere as a visitor sees it."""
    if not request.path_info.startswith(STAFF_PREFIX):
        return forbidden_for_visitors(request, exception)
    page = render_to_string("failures/no_access.html", {}, request)
    return HttpResponse(page, status=403, headers={"Cache-Control": "no-store"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a colleague whose page stood open for too long."""
    return forbidden(request, Exception(reason))


def _reason(error: BaseException | None) -> str:
    if isinstance(error, AnyDatabaseError):
        return DISK if getattr(error.__cause__, "sqlstate", "") in DISK_OF_POSTGRES else DATABASE
    return DISK if isinstance(error, OSError) and error.errno in FULL_OR_READ_ONLY else OTHER


def _typed(request: HttpRequest) -> Typed:
    """Everything in the form, if it is certain that it came from a form of ours, and holds nothing secret."""
    try:
        fields = [(name, value) for name, values in request.POST.lists() if name != NOT_TYPED for value in values]
        has_files = bool(request.FILES)
    except (UnreadablePostError, OSError, ValueError):
        return Typed([], has_files=True)
    is_ours = getattr(request, "csrf_processing_done", False)  # Django's check of the form's token let it pass
    is_secret = any(name.rpartition("-")[2] in SECRET for name, _value in fields)
    return Typed([] if is_secret or not is_ours else fields, has_files=has_files)

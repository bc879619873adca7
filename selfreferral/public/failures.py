"""When the form cannot take an answer: say so, give the telephone number, keep what was typed, offer to try again."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from perspectief.failures import forbidden
from perspectief.origins import NO_REFERRER

from .rates import TEN_MINUTES

CSRF_FIELD = "csrfmiddlewaretoken"


def _keep_typed(request: HttpRequest, *, reason: str, status: int) -> HttpResponse:
    typed = [(name, value) for name, values in request.POST.lists() if name != CSRF_FIELD for value in values]
    context = {"reason": reason, "typed": typed, "is_post": request.method == "POST"}
    body = render_to_string("selfreferral/public/try_again.html", context, request=request)
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store", "Referrer-Policy": NO_REFERRER})


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away. The page is made without it."""
    return _keep_typed(request, reason="unavailable", status=503)


def too_many(request: HttpRequest) -> HttpResponse:
    """So many at once from this network that it can only be a machine. The limit ends before the draft does (rates.py)."""
    response = _keep_typed(request, reason="busy", status=429)
    response["Retry-After"] = str(int(TEN_MINUTES.total_seconds()))
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The browser sent no cookie of ours: it blocks cookies, or dropped them because the page stood open for long.

    What was typed is offered again only when the browser says that it was typed here. Otherwise one press on our own
    button would send what another site made up.
    """
    if _is_typed_here(request):
        return _keep_typed(request, reason="cookies", status=403)
    return forbidden(request, PermissionDenied())


def _is_typed_here(request: HttpRequest) -> bool:
    if request.resolver_match is None or request.resolver_match.app_name != "selfreferral":
        return False
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == own

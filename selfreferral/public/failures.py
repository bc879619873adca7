"""When the form cannot take an answer: say so, give the telephone number, keep what was typed, offer to try again."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

CSRF_FIELD = "csrfmiddlewaretoken"


def _keep_typed(request: HttpRequest, *, reason: str, status: int) -> HttpResponse:
    typed = [(name, value) for name, values in request.POST.lists() if name != CSRF_FIELD for value in values]
    context = {"reason": reason, "typed": typed, "is_post": request.method == "POST"}
    body = render_to_string("selfreferral/public/try_again.html", context, request=request)
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away. The page is made without it."""
    return _keep_typed(request, reason="unavailable", status=503)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The browser sent no cookie of ours: it blocks cookies, or dropped them because the page stood open for long."""
    return _keep_typed(request, reason="cookies", status=403)

"""Ways out that leave nothing behind, and staying."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.exits import exit_address
from perspectief.origins import NO_REFERRER

from . import drafts, visits
from .pages import form_page, show


@csrf_exempt  # it only destroys what belongs to the cookie it is sent with, and that cookie is SameSite=Strict
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Wipe the draft and the cookies and go to a neutral site. POST is the page's own beacon: it wants no address."""
    response = HttpResponse(status=204) if request.method == "POST" else redirect(exit_address())
    visits.forget_if_possible(request, response)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = NO_REFERRER
    return response


@form_page
@require_POST
def wipe(request: HttpRequest) -> HttpResponse:
    """The visitor asked for "wis mijn antwoorden" and stays on the site."""
    with visits.alone(request):
        is_sent = visits.current(request).visit.is_submitted
        response = redirect("selfreferral:closed" if is_sent else "selfreferral:wiped")
        visits.forget(request, response)
    return response


@form_page
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """The visitor is still there: the silence starts anew. 204, or 410 when what was answered is gone already."""
    with visits.alone(request):
        current = visits.current(request)
        if current.secret is None:
            return HttpResponse(status=410)
        drafts.save(secret=current.secret, visit=current.visit, now=timezone.now())
    return HttpResponse(status=204)


@form_page
@require_safe
def ended(request: HttpRequest, reason: str) -> HttpResponse:
    """A page without a form: answers were wiped, went stale, or a client did not agree."""
    return show(request, "ended.html", {"reason": reason})

"""Asking somebody to prove who they are, without losing what they typed."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

REFUSAL = "Bevestig eerst dat u het bent."
NOT_TYPED = ("csrfmiddlewaretoken",)
SECRET = ("password", "wachtwoord")
PROVE = ("U hebt een tijd niets gedaan. Bevestig eerst dat u het bent.", "Bevestig dat u het bent")


def ask(
    request: HttpRequest, *, where: str, can_send_again: bool = True, words: tuple[str, str] = PROVE
) -> HttpResponseBase:
    """A page is asked for again after the proof at address `where`; a form is kept on a page; a script gets 403.

    `words`: on that page, why it was not sent, and what to do about it.
    """
    if _is_script(request):
        return HttpResponse(REFUSAL, status=403, content_type="text/plain; charset=utf-8")
    if request.method in {"GET", "HEAD"}:
        return redirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
    return _kept(request, where=where, can_send_again=can_send_again, words=words)


def _is_script(request: HttpRequest) -> bool:
    """A browser says itself what it asks a page for (Fetch Metadata); Wagtail's scripts say it the old way."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return request.headers.get("X-Requested-With") == "XMLHttpRequest" or mode != "navigate"


def _kept(request: HttpRequest, *, where: str, can_send_again: bool, words: tuple[str, str]) -> HttpResponse:
    """403, with everything that was typed. Behind Django's check of the form's token: nobody else can have written it.

    A log-in makes a new token, so after that the form cannot be sent again; what was written can be copied.
    """
    fields = [(name, value) for name, values in request.POST.lists() if name not in NOT_TYPED for value in values]
    context = {
        "why": words[0],
        "step": words[1],
        "fields": [] if not can_send_again else fields,
        "texts": [value for name, value in fields if " " in value.strip() and not name.endswith(SECRET)],
        "has_files": bool(request.FILES),
        "can_send_again": can_send_again,
        "action": request.get_full_path(),
        "where": f"{where}?{urlencode({'next': reverse('twofactor_confirmed')})}",
    }
    page = render_to_string("twofactor/kept.html", context, request)
    return HttpResponse(page, status=403, headers={"Cache-Control": "no-store"})

"""The way in and out: the first page, the code, where it stands, and leaving."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfreferral.public.pages import form_page
from selfreferral.public.secret import ReturnSecret
from selfreferral.receipts import MOST_TYPED, digest, letters_of

from . import visit
from .forms import CodeForm
from .guessing import tries_too_often
from .pages import Holder, address_of, for_holders, show
from .standing import Phase, standing_of
from .visit import Mine

EMPTY, UNKNOWN, TOO_OFTEN = "empty", "unknown", "too_often"
TROUBLES = {
    EMPTY: CodeForm.base_fields["code"].error_messages["required"],
    UNKNOWN: _("Met deze code vinden wij geen aanmelding. Kijk de code teken voor teken na, of bel ons."),
    TOO_OFTEN: _("Er is vanaf deze plek te vaak een code geprobeerd. Wacht een uur, of bel ons."),
}


@form_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page: reading only. It sets no cookie and starts nothing."""
    return show(request, "start.html", {})


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code. It is only ever sent in the body of a POST, and is in no address."""
    with visit.alone(request):
        now = timezone.now()
        mine = visit.current(request, now=now)
        if request.method == "POST":
            return _try(request, mine, now)
        if mine and mine.is_known:
            return redirect(address_of(mine.rejected.slug) if mine.rejected else "selfreferral:standing")
        return show(request, "code.html", _asked(mine))


def _try(request: HttpRequest, before: Mine | None, now: datetime) -> HttpResponse:
    """Right or wrong, the same is done and the same is answered: one question to the database, one row, one redirect."""
    typed = request.POST.get("code", "")[:MOST_TYPED]
    receipt, trouble = digest(typed), _refusal(request, typed, now)
    if not trouble and standing_of(receipt) is None:
        trouble = UNKNOWN
    former = before or Mine(secret=ReturnSecret.new())
    if trouble:
        mine = replace(former, secret=ReturnSecret.new(), is_awake=False, tried=typed, trouble=trouble)
    else:
        mine = Mine(secret=ReturnSecret.new(), digest=receipt)
        if former.digest == receipt:  # who was silent for too long finds back what they typed
            mine = replace(mine, correction=former.correction, rejected=former.rejected, sent=former.sent)
    response = redirect("selfreferral:code")
    visit.begin(request, response, mine, now=now)
    return response


def _refusal(request: HttpRequest, typed: str, now: datetime) -> str:
    """Why this is not looked up at all; nothing of it depends on whether the code is right."""
    if not letters_of(typed):
        return EMPTY
    return TOO_OFTEN if tries_too_often(request, now=now) else ""


def _asked(mine: Mine | None) -> dict[str, Any]:
    form = CodeForm({"code": mine.tried} if mine and mine.trouble else None, answers={})
    if mine and mine.trouble in TROUBLES and not form.errors:
        form.add_error("code", TROUBLES[mine.trouble])
    is_back = bool(mine and mine.digest and not mine.trouble)
    return {"form": form, "is_asleep": is_back, "has_typed": bool(is_back and mine and mine.rejected)}


@for_holders
def standing(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Where it stands, what happens next, and what can be done."""
    stands = holder.standing
    context = {
        "standing": stands,
        "phases": [(phase.label, phase == stands.phase) for phase in Phase],
        "said": holder.mine.said,
        "is_visiting": True,
    }
    return show(request, "standing.html", context)


@form_page
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the fifteen minutes begin anew. 204, or 410 when the code has to be asked again."""
    with visit.alone(request):
        now = timezone.now()
        mine = visit.current(request, now=now)
        if mine is None or not mine.is_known:
            return HttpResponse(status=410)
        visit.keep(mine, now=now)
    return HttpResponse(status=204)


@form_page
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Klaar, sluit af: nothing of the visit is left on the server or in the browser."""
    with visit.alone(request):
        response = redirect("selfreferral:closed_off")
        visit.end(request, response)
    return response


@form_page
@require_safe
def closed_off(request: HttpRequest) -> HttpResponse:
    """The visit is over."""
    return show(request, "closed_off.html", {})

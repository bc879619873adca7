"""The check page, sending, and the receipt."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from selfreferral.questions import Channel, Route

from . import counting, doubts, persons, rates, steps, visits
from .addresses import change_url, step_url
from .checking import sections
from .drafts import Visit
from .failures import too_many
from .pages import form_page, show
from .receipt_mail import send_if_asked
from .secret import VisitSecret
from .steps import Answers
from .submit import submit

# Long enough to write the code down or print it; after that the next person at this computer does not see it.
CODE_IS_SHOWN = timedelta(minutes=15)


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers with a link to change each, and the button that sends them."""
    now = timezone.now()
    is_person = _is_person(request, now)  # before the visit is locked: Google may take its time
    with visits.alone(request):
        current = visits.current(request)
        if current.visit.is_submitted:
            return redirect("selfreferral:done")
        if current.secret is None:
            return redirect("selfreferral:expired")
        open_step = steps.first_open(current.visit.answers)
        if open_step:
            return redirect(step_url(open_step))
        if request.method != "POST":
            return _show(request, current.visit, now)
        return _send(request, current.secret, current.visit, is_person=is_person, now=now)


def _is_person(request: HttpRequest, now: datetime) -> bool:
    """Whether somebody who has something to send proved to be a person."""
    if not persons.has_proof(request):
        return False
    current = visits.current(request)
    if current.secret is None or current.visit.is_submitted:
        return False
    return not rates.exceeded(rule=rates.PROVING, request=request, now=now) and persons.is_proven(request)


def _show(request: HttpRequest, visit: Visit, now: datetime) -> HttpResponse:
    """The answers; when they would be put aside to be checked, with the offer to prove to be a person."""
    is_offered = persons.is_configured() and doubts.is_likely(request=request, visit=visit, now=now)
    if is_offered and persons.is_asked(request):
        response = show(request, "person.html", {**persons.proof_page(), "trap": doubts.TRAP, "is_visiting": True})
        persons.open_policy(response)
        return response
    offer = persons.ASKED if is_offered else ""
    return show(request, "check.html", {**_checked(visit.answers), "offer": offer, "trap": doubts.TRAP})


def _send(request: HttpRequest, secret: VisitSecret, visit: Visit, *, is_person: bool, now: datetime) -> HttpResponse:
    if rates.exceeded(rule=rates.SENDING_FLOOD, request=request, now=now):
        return too_many(request)
    answers = steps.relevant(visit.answers)
    needs_check = doubts.needs_check(request=request, visit=visit, is_person=is_person, now=now)
    submit(secret=secret, answers=answers, now=now, needs_check=needs_check)
    counting.count([counting.SENT])
    if not needs_check:  # a machine must not make us mail whomever it names
        transaction.on_commit(partial(send_if_asked, answers))
    return redirect("selfreferral:done")


def _checked(answers: Answers) -> dict[str, Any]:
    route = steps.on_route(answers)
    return {
        "rows": sections(answers, route=route, url=change_url),
        "number": len(route) + 1,
        "total": len(route) + 1,
        "back_url": step_url(route[-1]),
        "is_visiting": True,
        "is_for_oneself": answers.get("route") == Route.SELF,
        "is_called": answers.get("channel") != Channel.WILL_CALL,
    }


@form_page
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The receipt. The code is made from the cookie again, so it is nowhere in the database."""
    current = visits.current(request)
    if current.secret is None or not current.visit.is_submitted:
        return redirect("selfreferral:start")
    if current.visit.saved_at is None or current.visit.saved_at < timezone.now() - CODE_IS_SHOWN:
        return redirect("selfreferral:closed")
    return show(request, "done.html", _receipt(current.secret.receipt_code))


def _receipt(code: str) -> dict[str, Any]:
    """The code in groups to see, and letter by letter to hear: a screen reader would make words of the groups."""
    groups = code.split("-")
    spelled = ". ".join(", ".join(group) for group in groups)
    return {"code_groups": groups, "code_spelled": spelled, "may_be_mailed": settings.RECEIPT_MAIL is not None}

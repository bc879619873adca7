"""The check page, sending, and the receipt."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from selfreferral.questions import Channel, Route

from . import steps, visits
from .addresses import change_url, step_url
from .checking import sections
from .pages import form_page, show
from .receipt_mail import send_if_asked
from .steps import Answers
from .submit import submit

# Long enough to write the code down or print it; after that the next person at this computer does not see it.
CODE_IS_SHOWN = timedelta(minutes=15)


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers with a link to change each, and the button that sends them."""
    with visits.alone(request):
        current = visits.current(request)
        if current.visit.is_submitted:
            return redirect("selfreferral:done")
        if current.secret is None:
            return redirect("selfreferral:expired")
        answers = current.visit.answers
        open_step = steps.first_open(answers)
        if open_step:
            return redirect(step_url(open_step))
        if request.method != "POST":
            return show(request, "check.html", _checked(answers))
        answers = steps.relevant(answers)
        submit(secret=current.secret, answers=answers, now=timezone.now())
    send_if_asked(answers)  # after the commit
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

"""The form as a visitor meets it. Views translate HTTP; the rules are in steps.py, drafts.py and submit.py."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from . import drafts, steps, visits
from .checking import sections
from .drafts import Visit
from .forms.question import QuestionForm
from .pages import form_page, show
from .secret import VisitSecret
from .steps import Step
from .submit import submit

Answers = Mapping[str, Any]

CHANGE = "wijzig"
UNPROCESSABLE = 422


@form_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page: reading only. It sets no cookie and starts nothing."""
    return show(request, "start.html", {"first_url": _url(steps.STEPS[0])})


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One question."""
    current = visits.current(request)
    if current.visit.is_submitted:
        return redirect("selfreferral:done")
    answers = current.visit.answers
    found = steps.find(slug, answers)
    detour = _detour(found, answers, is_visiting=current.secret is not None)
    if detour or found is None:
        return redirect(detour or _url(steps.STEPS[0]))
    typed = request.POST if request.method == "POST" else None
    form = found.form(typed, answers=answers, initial=dict(answers))
    if form.is_bound and form.is_valid():
        return _next(request, found, steps.with_answers(answers, form.cleaned_data), current.secret or VisitSecret.new())
    return _show(request, found, form, answers)


def _detour(found: Step | None, answers: Answers, *, is_visiting: bool) -> str | None:
    """Where to go instead: to the first open question when this one is not asked or comes too early."""
    if not is_visiting:
        return None if found is steps.STEPS[0] else reverse("selfreferral:expired")
    open_step = steps.first_open(answers)
    if found is None:
        return _url(open_step) if open_step else reverse("selfreferral:check")
    if open_step and steps.STEPS.index(open_step) < steps.STEPS.index(found):
        return _url(open_step)
    return None


def _next(request: HttpRequest, done: Step, answers: Answers, secret: VisitSecret) -> HttpResponse:
    """Keep the answers and go on. When the client of a professional does not agree, nothing is kept."""
    if steps.is_refused(answers):
        response: HttpResponse = redirect("selfreferral:refused")
        visits.forget(request, response)
        return response
    drafts.save(secret=secret, visit=Visit(answers), now=timezone.now())
    response = redirect(_after(done, answers, is_change=CHANGE in request.GET))
    visits.remember(response, secret)
    return response


def _after(done: Step, answers: Answers, *, is_change: bool) -> str:
    """From a change back to the check page, unless the change opened new questions; otherwise the next question."""
    route = steps.on_route(answers)
    if is_change:
        open_step = steps.first_open(answers)
        return f"{_url(open_step)}?{CHANGE}" if open_step else reverse("selfreferral:check")
    following = route[route.index(done) + 1 :]
    return _url(following[0]) if following else reverse("selfreferral:check")


def _show(request: HttpRequest, shown: Step, form: QuestionForm, answers: Answers) -> HttpResponse:
    route = steps.on_route(answers)
    number = route.index(shown) + 1
    is_change = CHANGE in request.GET
    back = reverse("selfreferral:check") if is_change else _url(route[number - 2]) if number > 1 else None
    context = {
        "form": form,
        "number": number,
        "total": len(route) + 1,  # the check page is a step too
        "back_url": back or reverse("selfreferral:start"),
        "is_visiting": bool(answers),
    }
    return show(request, "step.html", context, status=UNPROCESSABLE if form.errors else 200)


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers with a link to change each, and the button that sends them."""
    current = visits.current(request)
    if current.visit.is_submitted:
        return redirect("selfreferral:done")
    if current.secret is None:
        return redirect("selfreferral:expired")
    answers = current.visit.answers
    open_step = steps.first_open(answers)
    if open_step:
        return redirect(_url(open_step))
    if request.method == "POST":
        submit(secret=current.secret, answers=steps.relevant(answers), now=timezone.now())
        return redirect("selfreferral:done")
    total = len(steps.on_route(answers)) + 1
    back_url = _url(steps.on_route(answers)[-1])
    context = {
        "rows": sections(answers, url=_change_url),
        "number": total,
        "total": total,
        "back_url": back_url,
        "is_visiting": True,
    }
    return show(request, "check.html", context)


@form_page
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The receipt. The code is made from the cookie again, so it is nowhere in the database."""
    current = visits.current(request)
    if current.secret is None or not current.visit.is_submitted:
        return redirect("selfreferral:start")
    return show(request, "done.html", {"code_groups": current.secret.receipt_code.split("-")})


def _url(step: Step) -> str:
    return reverse("selfreferral:step", args=[step.slug])


def _change_url(step: Step) -> str:
    return f"{_url(step)}?{CHANGE}"

"""The questions as a visitor meets them. Views translate HTTP; the rules are in steps.py and drafts.py."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from . import counting, drafts, rates, steps, visits
from .addresses import back_url, detour, following_url, step_url
from .drafts import Rejected, Visit
from .failures import too_many
from .forms.question import QuestionForm
from .pages import FINDABLE, form_page, show
from .secret import VisitSecret
from .steps import Answers, Step
from .visits import Current

FIRST = steps.STEPS[0]
UNPROCESSABLE = 422
MOST_LETTERS = 20_000  # more than any page can take; it is shown again, but not kept


@form_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page: reading only. It sets no cookie and starts nothing, so it is the one page that may be found."""
    page = show(request, "start.html", {"first_url": step_url(FIRST)})
    page["X-Robots-Tag"] = FINDABLE
    return page


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One question."""
    with visits.alone(request):
        current = visits.current(request)
        if current.visit.is_submitted:
            return redirect("selfreferral:done")
        answers = current.visit.answers
        asked_for = steps.find(slug, answers)
        if current.secret is None and asked_for is not FIRST:
            return redirect("selfreferral:expired")
        elsewhere = detour(asked_for, answers)
        if elsewhere or asked_for is None:
            return redirect(elsewhere or step_url(FIRST))
        if request.method == "POST":
            return _take(request, asked_for, current)
        return _show(request, asked_for, current.visit)


def _take(request: HttpRequest, asked: Step, current: Current) -> HttpResponse:
    """Keep what was sent in and lead on, always by a redirect: so the browser's own back button keeps working."""
    answers = current.visit.answers
    form = asked.form(request.POST, answers=answers)
    if form.is_valid():
        answers = steps.with_answers(answers, form.cleaned_data)
        if steps.is_refused(answers):
            return _refuse(request)
        leads_to = following_url(request, asked, answers)
        return _keep(request, Visit(answers), current, leads_to=leads_to, answered=asked.slug)
    typed = {name: values for name, values in request.POST.lists() if name in form.fields}
    if sum(len(value) for values in typed.values() for value in values) > MOST_LETTERS:
        return _page(request, asked, form, answers, status=UNPROCESSABLE)
    rejected = Rejected(asked.slug, typed)
    return _keep(request, Visit(answers, rejected=rejected), current, leads_to=request.get_full_path())


def _keep(
    request: HttpRequest, visit: Visit, current: Current, *, leads_to: str, answered: str | None = None
) -> HttpResponse:
    now = timezone.now()
    if current.secret is None and rates.exceeded(rule=rates.STARTING_FLOOD, request=request, now=now):
        return too_many(request)
    secret = current.secret or VisitSecret.new()
    former = current.visit
    taken = {step for step in (counting.BEGUN, answered) if step and step not in former.counted}
    visit = replace(visit, started_at=former.started_at, counted=(*former.counted, *taken))
    drafts.save(secret=secret, visit=visit, now=now)
    counting.count(taken)
    response = redirect(leads_to)
    visits.remember(response, secret)
    return response


def _refuse(request: HttpRequest) -> HttpResponse:
    """The client of a professional does not agree: nothing is kept."""
    response = redirect("selfreferral:refused")
    visits.forget(request, response)
    return response


def _show(request: HttpRequest, asked: Step, visit: Visit) -> HttpResponse:
    form = asked.form(_rejected(visit, asked), answers=visit.answers, initial=dict(visit.answers))
    return _page(request, asked, form, visit.answers)


def _rejected(visit: Visit, shown: Step) -> QueryDict | None:
    """What was typed on this page the last time, if it could not be taken."""
    if visit.rejected is None or visit.rejected.slug != shown.slug:
        return None
    typed = QueryDict(mutable=True)
    for name, values in visit.rejected.typed.items():
        typed.setlist(name, list(values))
    return typed


def _page(request: HttpRequest, asked: Step, form: QuestionForm, answers: Answers, *, status: int = 200) -> HttpResponse:
    route = steps.on_route(answers)
    context = {
        "form": form,
        "number": route.index(asked) + 1,
        "total": len(route) + 1,  # the check page is a step too
        "back_url": back_url(request, asked, answers),
        "is_visiting": bool(answers),
    }
    return show(request, "step.html", context, status=status)

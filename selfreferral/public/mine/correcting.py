"""Correcting how to be reached: the form's own questions about it, asked anew from the first."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from selfreferral.models import Kind
from selfreferral.public import steps
from selfreferral.public.checking import sections
from selfreferral.public.forms.question import QuestionForm
from selfreferral.public.steps import Answers, Step
from selfreferral.questions import REACHING

from . import deeds, visit
from .pages import ONCE, Holder, back_to_mistakes, for_holders, show, waiting

# The public side cannot know whose referral it is, so the questions are worded for the person themselves.
ASKED = tuple(step for step in steps.STEPS if step.keys <= set(REACHING))
FIRST = ASKED[0]


def on_route(answers: Answers) -> list[Step]:
    """The questions that are asked, given what was answered so far."""
    return [step for step in ASKED if step.applies(answers)]


def first_open(answers: Answers) -> Step | None:
    """The first question that still waits for an answer; None when all is answered."""
    return next((step for step in on_route(answers) if not step.is_answered(answers)), None)


def step_url(step: Step) -> str:
    """The address of a question."""
    return reverse("selfreferral:correct", args=[step.slug])


@for_holders
def begin(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Without a question in the address: the first."""
    return redirect(step_url(FIRST))


@for_holders
def correct(request: HttpRequest, holder: Holder, slug: str) -> HttpResponse:
    """One question."""
    answers = holder.mine.correction
    asked = next((step for step in on_route(answers) if step.slug == slug), None)
    early = first_open(answers)
    if not holder.standing.is_open:
        return redirect("selfreferral:standing")
    if asked is None or (early and ASKED.index(early) < ASKED.index(asked)):
        return redirect(step_url(early) if early else "selfreferral:correct_check")
    if request.method == "POST":
        return _take(request, holder, asked)
    form = asked.form(waiting(request, holder.mine), answers=answers, initial=dict(answers))
    return _page(request, asked, form, answers)


def _take(request: HttpRequest, holder: Holder, asked: Step) -> HttpResponse:
    answers = holder.mine.correction
    form = asked.form(request.POST, answers=answers)
    if not form.is_valid():
        return back_to_mistakes(request, holder)
    answers = steps.with_answers(answers, form.cleaned_data)
    visit.keep(replace(holder.mine, said="", correction=answers, rejected=None), now=holder.now)
    following = on_route(answers)[on_route(answers).index(asked) + 1 :]
    return redirect(step_url(following[0]) if following else "selfreferral:correct_check")


def _page(request: HttpRequest, asked: Step, form: QuestionForm, answers: Answers) -> HttpResponse:
    route = on_route(answers)
    number = route.index(asked)
    context = {
        "form": form,
        "number": number + 1,
        "total": len(route) + 1,  # the check page is a step too
        "back_url": step_url(route[number - 1]) if number else reverse("selfreferral:standing"),
        "is_visiting": True,
    }
    return show(request, "correct.html", context)


@for_holders
def correct_check(request: HttpRequest, holder: Holder) -> HttpResponse:
    """What was answered just now, to look through before it is sent. Nothing of an earlier letter is here."""
    answers = holder.mine.correction
    early = first_open(answers)
    if not holder.standing.is_open:
        return redirect("selfreferral:standing")
    if early:
        return redirect(step_url(early))
    route = on_route(answers)
    if request.method == "POST" and deeds.may_add(holder):
        keys = frozenset().union(*(step.keys for step in route))
        sent = {key: value for key, value in answers.items() if key in keys}
        deeds.send(holder=holder, kind=Kind.CORRECTION, answers=sent, once=request.POST.get(ONCE, ""))
        return redirect("selfreferral:standing")
    context = {
        "rows": sections(answers, route=route, url=step_url),
        "back_url": step_url(route[-1]),
        "number": len(route) + 1,
        "total": len(route) + 1,
        "once": deeds.new_once(),
        "may_add": deeds.may_add(holder),
        "is_visiting": True,
    }
    return show(request, "correct_check.html", context)

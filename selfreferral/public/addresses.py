"""Where the pages of the form are."""

from django.http import HttpRequest
from django.urls import reverse

from . import steps
from .steps import Answers, Step

CHANGE = "wijzig"  # in the query: the visitor came from the check page and wants to go back there


def step_url(step: Step) -> str:
    """The address of a question."""
    return reverse("selfreferral:step", args=[step.slug])


def change_url(step: Step) -> str:
    """The address of a question that leads back to the check page."""
    return f"{step_url(step)}?{CHANGE}"


def is_change(request: HttpRequest) -> bool:
    """Whether the visitor came from the check page."""
    return CHANGE in request.GET


def following_url(request: HttpRequest, done: Step, answers: Answers) -> str:
    """From a change back to the check page, unless the change opened new questions; otherwise the next question."""
    if is_change(request):
        open_step = steps.first_open(answers)
        return change_url(open_step) if open_step else reverse("selfreferral:check")
    route = steps.on_route(answers)
    later = route[route.index(done) + 1 :]
    return step_url(later[0]) if later else reverse("selfreferral:check")


def back_url(request: HttpRequest, shown: Step, answers: Answers) -> str:
    """One page back: during a change to the check page, or to the question before when the change left some open."""
    if is_change(request) and steps.first_open(answers) is None:
        return reverse("selfreferral:check")
    route = steps.on_route(answers)
    number = route.index(shown)
    if number == 0:
        return reverse("selfreferral:start")
    return change_url(route[number - 1]) if is_change(request) else step_url(route[number - 1])


def detour(asked_for: Step | None, answers: Answers) -> str | None:
    """Where to go instead: to the first open question when this one is not asked or comes too early."""
    open_step = steps.first_open(answers)
    if asked_for is None:
        return step_url(open_step) if open_step else reverse("selfreferral:check")
    if open_step and steps.STEPS.index(open_step) < steps.STEPS.index(asked_for):
        return step_url(open_step)
    return None

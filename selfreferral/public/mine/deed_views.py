"""HTTP for adding something, withdrawing and asking for erasure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from selfreferral.models import Kind

from . import deeds
from .forms import AdditionForm
from .pages import ONCE, Holder, back_to_mistakes, for_holders, show, waiting


@for_holders
def add(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Something to add before the first talk."""
    if not holder.standing.is_open:
        return redirect("selfreferral:standing")
    if request.method == "POST" and deeds.may_add(holder):
        form = AdditionForm(request.POST, answers={})
        if not form.is_valid():
            return back_to_mistakes(request, holder)
        deeds.send(holder=holder, kind=Kind.ADDITION, answers=form.cleaned_data, once=request.POST.get(ONCE, ""))
        return redirect("selfreferral:standing")
    form = AdditionForm(request.POST if request.method == "POST" else waiting(request, holder.mine), answers={})
    context = {"form": form, "once": deeds.new_once(), "may_add": deeds.may_add(holder), "is_visiting": True}
    return show(request, "add.html", context)


@for_holders
def withdraw(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Withdrawing needs no reason. It is asked once whether it is meant, and holds at once."""
    if not holder.standing.is_open:
        return redirect("selfreferral:standing")
    return _confirmed(request, holder, Kind.WITHDRAWAL)


@for_holders
def erase(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Asking for erasure (GDPR art. 17; it is done, or refused with the reason, within a month: art. 12(3))."""
    if holder.standing.is_erasure_asked:
        return redirect("selfreferral:standing")
    return _confirmed(request, holder, Kind.ERASURE)


def _confirmed(request: HttpRequest, holder: Holder, kind: Kind) -> HttpResponse:
    if request.method == "POST":
        deeds.send(holder=holder, kind=kind, answers={}, once=request.POST.get(ONCE, ""))
        return redirect("selfreferral:standing")
    context = {"once": deeds.new_once(), "standing": holder.standing, "is_visiting": True}
    return show(request, f"{kind.value}.html", context)

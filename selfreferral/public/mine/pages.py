"""What every page behind the code promises: it is shown only to who gave the code, and not for long."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selfreferral.public.drafts import Rejected
from selfreferral.public.failures import CSRF_FIELD
from selfreferral.public.pages import form_page
from selfreferral.public.silence import Silence

from . import visit
from .standing import Standing, standing_of
from .visit import Mine

WARNING = timedelta(minutes=3)  # WCAG 2.2.1 asks twenty seconds
MOST_LETTERS = 20_000  # more than any page can take: it is not kept
ONCE = "once"  # says which showing of a page sends a letter


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody who gave the right code: their visit, where their referral stands, and what time it is."""

    mine: Mine
    standing: Standing
    now: datetime


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Holder, P], HttpResponse]


def show(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Render a page of somebody's own referral. It says when the code is asked again, and when to warn of that."""
    return render(request, f"selfreferral/mine/{template}", {"silence": _silence(), **context})


def _silence() -> Silence:
    return Silence(
        visit="mine",
        seconds=int(visit.SILENCE.total_seconds()),
        warning=int(WARNING.total_seconds()),
        stay_url=reverse("selfreferral:stay_here"),
        gone_url=reverse("selfreferral:code"),
        one=_("Over 1 minuut sluiten wij af. Dan kan niemand na u hier verder."),
        more=_("Over {minutes} minuten sluiten wij af. Dan kan niemand na u hier verder."),
    )


def for_holders(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page behind the code. Without a code that is known and awake it leads to the page that asks for it.

    Every request is one transaction, and alone in its visit: what it confirms is committed before the browser hears of
    it. Looking at a page counts as doing something: the fifteen minutes begin anew.
    """

    @form_page
    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with visit.alone(request):
            now = timezone.now()
            mine = visit.current(request, now=now)
            standing = standing_of(mine.digest) if mine and mine.is_known else None
            if mine is None or standing is None:
                return _ask_again(request, mine, now)
            if request.method != "POST":
                visit.keep(mine, now=now)
            return view(request, Holder(mine=mine, standing=standing, now=now), *args, **kwargs)

    return page


def _ask_again(request: HttpRequest, mine: Mine | None, now: datetime) -> HttpResponse:
    """Lead to the code. What was typed during too long a silence waits there, and is shown after the code only."""
    response = redirect("selfreferral:code")
    if mine and mine.is_known:  # the referral is gone meanwhile: there is nothing to come back to
        visit.end(request, response)
    elif mine and not mine.is_awake and request.method == "POST":
        visit.keep(replace(mine, is_awake=False, rejected=typed(request)), now=now)
    return response


def typed(request: HttpRequest) -> Rejected:
    """What was sent in, to be shown again on the same page. More than any page takes is dropped."""
    lists = {name: values for name, values in request.POST.lists() if name not in {CSRF_FIELD, ONCE}}
    is_too_much = sum(len(value) for values in lists.values() for value in values) > MOST_LETTERS
    return Rejected(page_of(request), {} if is_too_much else lists)


def page_of(request: HttpRequest) -> str:
    """Which page it is, whatever its language: the name of its address, and of its question if it has one."""
    match = request.resolver_match
    return " ".join((match.view_name, *match.kwargs.values())) if match else ""


def address_of(page: str) -> str:
    """The address of a page, in the language of this one."""
    name, *words = page.split(" ")
    return reverse(name, args=words)


def waiting(request: HttpRequest, mine: Mine) -> QueryDict | None:
    """What was typed on this page and could not be taken, as a form takes it."""
    lists = mine.waiting_on(page_of(request))
    if lists is None:
        return None
    query = QueryDict(mutable=True)
    for name, values in lists.items():
        query.setlist(name, list(values))
    return query


def back_to_mistakes(request: HttpRequest, holder: Holder) -> HttpResponse:
    """Show what was typed again, with what was wrong, after a redirect (docs/decisions/0007)."""
    visit.keep(replace(holder.mine, said="", rejected=typed(request)), now=holder.now)
    return redirect(request.path_info)

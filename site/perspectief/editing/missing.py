"""Where Wagtail fails (500): an address that names nothing, a search that is cut by what it can't be cut by, half a form."""

import traceback
from typing import Any

from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError

from perspectief import staff_failures
from perspectief.failures import not_found
from perspectief.headers import GetResponse

# A word for a number, and the root as a page to move.
CHOSEN, API = (":chosen", "chosen_multiple"), "wagtailadmin_api:"
OTHERS = frozenset(("wagtailadmin_pages:set_page_position", "wagtailadmin_workflows:edit"))
LISTS = frozenset(f"wagtail{kind}:index{part}" for kind in ("docs", "images") for part in ("", "_results"))
CHOOSERS = frozenset(f"wagtail{kind}_chooser:choose{part}" for kind in ("docs", "images") for part in ("", "_results"))
# What reads a form of the editor: it takes what a browser sent for what its own scripts send.
READS = frozenset(("value_from_datadict", "workflow_action_is_valid"))
OURS = (AnyDatabaseError, OSError)  # not of what was sent
CUTS = {**dict.fromkeys(LISTS, "usage_count"), **dict.fromkeys(CHOOSERS, "tag")}


class NothingThere:
    """404 at the first; at the second the search is answered without the cut; 400 at the third, with what was typed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> None:
        cut = CUTS.get(_name(request))
        if cut and request.GET.get("q"):
            asked = request.GET.copy()
            for key in [one for one in asked if one.startswith(cut)]:
                del asked[key]
            request.GET = asked  # type: ignore[assignment]  # as Django's own, and nobody writes to it any more

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        name = _name(request)
        names_nothing = name.endswith(CHOSEN) or name.startswith(API) or name in OTHERS
        if names_nothing and isinstance(exception, (ValueError, AttributeError)):
            return not_found(request, exception)
        return staff_failures.unreadable(request) if _is_half_a_form(request, exception) else None


def _is_half_a_form(request: HttpRequest, exception: Exception) -> bool:
    if request.method != "POST" or not _name(request).startswith("wagtail") or isinstance(exception, OURS):
        return False
    reads = (frame.f_code.co_name in READS for frame, _line in traceback.walk_tb(exception.__traceback__))
    return isinstance(exception, MultiValueDictKeyError) or any(reads)


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""

"""Pictures, documents and pages by their numbers: told about to who has a right on them, and to no other colleague.

Whatever is uploaded is for visitors: the proxy gives it to who knows its address, and asks nobody who they are.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch, URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy as pages

CHOOSERS = {"wagtailimages_chooser": "image", "wagtaildocs_chooser": "document"}
BULK = "wagtail_bulk_action"  # of several at once; who may do nothing with them is told their names
# As Wagtail makes them; the place where it keeps its own is another one from 8 on.
OWNED = {"owner_field_name": "uploaded_by_user"}
images = CollectionOwnershipPermissionPolicy(get_image_model_string(), auth_model="wagtailimages.Image", **OWNED)
documents = CollectionOwnershipPermissionPolicy(get_document_model_string(), auth_model="wagtaildocs.Document", **OWNED)
TO_SEE = ("choose", "change", "delete")
SEEN_BY: dict[str, Callable[[Any], Any]] = {
    "image": lambda person: images.instances_user_has_any_permission_for(person, TO_SEE),
    "document": lambda person: documents.instances_user_has_any_permission_for(person, TO_SEE),
    "page": pages.explorable_instances,
}
MOST = 2**63  # no row has a number beyond


class OnlyWhatMayBeSeen:
    """Wagtail's lists leave out what somebody has no right on; what is asked for by its number it names to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Raises PermissionDenied. Who is not logged in is asked to, by Wagtail."""
        seen_by = SEEN_BY.get(_kind(request.resolver_match))
        if seen_by is None or not request.user.is_authenticated:
            return
        named = [*kwargs.values(), *request.GET.getlist("id")]
        may = seen_by(request.user)
        others = may.model.objects.filter(pk__in=_numbers(named)).exclude(pk__in=may.values("pk"))
        if others.exists() or ("all" in named and not may.exists()):
            raise PermissionDenied("Among these is one that they have no right on.")


def _kind(match: ResolverMatch | None) -> str:
    if match is None:
        return ""
    return str(match.kwargs["model_name"]) if match.view_name == BULK else CHOOSERS.get(match.namespace, "")


def _numbers(named: list[Any]) -> set[int]:
    """Of rows, however they are written; Django reads them in the same way."""
    found = set()
    for one in named:
        try:
            found.add(int(one))
        except ValueError:
            continue
    return {number for number in found if abs(number) < MOST}


def _nothing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise Http404


nothing = require_admin_access(_nothing)
# In the place of Wagtail's own, so before them. Its lists of all pictures and documents are used by no page of it; and a
# collection that is said to be private would still be open to everybody.
urlpatterns: list[URLPattern] = [
    *(path(f"api/main/{kind}/", nothing, name="library_no_list") for kind in ("images", "documents")),
    *(path(f"api/main/{kind}/<path:rest>", nothing, name="library_no_list") for kind in ("images", "documents")),
    path("collections/<int:collection_id>/privacy/", nothing, name="library_no_privacy"),
]

"""The queue's addresses inside the Wagtail admin, and the guard before every one of them.

Wagtail sends somebody without rights to its dashboard or its login page. The queue answers 403, so its guard has to stand
outside Wagtail's own wrapper: it is put around the view at the moment an address is found.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch, URLResolver, path
from django.urls.resolvers import RoutePattern

from .handling import AddNoteView, ChangeStateView, FindInOrderView, TakeView
from .list_views import QueueView, SearchView
from .views import ReferralView

View = Callable[..., HttpResponseBase]

ACCESS_ADMIN = "wagtailadmin.access_admin"
NAMESPACE = "aanmeldingen"

patterns = [
    path("", QueueView.as_view(), name="queue"),
    path("lijst/", QueueView.as_view(results_only=True), name="queue_results"),
    path("zoek/", SearchView.as_view(), name="find"),
    path("<uuid:referral_id>/", ReferralView.as_view(), name="referral"),
    path("<uuid:referral_id>/neem/", TakeView.as_view(), name="take"),
    path("<uuid:referral_id>/stand/", ChangeStateView.as_view(), name="change_state"),
    path("<uuid:referral_id>/in-orde/", FindInOrderView.as_view(), name="find_in_order"),
    path("<uuid:referral_id>/notitie/", AddNoteView.as_view(), name="add_note"),
]


class GuardedAddresses(URLResolver):
    """Addresses that nobody passes without the right that the view names."""

    def resolve(self, path: str) -> ResolverMatch:
        """The view at this address behind its guard. A view that names no right is never reached (AttributeError)."""
        match = super().resolve(path)
        match.func = guarded(match.func, right=match.func.view_class.right)  # type: ignore[attr-defined]  # as_view() puts it there
        return match


def guarded(view: View, *, right: str) -> View:
    """The view, with 403 for who is logged in and was not given the right. Wagtail asks all others to log in."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_perms([ACCESS_ADMIN, right]):
            raise PermissionDenied(f"This needs the right {right}.")
        return view(request, *args, **kwargs)

    return guarded_view


def guarded_addresses() -> GuardedAddresses:
    """Everything under `aanmeldingen/`."""
    return GuardedAddresses(RoutePattern("aanmeldingen/"), patterns, app_name=NAMESPACE, namespace=NAMESPACE)

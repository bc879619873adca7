"""The queue's addresses inside the Wagtail admin, and the guard before every one of them.

Wagtail sends somebody without rights to its dashboard or its login page. The queue answers 403, so its guard has to stand
outside Wagtail's own wrapper: it is put around the view at the moment an address is found.
"""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch, URLResolver, path, reverse
from django.urls.resolvers import RoutePattern
from django.utils import timezone

from perspectief.accounts.twofactor.asking import ask

from . import accesslog
from .access_views import AccessView, GiveAccessView, TakeAccessView
from .attempt_view import LogAttemptView
from .contact_views import AskBesideView, AskReachView
from .erasing_views import EraseView, RemovedView
from .export_view import ExportView
from .figures_views import FiguresView
from .finding_looks import FindLooksView
from .handing_over_views import HandOverAllView, HandOverView
from .handling import AddNoteView, ChangeStateView, FindInOrderView, TakeView
from .link_views import DecideView, LinkView
from .list_views import QueueView, SearchView
from .looks_report import LooksReport
from .permissions import colleague
from .referral_page import ReferralView
from .unlocking import at_hand, session
from .unlocking.giving_views import CopiesView, GiveCopyView
from .unlocking.views import ChangePassphraseView, KeyView, LockView, MakeKeyView, UnlockView

View = Callable[..., HttpResponseBase]

ACCESS_ADMIN = "wagtailadmin.access_admin"
NAMESPACE, FIGURES, LOOKS = "aanmeldingen", "cijfers", "wie_keek"
LOCKED = ("De aanmeldingen zijn op slot, omdat u een tijd niets deed.", "Haal de aanmeldingen van het slot")

patterns = [
    path("", QueueView.as_view(), name="queue"),
    path("lijst/", QueueView.as_view(results_only=True), name="queue_results"),
    path("zoek/", SearchView.as_view(), name="find"),
    path("toegang/", AccessView.as_view(), name="access"),
    path("toegang/geven/", GiveAccessView.as_view(), name="give_access"),
    path("toegang/<int:person_id>/<int:group_id>/afnemen/", TakeAccessView.as_view(), name="take_access"),
    path("sleutel/", KeyView.as_view(), name="key"),
    path("sleutel/openen/", UnlockView.as_view(), name="unlock"),
    path("sleutel/sluiten/", LockView.as_view(), name="lock"),
    path("sleutel/maken/", MakeKeyView.as_view(), name="make_key"),
    path("sleutel/wachtzin/", ChangePassphraseView.as_view(), name="change_passphrase"),
    path("sleutel/kopieen/", CopiesView.as_view(), name="copies"),
    path("sleutel/kopieen/<int:person_id>/", GiveCopyView.as_view(), name="give_copy"),
    path("overdragen/", HandOverAllView.as_view(), name="hand_over_all"),
    path("<uuid:referral_id>/", ReferralView.as_view(), name="referral"),
    path("<uuid:referral_id>/contact/", AskReachView.as_view(), name="ask_reach"),
    path("<uuid:referral_id>/professional/", AskBesideView.as_view(), name="ask_beside"),
    path("<uuid:referral_id>/poging/", LogAttemptView.as_view(), name="log_attempt"),
    path("<uuid:referral_id>/inzage/", ExportView.as_view(), name="export"),
    path("<uuid:referral_id>/neem/", TakeView.as_view(), name="take"),
    path("<uuid:referral_id>/overdragen/", HandOverView.as_view(), name="hand_over"),
    path("<uuid:referral_id>/verband/", DecideView.as_view(), name="decide"),
    path("<uuid:referral_id>/koppelen/", LinkView.as_view(), name="link"),
    path("<uuid:referral_id>/stand/", ChangeStateView.as_view(), name="change_state"),
    path("<uuid:referral_id>/in-orde/", FindInOrderView.as_view(), name="find_in_order"),
    path("<uuid:referral_id>/notitie/", AddNoteView.as_view(), name="add_note"),
    path("<uuid:referral_id>/verwijder/", EraseView.as_view(), name="erase"),
    path("verwijderd/", RemovedView.as_view(), name="removed"),
]
figures_patterns = [path("", FiguresView.as_view(), name="figures")]
looks_patterns = [
    path("", LooksReport.as_view(), name="looks"),
    path("lijst/", LooksReport.as_view(results_only=True), name="looks_results"),
    path("zoek/", FindLooksView.as_view(), name="find_looks"),
]


class GuardedAddresses(URLResolver):
    """Addresses that nobody passes without the right that the view names, and its `more_rights` if it has any."""

    def resolve(self, path: str) -> ResolverMatch:
        """The view at this address behind its guard. A view that names no right is never reached (AttributeError)."""
        match = super().resolve(path)
        view = match.func.view_class  # type: ignore[attr-defined]  # as_view() puts it there
        rights = (view.right, *getattr(view, "more_rights", ()))
        match.func = guarded(match.func, rights=rights, opens_letters=getattr(view, "opens_letters", False))
        return match


def guarded(view: View, *, rights: Iterable[str], opens_letters: bool) -> View:
    """The view, with 403, on record, for who is logged in and lacks one of the rights. Wagtail asks all others to log in.

    Where letters are opened, who has not unlocked the intake key is asked to, and what they typed is kept.
    """

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_perms([ACCESS_ADMIN, *rights]):
            _record_refusal(request, kwargs.get("referral_id"))
            raise PermissionDenied(f"This needs {', '.join(rights)}.")
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        session.hold(request, colleague(request))
        is_shut = opens_letters and at_hand.is_locked(colleague(request))
        response = _ask_to_unlock(request) if is_shut else view(request, *args, **kwargs)
        session.keep_cookie(request, response)
        return response

    return guarded_view


def _ask_to_unlock(request: HttpRequest) -> HttpResponseBase:
    return ask(request, where=reverse("aanmeldingen:unlock"), words=LOCKED)


def _record_refusal(request: HttpRequest, referral_id: uuid.UUID | None) -> None:
    address = request.resolver_match.view_name if request.resolver_match else ""
    accesslog.record_refusal(person=colleague(request), what=address, referral_id=referral_id, at=timezone.now())


def guarded_addresses() -> list[GuardedAddresses]:
    """Everything under `aanmeldingen/`, and what stands among Wagtail's reports."""
    return [
        GuardedAddresses(RoutePattern("aanmeldingen/"), patterns, app_name=NAMESPACE, namespace=NAMESPACE),
        GuardedAddresses(RoutePattern("reports/cijfers/"), figures_patterns, app_name=FIGURES, namespace=FIGURES),
        GuardedAddresses(RoutePattern("reports/wie-keek/"), looks_patterns, app_name=LOOKS, namespace=LOOKS),
    ]

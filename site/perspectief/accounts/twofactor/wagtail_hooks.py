"""Where the Wagtail admin shows and guards logging in."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from perspectief.accounts.managing.bulk import AssignOpenRole, SetActiveState
from perspectief.accounts.models import User

from . import lost_device, proof, sessions
from .session_views import ColleagueView, DevicesView, EndSessionsView, ResetView

FORMER = "_account_before_editing"

# After Wagtail's own, so in place of them. Here, because the public process has accounts too and nothing of the intake.
for action in (AssignOpenRole, SetActiveState):
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Behind Wagtail's own guard."""
    return [
        path("account/apparaten/", DevicesView.as_view(), name="twofactor_devices"),
        path("users/<int:pk>/inloggen/", ColleagueView.as_view(), name="twofactor_colleague"),
        path("users/<int:pk>/inloggen/einde/", EndSessionsView.as_view(), name="twofactor_end_sessions"),
        path("users/<int:pk>/inloggen/kwijt/", ResetView.as_view(), name="twofactor_reset"),
    ]


@hooks.register("register_account_menu_item")
def own_devices(request: HttpRequest) -> dict[str, str]:
    """Under Account, More actions."""
    return {
        "label": "Mijn apparaten",
        "url": reverse("twofactor_devices"),
        "help_text": "Zien waar u bent ingelogd, en daar uitloggen.",
    }


@hooks.register("register_account_menu_item")
def own_factors(request: HttpRequest) -> dict[str, str]:
    """Beside it."""
    return {
        "label": "Inloggen in twee stappen",
        "url": reverse("mfa_index"),
        "help_text": "Uw passkeys, uw app met codes en uw herstelcodes.",
    }


@hooks.register("register_user_listing_buttons")
def colleague_log_in(user: AbstractUser, request_user: AbstractUser) -> Iterator[Button]:
    """In the list of users, and from there."""
    if user != request_user and request_user.has_perm("accounts.change_user"):
        address = reverse("twofactor_colleague", args=[user.pk])
        yield Button("Inloggen en apparaten", address, icon_name="lock", priority=30)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """How the history of a user names these deeds."""
    reset = "Passkeys, app en herstelcodes weggehaald; geen rechten op aanmeldingen meer"
    actions.register_action(lost_device.RESET, "Apparaat kwijt", reset)
    password = "Wachtwoord ingesteld door een ander; geen rechten op aanmeldingen meer"  # noqa: S105  not a password
    actions.register_action(lost_device.PASSWORD, "Wachtwoord ingesteld", password)


@hooks.register("before_edit_user")
def remember_account(request: HttpRequest, user: User) -> None:
    """To see afterwards what changed."""
    setattr(request, FORMER, (user.password, user.email))


@hooks.register("after_edit_user")
def treat_changed_account(request: HttpRequest, user: User) -> None:
    """A password or an address that somebody else set, and an account that ended."""
    password, email = getattr(request, FORMER, (user.password, user.email))
    if user.email != email and user != request.user:
        lost_device.after_address_set(colleague=user, former=email)
    if user.password != password and user != request.user:
        lost_device.after_password_set(colleague=user, by=proof.owner(request))
    if not user.is_active:
        sessions.end_all(user)


@hooks.register("after_bulk_action")
def end_sessions_of_ended(
    request: HttpRequest, action_type: str, objects: Iterable[object], action_class_instance: object
) -> HttpResponse | None:
    """Several accounts that ended at once."""
    if action_type == "set_active_state":
        for user in User.objects.filter(pk__in=[one.pk for one in objects if isinstance(one, User)], is_active=False):
            sessions.end_all(user)
    return None

"""The pages for accounts and roles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.users.views.groups import DeleteView as GroupDeleteView
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import EditView, UserViewSet

from perspectief.accounts.guarding import is_guarded
from perspectief.accounts.models import User
from selfreferral.intake.rights import end_access

from .forms import ColleagueCreationForm, ColleagueEditForm, GuardedGroupForm

KEPT = "Een rol met toegang tot aanmeldingen wordt niet verwijderd."


class ColleagueEditView(EditView):
    """Changing an account. Only a superuser changes a superuser's: with its password one would be one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Wagtail answers a refusal with its dashboard and a sentence."""
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied("Only a superuser changes the account of one.")
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def save_instance(self) -> User:
        """Who leaves loses access to referrals, and does not find it again on coming back."""
        was_active = User.objects.filter(pk=self.object.pk, is_active=True).exists()
        saved: User = super().save_instance()
        if saved.is_active != was_active:
            end_access(subject=saved, by=self.request.user, now=timezone.now())
        return saved


class ColleagueViewSet(UserViewSet):
    """Accounts. A copy of one would be nobody's."""

    edit_view_class = ColleagueEditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type:
        return ColleagueEditForm if for_update else ColleagueCreationForm


class GuardedGroupDeleteView(GroupDeleteView):
    """A role that is gone could be made again by somebody, for themselves."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so, and lead back to the list."""
        if is_guarded(self.object):
            messages.error(request, KEPT)
            return redirect("wagtailusers_groups:index")
        return super().dispatch(request, *args, **kwargs)


class GuardedGroupViewSet(GroupViewSet):
    """Roles."""

    delete_view_class = GuardedGroupDeleteView

    def get_form_class(self, for_update: bool = False) -> type:
        return GuardedGroupForm

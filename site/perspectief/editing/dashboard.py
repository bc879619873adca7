"""What asks for attention, on the first page that an editor sees."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from home.models import OrganisationSettings
from perspectief.accounts.models import User

from .report import to_review_by

SHOWN = 5


class AttentionPanel(Component):
    """Texts to read again, drafts that wait for approval, changes that are not online, a postal address that is empty.

    Shows nothing to who edits no pages.
    """

    name = "attention"
    template_name = "editing/attention.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"]):
            return {"works_on_pages": False}
        to_review, unpublished = to_review_by(user), _unpublished(user)
        return {
            "works_on_pages": True,
            "to_review": _named(to_review),
            "to_review_number": to_review.count(),
            "report": reverse("review_report"),
            "to_approve_number": TaskState.objects.reviewable_by(user).count(),
            "unpublished": _named(unpublished),
            "unpublished_number": unpublished.count(),
            "fill_in_postal_address": _fill_in_postal_address(user),
        }


def _unpublished(user: User) -> PageQuerySet:
    """Pages this person may change whose latest version is not online, those that were touched last first."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return mine.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at", "pk")


def _fill_in_postal_address(user: User) -> str:
    """Where to do it, while the form on paper cannot say where to send it; empty for who may not change the settings."""
    if OrganisationSettings.load().postal_address or not user.has_perm("home.change_organisationsettings"):
        return ""
    return reverse("wagtailsettings:edit", args=["home", "organisationsettings"])


def _named(pages: PageQuerySet) -> list[tuple[str, str]]:
    """Title as in the draft, and where to edit it."""
    return [(page.draft_title or page.title, _edit(page)) for page in pages[:SHOWN]]


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])

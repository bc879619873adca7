"""The messages that did not arrive: a report, an alarm on the first page, and trying again."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import date
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from perspectief.spreadsheets import plain

from .models import Message

VIEW_FAILURES = "outbox.view_failures"


def failures() -> QuerySet[Message]:
    """Tried at least once and not taken, those that nobody tries any more first."""
    return Message.objects.filter(sent_at=None).filter(Q(tries__gt=0) | Q(next_try_at=None)).order_by("-tries", "posted_at")


def _when(message: Message) -> str:
    return date(timezone.localtime(message.posted_at), "D j F Y, H:i")


def _next(message: Message) -> str:
    if message.next_try_at is None:
        return "geen: opgegeven"
    return date(timezone.localtime(message.next_try_at), "D j F Y, H:i")


class FailuresReport(ReportView):
    """Which messages wait for the mail server, since when and why."""

    page_title = "Berichten die niet aankomen"
    header_icon = "mail"
    template_name = "outbox/failures.html"
    results_template_name = "outbox/failures_results.html"
    index_url_name = "outbox_failures"
    index_results_url_name = "outbox_failures_results"
    permission_required = VIEW_FAILURES
    columns: ClassVar = [
        Column("to", label="Aan"),
        Column("subject", label="Onderwerp"),
        Column("posted_at", label="Sinds", accessor=_when),
        Column("tries", label="Pogingen"),
        Column("problem", label="Wat er misging"),
        Column("next_try_at", label="Volgende poging", accessor=_next),
    ]
    list_export: ClassVar = ["to", "subject", "posted_at", "tries", "problem", "next_try_at"]
    export_headings: ClassVar[Mapping[str, str]] = {
        "to": "Aan",
        "subject": "Onderwerp",
        "posted_at": "Sinds",
        "tries": "Pogingen",
        "problem": "Wat er misging",
        "next_try_at": "Volgende poging",
    }

    # Somebody's own address can begin as a formula does.
    custom_field_preprocess: ClassVar = {"to": {"csv": plain, "xlsx": plain}}

    def user_has_permission(self, permission: str) -> bool:
        """By the right itself: without a policy Wagtail would let everybody in."""
        return bool(self.request.user.has_perm(permission))

    def get_queryset(self) -> QuerySet[Message]:
        return failures()

    def get_filename(self) -> str:
        return f"berichten-die-niet-aankomen-{timezone.localdate().isoformat()}"


@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """Let the next sweep try all of them, also those that were given up."""
    if not request.user.has_perm(VIEW_FAILURES):
        raise PermissionDenied("This needs the right to see failures.")
    number = failures().update(next_try_at=timezone.now())
    what = "1 bericht gaat" if number == 1 else f"{number} berichten gaan"
    messages.success(request, f"{what} binnen een minuut opnieuw op weg.")
    return redirect("outbox_failures")


class FailuresPanel(Component):
    """An alarm for who can do something about it, and nothing while there is nothing wrong."""

    name = "outbox_failures"
    template_name = "outbox/alarm.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        may_see = parent_context["request"].user.has_perm(VIEW_FAILURES)
        return {"number": failures().count() if may_see else 0}

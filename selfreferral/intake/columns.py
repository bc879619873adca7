"""The columns of the queue. Nothing of what a person said: that stays sealed until somebody opens the letter."""

from typing import Any

from django.middleware.csrf import get_token
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name

from .due import in_words, local_day
from .models import Referral, State

NOBODY, NOTHING = "niemand", "–"


def _received(referral: Referral) -> str:
    return date(timezone.localtime(referral.received_at), "D j F Y, H:i")


def _due(referral: Referral) -> str:
    """Nothing has to happen by any day once somebody withdrew."""
    due = None if referral.is_stopped else referral.due_on
    return in_words(due, today=local_day(timezone.now())) or NOTHING


def _is_late(referral: Referral) -> bool:
    return not referral.is_stopped and referral.is_overdue(today=local_day(timezone.now()))


def _wish(referral: Referral) -> str:
    """What the person asked for since, the gravest first."""
    said = ((referral.is_erasure_asked, "Verwijdering gevraagd"), (referral.is_withdrawn, "Ingetrokken"))
    labels = [label for is_so, label in said if is_so]
    return " en ".join(labels).capitalize() or ("Nieuw bericht" if referral.has_unread else NOTHING)


def handler_name(referral: Referral) -> str:
    """Who has it."""
    return str(get_user_display_name(referral.handler)) if referral.handler else NOBODY


class DeedColumn(BaseColumn):
    """A link or a button in each row; its name says which referral it is about."""

    def __init__(self, name: str, *, template: str, address: str) -> None:
        super().__init__(name, label=name)
        self.cell_template_name, self.address_name = template, address

    def get_cell_context_data(self, instance: Referral, parent_context: dict) -> dict:
        """Adds the address, and the address of the list to come back to."""
        context = super().get_cell_context_data(instance, parent_context)
        came_from = f"{reverse('aanmeldingen:queue')}?{context['request'].GET.urlencode()}"
        address = reverse(self.address_name, kwargs={"referral_id": instance.pk})
        token = get_token(context["request"])  # a cell is rendered by itself, without the request's own context
        return {**context, "address": address, "came_from": came_from, "csrf_token": token}


class ReferenceColumn(TitleColumn):
    """Its number, and whether it looks like another (list_views.py says so)."""

    cell_template_name = "selfreferral/intake/reference_cell.html"


COLUMNS = [
    ReferenceColumn("reference", label="Aanmelding"),
    StatusTagColumn("due", label="Uiterlijk", accessor=_due, primary=_is_late),
    Column("received_at", label="Ontvangen", accessor=_received),
    StatusTagColumn("state", label="Stand", accessor="get_state_display", primary=lambda row: row.state == State.NEW),
    StatusTagColumn("wish", label="Bericht", accessor=_wish, primary=lambda row: row.is_stopped),
    Column("handler", label="Wie", accessor=handler_name),
]
TAKE = DeedColumn("Nemen", template="selfreferral/intake/take_cell.html", address="aanmeldingen:take")
OPEN = DeedColumn("Openen", template="selfreferral/intake/open_cell.html", address="aanmeldingen:referral")


def columns(*, may_open: bool, may_handle: bool) -> list[Any]:
    """What somebody with these rights can use."""
    return [*COLUMNS, *([TAKE] if may_handle else []), *([OPEN] if may_open else [])]

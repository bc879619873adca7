"""The columns of the queue. Nothing of what a person said: that stays sealed until somebody opens the letter."""

from typing import Any

from django.template.defaultfilters import date
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name

from .models import Referral, State
from .waiting_time import in_words

NOBODY = NOTHING = "–"


def _received(referral: Referral) -> str:
    return date(timezone.localtime(referral.received_at), "D j F Y, H:i")


def _waits(referral: Any) -> str:
    """Nobody waits any more once there is contact, or who withdrew."""
    if referral.state != State.NEW or referral.is_stopped:
        return NOBODY
    return in_words(since=referral.received_at, now=timezone.now())


def _wish(referral: Any) -> str:
    """What the person asked for since, the gravest first. The list is annotated with it (wishes.py)."""
    said = ((referral.is_erasure_asked, "Verwijdering gevraagd"), (referral.is_withdrawn, "Ingetrokken"))
    labels = [label for is_so, label in said if is_so]
    return " en ".join(labels).capitalize() or ("Nieuw bericht" if referral.has_unread else NOTHING)


def _handler(referral: Referral) -> str:
    return str(get_user_display_name(referral.handler)) if referral.handler else NOBODY


class OpenColumn(BaseColumn):
    """The link that opens the letter; its name says which."""

    cell_template_name = "selfreferral/intake/open_cell.html"

    def get_cell_context_data(self, instance: Referral, parent_context: dict) -> dict:
        """Adds the address."""
        address = reverse("aanmeldingen:referral", kwargs={"referral_id": instance.pk})
        return {**super().get_cell_context_data(instance, parent_context), "address": address}


COLUMNS = [
    TitleColumn("reference", label="Aanmelding"),
    Column("received_at", label="Ontvangen", accessor=_received),
    Column("waits", label="Wacht", accessor=_waits),
    StatusTagColumn("state", label="Stand", accessor="get_state_display", primary=lambda row: row.state == State.NEW),
    StatusTagColumn("wish", label="Bericht", accessor=_wish, primary=lambda row: row.is_stopped),
    Column("handler", label="Wie", accessor=_handler),
    OpenColumn("open", label="Openen"),
]

"""What has to be done, in numbers: for the first page and for the message at the start of a working day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.admin.ui.components import Component

from perspectief.accounts.guarding import holders
from perspectief.accounts.models import User

from . import retention
from .counting import counted, in_words
from .models import OPEN, STANDS, TO_CHECK, Referral, State
from .permissions import HANDLE_REFERRAL, VIEW_QUEUE
from .queue import collect_letters
from .tabs import LANE


@dataclass(frozen=True)
class Work:
    """So many referrals of which one thing has to be done; `tab` is where they stand in the list (tabs.py)."""

    label: str
    number: int
    tab: str = "open"
    is_late: bool = False

    @property
    def query(self) -> str:
        """What the address of the list ends with."""
        return f"{LANE}={self.tab}"

    @property
    def in_words(self) -> str:
        """The number, up to what is counted."""
        return in_words(self.number)


def to_do(*, now: datetime) -> list[Work]:
    """Each kind of work of which there is any, what is late first. Nothing about anyone."""
    collect_letters()
    waiting = Referral.objects.filter(OPEN, needs_check=False)
    closed = Referral.objects.filter(state=State.CLOSED)
    stays = retention.alarms(now=now)
    every_kind = (
        Work("Te laat", counted(waiting.filter(due_on__lt=timezone.localdate(now))), is_late=True),
        Work("Niet geopend binnen twee keer de belofte", stays.unread + stays.uncollected, is_late=True),
        Work("Geopend, en niet gesproken binnen twee keer de belofte", stays.unreached, is_late=True),
        Work("Verwijdering gevraagd, drie weken of langer geleden", stays.to_erase, is_late=True),
        Work("Op naam van wie geen aanmeldingen meer behandelt", counted(waiting.filter(handler__in=_gone())), is_late=True),
        Work("Nieuw", counted(waiting.filter(state=State.NEW)), "nieuw"),
        Work("Te bellen", counted(waiting.filter(state=State.TO_CALL)), "te-bellen"),
        Work("Ingetrokken, en nog niet afgerond", counted(waiting.filter(is_stopped=True))),
        Work("Nieuw bericht, nog niet gelezen", counted(waiting.filter(has_unread=True))),
        Work("Te controleren", counted(Referral.objects.filter(TO_CHECK)), "te-controleren"),
        Work("Verwijdering gevraagd, en nog niet gedaan", counted(closed.filter(is_erasure_asked=True))),
        Work("Bewaartermijn voorbij, maar nooit gelezen", stays.held, "afgerond"),
    )
    return [work for work in every_kind if work.number]


def _gone() -> list[int]:
    """Who has referrals that are not done, and may not handle any: somebody left, or their role was taken."""
    having = User.objects.filter(Exists(Referral.objects.filter(STANDS, handler=OuterRef("pk"))))
    return list(having.exclude(pk__in=holders(HANDLE_REFERRAL)).values_list("pk", flat=True))


class ToDoPanel(Component):
    """On the first page of who may see the queue."""

    name = "to_do"
    template_name = "selfreferral/intake/to_do.html"
    order = 70

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        if not parent_context["request"].user.has_perm(VIEW_QUEUE):
            return {}
        return {"is_shown": True, "works": to_do(now=timezone.now())}

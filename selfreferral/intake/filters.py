"""What the list can be narrowed to: whose referrals, and which of them ask for something."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.utils import get_user_display_name

from . import queue
from .due import local_day
from .models import Referral
from .permissions import colleague
from .tabs import chosen_tab

MINE, NOBODYS = "mij", "niemand"
OVERDUE, WITH_MESSAGE = "te-laat", "bericht"
ALL = {OVERDUE: "Te laat", WITH_MESSAGE: "Met een bericht"}


class QueueFilters(WagtailFilterSet):
    """In Wagtail's own drawer. The names are those in the address."""

    wie = django_filters.ChoiceFilter(label="Wie", method="of", empty_label="Iedereen", widget=forms.RadioSelect)
    alleen = django_filters.MultipleChoiceFilter(
        label="Alleen", method="only", choices=list(ALL.items()), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Referral
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = queue.colleagues(person=colleague(self.request))
        others = [(str(one.pk), get_user_display_name(one)) for one in people if one != self.request.user]
        self.filters["wie"].extra["choices"] = [(MINE, "Mij"), (NOBODYS, "Niemand"), *others]
        if chosen_tab(self.data).is_closed:  # nothing is late any more
            self.filters["alleen"].extra["choices"] = [(WITH_MESSAGE, ALL[WITH_MESSAGE])]

    def of(self, referrals: QuerySet[Referral], name: str, value: str) -> QuerySet[Referral]:
        """Who has it."""
        who: Any = {MINE: self.request.user.pk, NOBODYS: None}.get(value, value)
        return referrals.filter(handler__isnull=True) if who is None else referrals.filter(handler=who)

    def only(self, referrals: QuerySet[Referral], name: str, values: list[str]) -> QuerySet[Referral]:
        """What asks for something; chosen together they have to hold together."""
        overdue = Q(is_stopped=False, due_on__lt=local_day(timezone.now()))
        meant = {OVERDUE: overdue, WITH_MESSAGE: Q(has_unread=True)}
        return referrals.filter(*(meant[value] for value in values))

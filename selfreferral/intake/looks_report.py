"""Who looked at which referral, when: for the auditor, and to answer a person who asks (GDPR art. 15). Not what they saw."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.template.defaultfilters import date
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput

from perspectief.accounts.models import User
from perspectief.spreadsheets import plain

from . import accesslog
from .finding_looks import CodeForm
from .models import AccessRecord, Part
from .paging import Lines
from .permissions import VIEW_ACCESS_LOG, colleague
from .verifying import chain_state

REFERENCE_DIGITS = 8
REST = 24  # what follows in the id


class ReferenceField(forms.CharField):
    """The eight digits that colleagues call a referral by."""

    def clean(self, value: str) -> str:
        """In lower case, or nothing."""
        digits = str(super().clean(value)).strip().lower()
        if digits and (len(digits) != REFERENCE_DIGITS or set(digits) - set("0123456789abcdef")):
            raise forms.ValidationError("Een aanmelding heeft acht tekens: cijfers en de letters a tot en met f.")
        return digits


class ReferenceFilter(django_filters.CharFilter):
    """Also of a referral that is gone."""

    field_class = ReferenceField


class LooksFilters(WagtailFilterSet):
    """In Wagtail's own drawer."""

    aanmelding = ReferenceFilter(label="Aanmelding", method="about")
    wie = django_filters.ModelChoiceFilter(label="Wie", field_name="person", queryset=User.objects.none())
    wat = django_filters.MultipleChoiceFilter(
        label="Wat", field_name="part", choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )
    vanaf = django_filters.DateFilter(label="Vanaf", field_name="at", lookup_expr="date__gte", widget=AdminDateInput)
    tot = django_filters.DateFilter(label="Tot en met", field_name="at", lookup_expr="date__lte", widget=AdminDateInput)

    class Meta:
        model = AccessRecord
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked = AccessRecord.objects.order_by().values("person")
        self.filters["wie"].queryset = User.objects.filter(pk__in=looked).order_by("last_name", "username")

    def about(self, records: QuerySet[AccessRecord], name: str, digits: str) -> QuerySet[AccessRecord]:
        """The records about this referral."""
        first, last = (uuid.UUID(f"{digits}{filling * REST}") for filling in "0f")
        return records.filter(referral_id__gte=first, referral_id__lte=last)


def _when(record: AccessRecord) -> str:
    return str(date(timezone.localtime(record.at), "D j F Y, H:i:s"))


def _who(record: AccessRecord) -> str:
    return str(get_user_display_name(record.person)) if record.person else f"programma ({record.by})"


def _more(record: AccessRecord) -> str:
    """What was refused, or whose role changed."""
    subject = str(get_user_display_name(record.subject)) if record.subject else ""
    return ": ".join(filter(None, (subject, record.what)))


class LooksReport(ReportView):
    """Every look, search, file, refusal and change of access."""

    right = VIEW_ACCESS_LOG
    page_title = "Wie keek wanneer"
    header_icon = "view"
    template_name = "selfreferral/intake/looks_report.html"
    results_template_name = "selfreferral/intake/looks_report_results.html"
    index_url_name = "wie_keek:looks"
    index_results_url_name = "wie_keek:looks_results"
    filterset_class = LooksFilters
    paginate_by = 50
    paginator_class = Lines
    columns: ClassVar = [
        Column("at", label="Wanneer", accessor=_when),
        Column("person", label="Wie", accessor=_who),
        Column("reference", label="Aanmelding"),
        Column("part", label="Wat", accessor="get_part_display"),
        Column("what", label="Meer", accessor=_more),
        Column("session", label="Sessie"),
    ]
    export_headings: ClassVar[Mapping[str, str]] = {
        "number": "Nummer",
        "at": "Wanneer",
        "who": "Wie",
        "reference": "Aanmelding",
        "part": "Wat",
        "more": "Meer",
        "session": "Sessie",
        "hash": "Controlegetal",
    }
    list_export: ClassVar = list(export_headings)

    def get_queryset(self) -> QuerySet[AccessRecord]:
        return AccessRecord.objects.select_related("person", "subject").order_by("-number")

    def to_row_dict(self, item: AccessRecord) -> dict[str, Any]:
        """One row, in the order of the headings; times as on a clock here."""
        at = timezone.make_naive(item.at).replace(microsecond=0)
        told = {"at": at, "who": plain(_who(item)), "part": Part(item.part).label, "more": plain(_more(item))}
        return {name: told.get(name, getattr(item, name, "")) for name in self.list_export}

    def as_spreadsheet(self, queryset: QuerySet[AccessRecord], spreadsheet_format: str) -> HttpResponseBase:
        """On record before it leaves; that record itself is for the next time."""
        what = f"deze lijst, als bestand ({spreadsheet_format})"
        record = accesslog.record_use(person=colleague(self.request), what=what, at=timezone.now())
        answer: HttpResponseBase = super().as_spreadsheet(queryset.filter(number__lt=record.number), spreadsheet_format)
        return answer

    def get_filename(self) -> str:
        return f"wie-keek-wanneer-{timezone.localdate().isoformat()}"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """And whether all of it is whole, on the page itself only."""
        context = super().get_context_data(*args, **kwargs)
        return context if self.results_only or self.is_export else {**context, "chain": chain_state(), "form": CodeForm()}

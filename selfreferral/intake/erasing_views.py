"""HTTP for erasing on request, and for what was removed. Neither opens a letter."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from . import queue
from .erasing_form import AskedForm, EraseForm
from .models import Ground, PurgeRecord, Referral
from .paging import Lines
from .permissions import HANDLE_REFERRAL, VIEW_ACCESS_LOG, colleague
from .removing import broken_at

WRONG_CODE = "Deze code hoort niet bij deze aanmelding. Vraag de code nog eens, letter voor letter."


class EraseView(WagtailAdminTemplateMixin, View):
    """Verwijderen: a page that says what goes, and asks how the person asked for it."""

    right = HANDLE_REFERRAL
    template_name = "selfreferral/intake/erase.html"
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: Any, referral_id: uuid.UUID, **kwargs: Any) -> HttpResponseBase:
        """404 when there is no such referral, before and after."""
        try:
            self.referral = Referral.objects.get(pk=referral_id)
            self.is_asked = queue.is_erasure_asked(referral_id=referral_id, person=colleague(request))
            return super().dispatch(request, *args, **kwargs)
        except Referral.DoesNotExist:
            raise Http404 from None

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._show(self._form())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Remove it, or say what is wrong."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            self._erase(form.cleaned_data)
        except queue.WrongCodeError:
            form.add_error("code", WRONG_CODE)
            return self._show(form)
        messages.success(request, f"Aanmelding {self.referral.reference} is verwijderd.")
        return redirect("aanmeldingen:queue")

    def _form(self, *data: Any) -> AskedForm | EraseForm:
        return (AskedForm if self.is_asked else EraseForm)(*data)

    def _erase(self, cleaned: dict[str, Any]) -> None:
        ground = None if self.is_asked else Ground(cleaned["ground"])
        queue.erase(
            referral_id=self.referral.pk,
            person=colleague(self.request),
            now=timezone.now(),
            ground=ground,
            code=cleaned.get("code", ""),
        )

    def _show(self, form: AskedForm | EraseForm) -> HttpResponseBase:
        context = {"form": form, "referral": self.referral, "is_asked": self.is_asked}
        return self.render_to_response(self.get_context_data(**context), headers={"Cache-Control": "no-store"})

    def get_page_title(self) -> str:
        return f"Aanmelding {self.referral.reference} verwijderen"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        referral = reverse("aanmeldingen:referral", kwargs={"referral_id": self.referral.pk})
        return [
            *self.breadcrumbs_items,
            {"url": reverse("aanmeldingen:queue"), "label": "Aanmeldingen"},
            {"url": referral, "label": f"Aanmelding {self.referral.reference}"},
            {"url": "", "label": "Verwijderen"},
        ]


def _at(record: PurgeRecord) -> str:
    return f"{timezone.localtime(record.at):%d-%m-%Y %H:%M}"


def _why(record: PurgeRecord) -> str:
    return ": ".join(filter(None, (record.get_reason_display(), record.get_ground_display())))


def _by(record: PurgeRecord) -> str:
    return str(get_user_display_name(record.by)) if record.by else "vanzelf"


def _what(record: PurgeRecord) -> str:
    """How many rows, in all tables together; which tables is in `manage.py purge --report`."""
    return str(sum(record.counts.values()))


class RemovedView(BaseListingView):
    """Verwijderde aanmeldingen: which, when, why and by whom, and whether that record is as it was."""

    right = VIEW_ACCESS_LOG
    template_name = "selfreferral/intake/removed.html"
    results_template_name = "selfreferral/intake/removed_results.html"
    page_title = "Verwijderde aanmeldingen"
    header_icon = "bin"
    paginate_by = 50
    paginator_class = Lines
    index_url_name = "aanmeldingen:removed"
    table_classname = "listing"
    columns = (
        Column("reference", label="Aanmelding"),
        Column("at", label="Wanneer", accessor=_at),
        Column("reason", label="Waarom", accessor=_why),
        Column("by", label="Door", accessor=_by),
        Column("counts", label="Rijen", accessor=_what),
        Column("checksum", label="Controlegetal", accessor=lambda record: record.checksum[:12]),
    )

    def get_queryset(self) -> Any:
        return PurgeRecord.objects.select_related("by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "broken_at": broken_at()}

"""HTTP for the figures: the page, its files, and the panel on the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .charts import chart, in_words
from .figure_files import as_csv, as_xlsx
from .permissions import VIEW_STATISTICS, colleague
from .statistics import Figures, figures

FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class FiguresView(WagtailAdminTemplateMixin, View):
    """The figures of one year; `?bestand=csv` or `xlsx` is the same as a file."""

    right = VIEW_STATISTICS
    template_name = "selfreferral/intake/figures.html"
    page_title = "Cijfers"
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """404 for a year without figures, and for a kind of file that there is not."""
        now = timezone.now()
        asked = request.GET.get("jaar") or str(timezone.localtime(now).year)
        found = figures(year=_year(asked), person=colleague(request), now=now)
        if found.year not in found.years:
            raise Http404
        if kind := request.GET.get("bestand"):
            return _file(found, kind)
        return self.render_to_response(self.get_context_data(figures=found), headers={"Cache-Control": "no-store"})

    def get_page_title(self) -> str:
        return self.page_title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, *, figures: Figures, **kwargs: Any) -> dict[str, Any]:
        parts = [
            {
                "table": table,
                "chart": chart(slug=table.slug, title=table.title, numbers=table.bars),
                "rows": _read(table.rows),
            }
            for table in figures.tables
        ]
        return {**super().get_context_data(**kwargs), "figures": figures, "parts": parts, "files": list(FILES)}


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Http404
    return int(text)


def _read(rows: Any) -> list[tuple[str, list[str]]]:
    return [(label, [in_words(number) for number in row]) for label, row in rows]


def _file(figures: Figures, kind: str) -> HttpResponse:
    if kind not in FILES:
        raise Http404
    write, content_type = FILES[kind]
    name = f"cijfers-{figures.year}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(write(figures), content_type=content_type, headers=headers)


class FiguresPanel(Component):
    """This year in two numbers, for who may see the figures; nothing for anybody else."""

    name = "figures"
    template_name = "selfreferral/intake/figures_panel.html"
    order = 200

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        person = parent_context["request"].user
        if not person.has_perm(VIEW_STATISTICS):
            return {"may_see": False}
        now = timezone.now()
        found = figures(year=timezone.localtime(now).year, person=person, now=now)
        received, waited = found.tables[0], found.tables[1]
        numbers = [("Aanmeldingen", received.rows[-1][1][-1]), *((label, row[-1]) for label, row in waited.rows[:-1])]
        return {
            "may_see": True,
            "year": found.year,
            "numbers": [(label, in_words(number)) for label, number in numbers],
            "address": reverse("cijfers:figures"),
        }

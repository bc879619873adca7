"""Wagtail's widgets without a script in the page, so that the policy of colleagues' pages (headers.py) allows none.

Wagtail 7.4 lets a date, a chooser and a panel of rows start themselves with a `<script>` beside them. Here stands what to
start and with which data, and static/js/starting.js does it. Panels have templates (templates/wagtailadmin/panels/);
dates get one of ours, from the folder of this app, where a form looks; a chooser has none at all.
"""

import json
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput, BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

DATES = {AdminDateInput: "date", AdminTimeInput: "time", AdminDateTimeInput: "datetime"}


def start(what: str, *told: Any) -> SafeString:
    """The place of the script. `what` is named in static/js/starting.js; `told` is what can be JSON."""
    page = '<template data-controller="start" data-start-what-value="{}" data-start-told-value="{}"></template>'
    return format_html(page, what, json.dumps(told))


def starter() -> SafeString:
    """What starts them, for the head of every page of the admin."""
    return format_html('<script src="{}"></script>', static("js/starting.js"))


def render_without_scripts() -> None:
    """Every date and chooser of Wagtail, and of whoever builds on them."""
    for kind, name in DATES.items():
        kind.template_name = f"editing/widgets/{name}.html"
    BaseChooser.render = _chooser
    AdminTaskChooser.js_constructor = "TaskChooser"


def _chooser(self: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None) -> SafeString:
    chosen = self.get_value_data(value)
    options = self.get_js_init_options(attrs["id"], name, chosen)
    return format_html("{}{}", self.render_html(name, chosen, attrs), start(self.js_constructor, attrs["id"], options))

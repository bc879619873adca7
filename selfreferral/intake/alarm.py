"""What is wrong with the way of a referral or with the record of who looked, on the first page of who can do something."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from perspectief.outbox.failures import VIEW_FAILURES

from .canary_state import canary_state
from .permissions import VIEW_ACCESS_LOG, VIEW_QUEUE
from .verifying import is_broken


class CanaryPanel(Component):
    """Nothing while all is well, and nothing for who works on pages only."""

    name = "canary"
    template_name = "selfreferral/intake/canary_alarm.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not (user.has_perm(VIEW_QUEUE) or user.has_perm(VIEW_FAILURES)):
            return {}
        return {"canary": canary_state(now=timezone.now())}


class RecordPanel(Component):
    """Nothing while the record of who looked is as it was written."""

    name = "record"
    template_name = "selfreferral/intake/record_alarm.html"
    order = 40

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        hears = any(user.has_perm(right) for right in (VIEW_ACCESS_LOG, VIEW_QUEUE, VIEW_FAILURES))
        return {"is_broken": hears and is_broken(), "may_see": user.has_perm(VIEW_ACCESS_LOG)}

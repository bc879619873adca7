"""What is wrong with the way of a referral, on the first page of whoever can do something about it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from perspectief.outbox.failures import VIEW_FAILURES

from .canary_state import canary_state
from .permissions import VIEW_QUEUE


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

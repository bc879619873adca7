"""HTTP for what belongs together. Both lead back to the referral."""

import uuid

from django.forms import Form
from django.utils import timezone
from wagtail.admin import messages

from . import queue
from .handling import HandlingView
from .link_forms import WRONG, DecideForm, LinkForm
from .models import Decision
from .permissions import colleague


class LinkView(HandlingView):
    """Koppelen."""

    form_class = LinkForm
    form_name = "link_form"
    heading = "Hoort bij elkaar"

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        reference = form.cleaned_data["reference"]
        try:
            other = queue.link(
                referral_id=referral_id, reference=reference, person=colleague(self.request), now=timezone.now()
            )
        except queue.NotFoundError:
            form.add_error("reference", WRONG)
            return False
        messages.success(self.request, f"Deze aanmelding hoort nu bij {other.reference}.")
        return True


class DecideView(HandlingView):
    """Hoort bij elkaar, of niet."""

    form_class = DecideForm
    form_name = "decide_form"
    heading = "Hoort bij elkaar"

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        decision = Decision(form.cleaned_data["decision"])
        queue.decide(
            referral_id=referral_id,
            other_id=form.cleaned_data["other"],
            decision=decision,
            person=colleague(self.request),
            now=timezone.now(),
        )
        messages.success(self.request, f"Bewaard: {decision.label.lower()}.")
        return True

"""HTTP for writing down an attempt to reach somebody."""

import uuid
from typing import cast

from django.forms import Form
from django.template.defaultfilters import date
from django.utils import timezone
from wagtail.admin import messages

from . import queue
from .forms import AttemptForm
from .handling import HandlingView
from .models import ContactAttempt, Departure, Result
from .permissions import colleague


class LogAttemptView(HandlingView):
    """Contactpoging bewaren."""

    form_class = AttemptForm
    form_name = "attempt_form"
    heading = "Contactpoging vastleggen"

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        said = form.cleaned_data
        attempt = queue.Attempt(
            result=Result(said["result"]),
            at=said["at"],
            text=said["text"],
            next_on=said["next_on"],
            departure=Departure(said["departure"]),
        )
        try:
            kept = queue.log_attempt(
                referral_id=referral_id, person=colleague(self.request), attempt=attempt, now=timezone.now()
            )
        except queue.AgainstPlanError as error:
            cast(AttemptForm, form).ask_why(error.rule.text)
            return False
        except queue.TooEarlyError:
            form.add_error("at", "Toen was de aanmelding er nog niet.")
            return False
        self._say(kept)
        return True

    def _say(self, kept: ContactAttempt) -> None:
        """When the next step is. An incident is for more than one pair of eyes."""
        due_on = kept.referral.due_on
        messages.success(self.request, f"Bewaard. Volgende stap: {date(due_on, 'l j F')}." if due_on else "Bewaard.")
        if kept.departure == Departure.INCIDENT:
            messages.warning(self.request, "Dit was tegen de afspraak. Overleg vandaag nog met de coördinator.")

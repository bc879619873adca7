"""HTTP for what a worker does with a referral. Each deed is a POST and leads back to the referral with one sentence.

What cannot be done leads back too: to the same form, with everything that was typed and what is wrong with it.
"""

import uuid
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import date
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from . import queue
from .forms import InOrderForm, NoteForm, StateForm, TakeForm
from .models import Outcome, Referral, State
from .permissions import HANDLE_REFERRAL, colleague
from .referral_page import ReferralPage

NOT_KEPT = "Nog niet bewaard. Kijk bij ‘{heading}’: wat u invulde, staat er nog."


class HandlingView(ReferralPage):
    """A deed with a form, which the templates know by `form_name`, under a `heading` on the page."""

    right = HANDLE_REFERRAL
    form_class: type[Form]
    form_name = ""
    heading = ""

    def post(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        """Do it if the form is right; else show the referral with the form as it was filled in. 404 without a referral."""
        form = self.filled_in(request.POST)
        try:
            if form.is_valid() and self.do(referral_id, form):
                came_from = get_valid_next_url_from_request(request)
                return redirect(came_from) if came_from else redirect("aanmeldingen:referral", referral_id=referral_id)
        except Referral.DoesNotExist:
            raise Http404 from None
        messages.error(request, NOT_KEPT.format(heading=self.heading))
        return self.show(request, referral_id, **{self.form_name: form})

    def filled_in(self, data: Any) -> Form:
        """The form with what was sent."""
        return self.form_class(data)

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        """The deed itself. False when it cannot be done: the form says why."""
        raise NotImplementedError


class TakeView(HandlingView):
    """Neem op mij."""

    form_class = TakeForm
    form_name = "take_form"
    heading = "Stand"

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        instead_of = form.cleaned_data["instead_of"]
        try:
            is_taken = queue.take(referral_id=referral_id, person=colleague(self.request), instead_of=instead_of)
        except queue.StoppedError:
            messages.error(self.request, "Deze aanmelding is ingetrokken: niet meer benaderen.")
            return True
        if is_taken:
            messages.success(self.request, "De aanmelding staat op uw naam.")
        else:
            messages.error(self.request, "Intussen heeft iemand anders deze aanmelding op zich genomen.")
        return True


class ChangeStateView(HandlingView):
    """Stand wijzigen."""

    form_class = StateForm
    form_name = "state_form"
    heading = "Stand wijzigen"

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        try:
            said = self._change(referral_id, form.cleaned_data)
        except queue.MeanwhileError as error:
            form.add_error(
                "state", f"Intussen heeft iemand anders de stand gewijzigd in ‘{error.state.label}’. Kijk wat nu klopt."
            )
        except queue.ReasonMissingError:
            form.add_error("reason", "Schrijf op waarom deze aanmelding weer opengaat.")
        except queue.StoppedError:
            form.add_error("state", "De persoon heeft de aanmelding ingetrokken. U kunt haar alleen nog afronden.")
        else:
            messages.success(self.request, said)
        return form.is_valid()

    def _change(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> str:
        """Do it; returns the sentence that says so."""
        state, seen = State(cleaned["state"]), cleaned["instead_of"]
        deed: dict[str, Any] = {"referral_id": referral_id, "person": colleague(self.request), "now": timezone.now()}
        deed |= {"reason": cleaned["reason"], "instead_of": State(seen) if seen else None}
        if state == State.CLOSED:
            queue.close(outcome=Outcome(cleaned["outcome"]), **deed)
            return f"De stand is nu: {state.label}."
        due_on = queue.change_state(state=state, next_on=cleaned["next_on"], **deed)
        return f"De stand is nu: {state.label}. Volgende stap: {date(due_on, 'l j F')}."


class FindInOrderView(HandlingView):
    """Lijkt in orde."""

    form_class = InOrderForm
    form_name = "in_order_form"
    heading = "Stand"

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        if queue.find_in_order(referral_id=referral_id, person=colleague(self.request), now=timezone.now()):
            messages.success(self.request, "De aanmelding staat nu tussen de andere.")
        else:
            messages.info(self.request, "Deze aanmelding stond al tussen de andere.")
        return True


class AddNoteView(HandlingView):
    """Notitie bewaren."""

    form_class = NoteForm
    form_name = "note_form"
    heading = "Notitie maken"

    def do(self, referral_id: uuid.UUID, form: Form) -> bool:
        text = form.cleaned_data["text"]
        queue.add_note(referral_id=referral_id, person=colleague(self.request), text=text, now=timezone.now())
        messages.success(self.request, "De notitie is bewaard.")
        return True

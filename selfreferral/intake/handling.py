"""HTTP for what a worker does with a referral. Each deed is a POST and leads back to the referral with one sentence."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from . import queue
from .forms import InOrderForm, NoteForm, StateForm, TakeForm
from .models import Outcome, Referral, State
from .permissions import HANDLE_REFERRAL, colleague


class HandlingView(View):
    """A deed with a form. What was wrong with the form is said in the message."""

    right = HANDLE_REFERRAL
    form_class: type[TakeForm | StateForm | NoteForm | InOrderForm]

    def post(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        """Do it if the form is right. 404 when there is no such referral."""
        form = self.form_class(request.POST)
        try:
            self._handle(form, referral_id)
        except Referral.DoesNotExist:
            raise Http404 from None
        came_from = get_valid_next_url_from_request(request)
        return redirect(came_from) if came_from else redirect("aanmeldingen:referral", referral_id=referral_id)

    def _handle(self, form: TakeForm | StateForm | NoteForm | InOrderForm, referral_id: uuid.UUID) -> None:
        if form.is_valid():
            self.do(referral_id, form.cleaned_data)
        else:
            messages.error(self.request, " ".join(str(error) for errors in form.errors.values() for error in errors))

    def do(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> None:
        """The deed itself."""
        raise NotImplementedError


class TakeView(HandlingView):
    """Neem op mij."""

    form_class = TakeForm

    def do(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> None:
        try:
            is_taken = queue.take(referral_id=referral_id, person=colleague(self.request), instead_of=cleaned["instead_of"])
        except queue.StoppedError:
            messages.error(self.request, "Deze aanmelding is ingetrokken: niet meer benaderen.")
            return
        if is_taken:
            messages.success(self.request, "De aanmelding staat op uw naam.")
        else:
            messages.error(self.request, "Intussen heeft iemand anders deze aanmelding op zich genomen.")


class ChangeStateView(HandlingView):
    """Stand wijzigen."""

    form_class = StateForm

    def do(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> None:
        state, now = State(cleaned["state"]), timezone.now()
        if state == State.CLOSED:
            outcome = Outcome(cleaned["outcome"])
            queue.close(referral_id=referral_id, person=colleague(self.request), outcome=outcome, now=now)
        else:
            queue.change_state(referral_id=referral_id, person=colleague(self.request), state=state, now=now)
        messages.success(self.request, f"De stand is nu: {state.label}.")


class FindInOrderView(HandlingView):
    """Lijkt in orde."""

    form_class = InOrderForm

    def do(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> None:
        if queue.find_in_order(referral_id=referral_id, person=colleague(self.request), now=timezone.now()):
            messages.success(self.request, "De aanmelding staat nu tussen de andere.")
        else:
            messages.info(self.request, "Deze aanmelding stond al tussen de andere.")


class AddNoteView(HandlingView):
    """Notitie bewaren."""

    form_class = NoteForm

    def do(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> None:
        queue.add_note(referral_id=referral_id, person=colleague(self.request), text=cleaned["text"], now=timezone.now())
        messages.success(self.request, "De notitie is bewaard.")

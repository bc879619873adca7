"""HTTP for asking how to reach somebody. A POST only: no link, no reload ahead and no history shows a number."""

import uuid
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin import messages

from . import queue
from .forms import AttemptForm, BesideForm, ReachForm
from .models import Referral
from .permissions import HANDLE_REFERRAL, colleague
from .referral_page import NEVER_STORED, ReferralPage

CHANGED = "Intussen kwam er een bericht van de persoon binnen. Lees eerst wat er nu staat."
STOPPED = "De persoon heeft de aanmelding ingetrokken of om verwijdering gevraagd: niet meer benaderen."


class AskView(ReferralPage):
    """Show what was asked for, or the referral again when something was wrong or came in meanwhile."""

    right = HANDLE_REFERRAL
    form_class: type[ReachForm | BesideForm]
    form_name = ""

    def post(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(request, referral_id, **{self.form_name: form})
        try:
            asked = self.ask(referral_id, form.cleaned_data)
        except Referral.DoesNotExist:
            raise Http404 from None
        except (queue.ChangedError, queue.StoppedError) as error:
            messages.error(request, CHANGED if isinstance(error, queue.ChangedError) else STOPPED)
            return self.show(request, referral_id, **self.kept(form))
        return self.show_asked(asked)

    def ask(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> queue.Asked:
        """The deed itself."""
        raise NotImplementedError

    def kept(self, form: ReachForm | BesideForm) -> dict[str, Form]:
        """What is shown again of what was filled in. Not that the rules were read: they are others now."""
        return {}

    def show_asked(self, asked: queue.Asked) -> HttpResponseBase:
        """The number or address, never stored by the browser."""
        self.referral = asked.referral
        context = {**self.get_context_data(), "asked": asked, "told": asked.told}
        context["attempt_form"] = AttemptForm(initial={"at": timezone.localtime()})
        return TemplateResponse(self.request, "selfreferral/intake/contact.html", context, headers=NEVER_STORED)


class AskReachView(AskView):
    """Toon het nummer."""

    form_class = ReachForm
    form_name = "reach_form"

    def ask(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> queue.Asked:
        person, read = colleague(self.request), cleaned["letters_read"]
        return queue.ask_reach(referral_id=referral_id, person=person, letters_read=read, now=timezone.now())


class AskBesideView(AskView):
    """Toon de werkgegevens."""

    form_class = BesideForm
    form_name = "beside_form"

    def ask(self, referral_id: uuid.UUID, cleaned: dict[str, Any]) -> queue.Asked:
        return queue.ask_beside(referral_id=referral_id, person=colleague(self.request), now=timezone.now(), **cleaned)

    def kept(self, form: ReachForm | BesideForm) -> dict[str, Form]:
        return {self.form_name: form}

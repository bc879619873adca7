"""HTTP for the file that a person may ask for about themselves."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from . import queue
from .forms import ExportForm
from .models import Referral
from .permissions import EXPORT_REFERRAL, OPEN_REFERRAL, colleague
from .personal_file import personal_file
from .referral_page import NEVER_STORED, PageOfReferral


class ExportView(PageOfReferral):
    """First a page that says what to make sure of and opens nothing; the press of its button makes the file."""

    right = EXPORT_REFERRAL
    more_rights = (OPEN_REFERRAL,)
    opens_letters = True
    template_name = "selfreferral/intake/export.html"
    header_icon = "download"

    def get(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        return self.ask(referral_id, ExportForm())

    def post(self, request: HttpRequest, referral_id: uuid.UUID) -> HttpResponseBase:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self.ask(referral_id, form)
        now, person = timezone.now(), colleague(request)
        try:
            exported = queue.export_referral(referral_id=referral_id, person=person, now=now, **form.cleaned_data)
        except Referral.DoesNotExist:
            raise Http404 from None
        except queue.WrongCodeError:
            form.add_error("code", "Deze code hoort niet bij deze aanmelding. Vraag de code nog eens, letter voor letter.")
            return self.ask(referral_id, form)
        name = f"inzage-{timezone.localdate(now).isoformat()}.zip"  # names nobody
        headers = {**NEVER_STORED, "Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(personal_file(exported), content_type="application/zip", headers=headers)

    def ask(self, referral_id: uuid.UUID, form: ExportForm) -> HttpResponseBase:
        """The page with the form."""
        try:
            self.referral = queue.to_export(referral_id=referral_id, person=colleague(self.request))
        except Referral.DoesNotExist:
            raise Http404 from None
        context: dict[str, Any] = {**self.get_context_data(), "referral": self.referral, "form": form}
        return self.render_to_response(context, headers=NEVER_STORED)

"""HTTP for who asks who looked at their referral and has no number of it: the auditor finds that by the receipt code."""

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin import messages

from . import accesslog
from .permissions import VIEW_ACCESS_LOG, colleague

NOT_FOUND = "Bij deze code is geen aanmelding gevonden. Vraag de code nog eens, letter voor letter."


class CodeForm(forms.Form):
    """The code that somebody reads out; capitals and dashes don't matter."""

    code = forms.CharField(
        label="Vraagt iemand wie er keek? Zoek met de code van de bevestiging",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    use_required_attribute = False


class FindLooksView(View):
    """Zoek op code. A POST, so that the code stands in no address and no log. What is found is not opened."""

    right = VIEW_ACCESS_LOG

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Lead to the looks at that referral, or back with one sentence."""
        form = CodeForm(request.POST)
        if form.is_valid() and (found := _find(form.cleaned_data["code"], request)):
            return redirect(f"{reverse('wie_keek:looks')}?aanmelding={found}")
        messages.error(request, NOT_FOUND)
        return redirect("wie_keek:looks")


def _find(code: str, request: HttpRequest) -> str:
    return accesslog.find_reference(code=code, person=colleague(request), now=timezone.now())

"""HTTP for one's own key: making it, unlocking, locking, another passphrase. Not there where the process has the key."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from perspectief.accounts.models import User
from perspectief.accounts.twofactor import guessing
from selfreferral.intake.permissions import GIVE_INTAKE_RIGHTS, OPEN_REFERRAL, colleague

from . import at_hand, copies, opening, session
from .copies import CopyError
from .forms import ChangePassphraseForm, NewPassphraseForm, ReplaceKeyForm, UnlockForm
from .wrapping import BusyError

TITLE, LIST = "Mijn sleutel", "Aanmeldingen"
KEY, QUEUE = "aanmeldingen:key", "aanmeldingen:queue"
NEVER_STORED = {"Cache-Control": "no-store"}


class KeyPage(WagtailAdminTemplateMixin, View):
    """A page about keys: 404 where colleagues have none of their own."""

    right = OPEN_REFERRAL
    header_icon = "key"
    page_title = TITLE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not at_hand.is_personal():
            raise Http404
        self.person: User = colleague(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = [{"url": reverse(QUEUE), "label": LIST}, {"url": reverse(KEY), "label": TITLE}]
        own = [] if self.page_title == TITLE else [{"url": "", "label": self.page_title}]
        return [*self.breadcrumbs_items, *trail, *own]


class KeyFormPage(KeyPage, FormView):
    """A form with passphrases: kept nowhere, and too many wrong ones have to wait."""

    template_name = "selfreferral/intake/key_form.html"
    button = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "button": self.button}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do it, or say at the form why not."""
        try:
            self.do(form)
        except ValidationError:
            return guessing.locked(self.request)
        except (CopyError, BusyError) as error:
            form.add_error(None if isinstance(error, BusyError) else self.first(form), str(error) or opening.BUSY)
            return self.form_invalid(form)
        return redirect(get_valid_next_url_from_request(self.request) or self.get_success_url())

    def first(self, form: forms.Form) -> str:
        """The field that a wrong passphrase stands in."""
        return next(iter(form.fields))

    def do(self, form: forms.Form) -> None:
        """The deed itself. Raises ValidationError, CopyError and BusyError."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return reverse(KEY)


class KeyView(KeyPage):
    """Mijn sleutel: what there is, and what can be done."""

    template_name = "selfreferral/intake/key.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        key = copies.key_of(self.person)
        context = {
            "key": key,
            "code": copies.control_code(key.recipient) if key else "",
            "is_locked": at_hand.is_locked(self.person),
            "may_give": self.person.has_perm(GIVE_INTAKE_RIGHTS),
        }
        return self.render_to_response({**self.get_context_data(), **context}, headers=NEVER_STORED)


class UnlockView(KeyFormPage):
    """Van het slot halen."""

    page_title = "Aanmeldingen openen"
    form_class = UnlockForm
    template_name = "selfreferral/intake/unlock.html"
    button = "Haal van het slot"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who has no copy yet reads what to do first."""
        key = copies.key_of(self.person)
        return super().get(request, *args, **kwargs) if key and key.copy else redirect(KEY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "next": get_valid_next_url_from_request(self.request)}

    def do(self, form: forms.Form) -> None:
        now = timezone.now()
        opening.unlock(self.request, person=self.person, passphrase=form.cleaned_data["passphrase"], now=now)

    def get_success_url(self) -> str:
        return reverse(QUEUE)


class LockView(KeyPage):
    """Op slot."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        session.shut(request)
        messages.success(request, "De aanmeldingen zijn op slot.")
        return redirect(KEY)


class MakeKeyView(KeyFormPage):
    """Sleutel maken; also in the place of one whose passphrase was forgotten."""

    page_title = "Sleutel maken"
    button = "Maak mijn sleutel"

    def get_form_class(self) -> type[forms.Form]:
        return ReplaceKeyForm if copies.key_of(self.person) else NewPassphraseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.person}

    def do(self, form: forms.Form) -> None:
        copies.make(person=self.person, passphrase=form.cleaned_data["new_passphrase"], now=timezone.now())
        session.shut(self.request)
        messages.success(self.request, "Uw sleutel is gemaakt. Vraag nu een coördinator om een kopie.")


class ChangePassphraseView(KeyFormPage):
    """Andere wachtzin."""

    page_title = "Wachtzin veranderen"
    form_class = ChangePassphraseForm
    button = "Verander mijn wachtzin"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.person}

    def do(self, form: forms.Form) -> None:
        opening.change_passphrase(
            self.request,
            person=self.person,
            former=form.cleaned_data["former_passphrase"],
            new=form.cleaned_data["new_passphrase"],
            now=timezone.now(),
        )
        messages.success(self.request, "Uw wachtzin is veranderd.")

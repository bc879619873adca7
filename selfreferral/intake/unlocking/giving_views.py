"""HTTP for copies of the intake key: who has one, and giving one to a colleague. For coordinators."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name

from perspectief.accounts.guarding import holders
from perspectief.accounts.models import User
from selfreferral.intake.models import PersonalKey
from selfreferral.intake.permissions import GIVE_INTAKE_RIGHTS, OPEN_REFERRAL

from . import at_hand, copies
from .copies import CopyError
from .forms import ComparedForm
from .views import NEVER_STORED, KeyPage

COPIES = "aanmeldingen:copies"
ENOUGH = 2  # one who is ill, and the other


class CopiesView(KeyPage):
    """Who has a copy, and who waits for one."""

    right = GIVE_INTAKE_RIGHTS
    page_title = "Kopieën van de sleutel"
    template_name = "selfreferral/intake/copies.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        keys = {key.person_id: key for key in PersonalKey.objects.all()}
        people = list(holders(OPEN_REFERRAL))
        number = sum(bool(key.copy) for pk, key in keys.items() if pk in {person.pk for person in people})
        rows = [{"person": person, "key": keys.get(person.pk)} for person in people]
        context = {"rows": rows, "is_few": number < ENOUGH, "left_on": copies.unrenewed_since()}
        return self.render_to_response({**self.get_context_data(), **context})


class GiveCopyView(KeyPage):
    """Kopie geven: first the code to compare, then the deed, by who has unlocked a copy."""

    right = GIVE_INTAKE_RIGHTS
    opens_letters = True
    page_title = "Kopie geven"
    template_name = "selfreferral/intake/give_copy.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person_id: int = kwargs["person_id"]

    def _waiting(self) -> PersonalKey:
        """404 when this colleague made no key, or may not open referrals."""
        key = PersonalKey.objects.filter(person=self.person_id).select_related("person").first()
        if key is None or key.person not in holders(OPEN_REFERRAL):
            raise Http404
        return key

    def _show(self, key: PersonalKey, form: ComparedForm) -> HttpResponseBase:
        context = {"key": key, "code": copies.control_code(key.recipient), "form": form, "index": reverse(COPIES)}
        return self.render_to_response({**self.get_context_data(), **context}, headers=NEVER_STORED)

    def get(self, request: HttpRequest, person_id: int) -> HttpResponseBase:
        key = self._waiting()
        return self._show(key, ComparedForm(initial={"recipient": key.recipient}))

    def post(self, request: HttpRequest, person_id: int) -> HttpResponseBase:
        key, form = self._waiting(), ComparedForm(request.POST)
        if not form.is_valid():
            return self._show(key, form)
        try:
            self._give(key.person, form.cleaned_data["recipient"])
        except CopyError as error:
            messages.error(request, str(error))
        else:
            name = get_user_display_name(key.person)
            messages.success(request, f"{name} heeft nu een kopie, en kan aanmeldingen openen.")
        return redirect(COPIES)

    def _give(self, to: User, recipient: str) -> None:
        bundle = at_hand.bundle_of(self.person)
        copies.give(to=to, recipient=recipient, bundle=bundle, by=self.person, now=timezone.now())

"""HTTP for who may look at referrals: the list, giving a role, taking one."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from perspectief.accounts.models import User
from perspectief.accounts.roles import AUDITORS, COORDINATORS, INTAKE_WORKERS

from . import rights
from .permissions import GIVE_INTAKE_RIGHTS, colleague

TITLE = "Toegang tot aanmeldingen"
ICON = "key"
INDEX = "aanmeldingen:access"
MEANINGS = {
    INTAKE_WORKERS: "openen en behandelen aanmeldingen",
    COORDINATORS: "doen dat ook, dragen over, en geven toegang",
    AUDITORS: "zien wie wanneer keek, en openen niets",
}


class TakeColumn(BaseColumn):
    """The button that takes the role; not for one's own."""

    cell_template_name = "selfreferral/intake/take_role_cell.html"


class AccessView(BaseListingView):
    """Who has which role."""

    right = GIVE_INTAKE_RIGHTS
    page_title = TITLE
    header_icon = ICON
    template_name = "selfreferral/intake/access.html"
    results_template_name = "selfreferral/intake/access_results.html"
    index_url_name = INDEX
    table_classname = "listing queue-list"
    columns = (
        Column("user", label="Wie", accessor=lambda one: get_user_display_name(one.user)),
        Column("group", label="Rol", accessor="group.name"),
        Column("active", label="Account", accessor=lambda one: "actief" if one.user.is_active else "niet actief"),
        TakeColumn("take", label="Afnemen"),
    )

    def get_queryset(self) -> QuerySet:
        return rights.memberships(person=colleague(self.request))

    def get_header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton("Geef toegang", url=reverse("aanmeldingen:give_access"), icon_name="plus")]


class ColleagueField(forms.ModelChoiceField):
    """People by their name, and their log-in name beside it."""

    def label_from_instance(self, obj: User) -> str:
        name = str(get_user_display_name(obj))
        return name if name == obj.username else f"{name} ({obj.username})"


class GiveAccessForm(forms.Form):
    """A colleague and a role."""

    colleague = ColleagueField(
        label="Collega",
        queryset=User.objects.none(),
        empty_label="Kies een collega",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een collega uit de lijst."),
    )
    role = forms.ChoiceField(
        label="Rol",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een rol."),
    )

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["colleague"]
        people.queryset = User.objects.filter(is_active=True).exclude(pk=giver.pk).order_by("last_name", "username")
        roles: Any = self.fields["role"]
        roles.choices = [(name, f"{name}: {MEANINGS[name]}") for name in rights.roles()]


class GiveAccessView(WagtailAdminTemplateMixin, FormView):
    """Geef toegang."""

    right = GIVE_INTAKE_RIGHTS
    page_title = "Geef toegang"
    header_icon = ICON
    template_name = "selfreferral/intake/give_access.html"
    form_class = GiveAccessForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "giver": colleague(self.request)}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = [{"url": reverse(INDEX), "label": TITLE}, {"url": "", "label": self.page_title}]
        return [*self.breadcrumbs_items, *trail]

    def form_valid(self, form: GiveAccessForm) -> HttpResponse:
        """Give it, or say on the form why not."""
        role, subject = form.cleaned_data["role"], form.cleaned_data["colleague"]
        try:
            is_given = rights.give(role=role, subject=subject, by=colleague(self.request), now=timezone.now())
        except rights.RightsError as error:
            form.add_error("role", str(error))
            return self.form_invalid(form)
        name = get_user_display_name(subject)
        if is_given:
            messages.success(self.request, f"{name} heeft nu de rol {role}. Alle coördinatoren krijgen daarover bericht.")
        else:
            messages.info(self.request, f"{name} had de rol {role} al.")
        return redirect(INDEX)


class TakeAccessView(WagtailAdminTemplateMixin, View):
    """Neem af: first the question, then the deed."""

    right = GIVE_INTAKE_RIGHTS
    page_title = "Neem toegang af"
    header_icon = ICON
    template_name = "selfreferral/intake/take_access.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person_id, self.group_id = kwargs["person_id"], kwargs["group_id"]

    def _membership(self) -> Any:
        """404 when they do not have the role, or not any more."""
        found = rights.memberships(person=colleague(self.request))
        if one := found.filter(user=self.person_id, group=self.group_id).first():
            return one
        raise Http404

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = [{"url": reverse(INDEX), "label": TITLE}, {"url": "", "label": self.page_title}]
        return [*self.breadcrumbs_items, *trail]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The question."""
        return self.render_to_response(self.get_context_data(membership=self._membership(), index=reverse(INDEX)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The deed."""
        one = self._membership()
        name, role = get_user_display_name(one.user), one.group.name
        try:
            rights.take(role=role, subject=one.user, by=colleague(request), now=timezone.now())
        except (rights.RightsError, Group.DoesNotExist) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{name} heeft de rol {role} niet meer. Alle coördinatoren krijgen daarover bericht.")
        return redirect(INDEX)

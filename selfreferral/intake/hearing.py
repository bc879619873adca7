"""The choice how to hear that something waits, on the page of one's own account."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest
from wagtail.admin.views.account import BaseSettingsPanel, SettingsTab

from perspectief.accounts.models import User

from .models import NoticeChoice
from .permissions import VIEW_QUEUE

notices_tab = SettingsTab("aanmeldingen", "Aanmeldingen", order=150)


class HearingForm(forms.ModelForm):
    """One question."""

    class Meta:
        model = NoticeChoice
        fields = ("hearing",)
        widgets: ClassVar = {"hearing": forms.RadioSelect}


class HearingPanel(BaseSettingsPanel):
    """For who may see the queue."""

    name = "hearing"
    title = "Berichten"
    tab = notices_tab
    order = 100
    form_class = HearingForm
    form_object = "profile"  # what Wagtail calls the other thing a panel can be about

    def __init__(self, request: HttpRequest, user: User, profile: object) -> None:
        choice = NoticeChoice.objects.filter(person=user).first() or NoticeChoice(person=user)
        super().__init__(request, user, choice)

    def is_active(self) -> bool:
        """Whether it is shown."""
        return self.user.has_perm(VIEW_QUEUE)

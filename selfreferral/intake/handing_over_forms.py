"""To whom a referral is given. Only colleagues who may have one can be chosen."""

from typing import Any

from django import forms
from wagtail.admin.utils import get_user_display_name

from perspectief.accounts.models import User

from . import queue
from .forms import DeedForm
from .models import Referral
from .permissions import HAND_OVER_REFERRAL, HANDLE_REFERRAL


class ColleagueField(forms.ModelChoiceField):
    """A colleague, by name."""

    def __init__(self, *, missing: str, **kwargs: Any) -> None:
        said = dict.fromkeys(("required", "invalid_choice"), missing)
        super().__init__(User.objects.none(), empty_label="Kies een collega", error_messages=said, **kwargs)

    def label_from_instance(self, obj: User) -> str:
        return str(get_user_display_name(obj))


class HandOverForm(DeedForm):
    """To whom. It says whom the person saw having it, so that it is not taken from a third."""

    name = "hand_over"
    instead_of = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    to = ColleagueField(label="Overdragen aan", missing="Kies aan wie u overdraagt.")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = queue.colleagues(person=person)  # type: ignore[attr-defined]  # a ModelChoiceField


class HandOverAllForm(DeedForm):
    """Whose, and to whom."""

    name = "hand_over_all"
    of = ColleagueField(label="Alles van", missing="Kies wiens aanmeldingen u overdraagt.")
    to = ColleagueField(label="Overdragen aan", missing="Kies aan wie u overdraagt.")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = queue.holders(person=person)  # type: ignore[attr-defined]  # ModelChoiceFields
        self.fields["to"].queryset = queue.colleagues(person=person)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Nobody hands over to themselves."""
        cleaned = super().clean() or {}
        if cleaned.get("of") and cleaned.get("of") == cleaned.get("to"):
            self.add_error("to", "Kies iemand anders: deze persoon heeft ze al.")
        return cleaned


def hand_over_form(referral: Referral, *, person: User) -> HandOverForm | None:
    """The empty form, for who has this referral or may give away anybody's."""
    is_theirs = referral.handler_id == person.pk and person.has_perm(HANDLE_REFERRAL)
    if referral.handler_id is None or not (is_theirs or person.has_perm(HAND_OVER_REFERRAL)):
        return None
    return HandOverForm(person=person, initial={"instead_of": referral.handler_id})

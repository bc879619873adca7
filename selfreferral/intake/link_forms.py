"""What belongs together, as a colleague says it."""

import re

from django import forms

from .forms import DeedForm
from .models import Decision

REFERENCE = re.compile(r"[0-9a-fA-F]{8}")
WRONG = "Vul het nummer in van een andere aanmelding: acht tekens, zoals 1A2B3C4D."


class LinkForm(DeedForm):
    """The number of the other one."""

    name = "link"
    reference = forms.RegexField(
        REFERENCE,
        label="Hoort bij aanmelding (nummer)",
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=dict.fromkeys(("required", "invalid", "max_length"), WRONG),
    )


class DecideForm(forms.Form):
    """What two referrals are to each other: said by the button that was pressed."""

    other = forms.UUIDField()
    decision = forms.ChoiceField(choices=[(one.value, one.label) for one in (Decision.TOGETHER, Decision.APART)])

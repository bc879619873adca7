"""Dutch telephone numbers: accepted in any common notation, kept as E.164, shown as 06 12 34 56 78."""

from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# The library skips what it doesn't know: a second number or an extension would silently be lost.
IN_A_NUMBER = frozenset("0123456789+()-./ \u00a0\u2011\u2013")

NO_NUMBER = _("Vul een telefoonnummer in, zoals 06 12 34 56 78 of 030 234 00 45.")


def to_e164(text: str) -> str:
    """'030-234 00 45' becomes '+31302340045'. Raises ValidationError when it is no telephone number."""
    try:
        number = phonenumbers.parse(text, "NL") if set(text) <= IN_A_NUMBER else None
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(NO_NUMBER, code="telephone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def to_read(e164: str) -> str:
    """'+31302340045' becomes '030 234 00 45'; a number from abroad keeps its country code, a service number its own form."""
    try:
        number = phonenumbers.parse(e164, "NL")
    except phonenumbers.NumberParseException:
        return e164
    if number.country_code != phonenumbers.country_code_for_region("NL"):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    area, _space, rest = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL).partition(" ")
    return " ".join([area, *_groups(rest.replace(" ", ""))])


def _groups(digits: str) -> list[str]:
    """Groups as they are read aloud in Dutch: pairs, and one group of three at the start of an odd number of digits."""
    if len(digits) <= 4:
        return [digits]
    start = 3 if len(digits) % 2 else 0
    return [*([digits[:start]] if start else []), *(digits[i : i + 2] for i in range(start, len(digits), 2))]


class TelephoneField(models.CharField):
    """Keeps E.164 whatever notation was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        cleaned: str = super().clean(value, model_instance)
        return to_e164(cleaned) if cleaned else cleaned

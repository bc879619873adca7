"""The word for each question in addresses. Everything inside the form knows a question by its Dutch word."""

from django.urls.converters import SlugConverter
from django.utils.translation import gettext

from .steps import STEPS


class StepConverter(SlugConverter):
    """`/aanmelden/naam/` and `/en/sign-up/name/` are the same question, so a change of language keeps the page."""

    def to_python(self, value: str) -> str:
        """The Dutch word. An unknown word stays as it is: the form then leads to the first open question."""
        return next((step.slug for step in STEPS if gettext(step.slug) == value), value)

    def to_url(self, value: str) -> str:
        """The word in the language of the page."""
        return gettext(value)

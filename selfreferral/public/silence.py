"""What a page says before a time of silence ends what was kept for it (static/js/silence.js)."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from . import drafts

WARNING = timedelta(minutes=5)  # WCAG 2.2.1 asks twenty seconds; somebody may have left the room


@dataclass(frozen=True, kw_only=True)
class Silence:
    """`visit` tells tabs of the same visit from others; `seconds` of silence, of which the last `warning` with a question.

    `stay_url` takes the answer that somebody is still there; `gone_url` is where the page leads when nobody is. `one` and
    `more` say how long is left, in one minute and in `{minutes}`.
    """

    visit: str
    seconds: int
    warning: int
    stay_url: str
    gone_url: str
    one: str
    more: str


def of_the_form() -> Silence:
    """For the questions of the form: the answers are wiped."""
    return Silence(
        visit="form",
        seconds=int(drafts.SILENCE.total_seconds()),
        warning=int(WARNING.total_seconds()),
        stay_url=reverse("selfreferral:stay"),
        gone_url=reverse("selfreferral:expired"),
        one=_("Over 1 minuut wissen wij wat u hebt ingevuld. Zo blijft er niets achter op dit apparaat."),
        more=_("Over {minutes} minuten wissen wij wat u hebt ingevuld. Zo blijft er niets achter op dit apparaat."),
    )

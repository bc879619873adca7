"""Whatever a colleague's browser sends about a referral is answered: done, or refused in words. Never a failure of ours."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfreferral.intake.models import Referral
from tests.attacks.reading import INSIDE
from tests.cast import Player

VIEWS = (
    *("take", "ask_reach", "ask_beside", "log_attempt", "export", "hand_over", "decide", "link", "change_state"),
    *("find_in_order", "add_note", "erase", "find", "give_access", "hand_over_all"),
)
FIELDS = (
    *("state", "reason", "text", "once", "handler", "person", "group", "to", "code", "other", "decision", "outcome", "at"),
    *("channel", "words", "q", "version", "confirmed", "consent", "date", "time", "result", "kind", "next", "colleague"),
)
ODD = st.sampled_from(("", "0", "-1", "x", "\0", "é" * 5_000, "2026-13-45", "9" * 20, "new", "done", "phone", "on"))
VALUES = ODD | st.text(max_size=40) | st.integers().map(str) | st.uuids().map(str)


@pytest.fixture
def fields(coordinator: Player, referral: Referral) -> tuple[str, ...]:
    """FIELDS, and every name that a form on the page of a referral has."""
    page = coordinator.client.get(reverse("aanmeldingen:referral", args=[referral.pk])).text
    found = {part.split('"')[0] for part in page.split(' name="')[1:]}
    assert len(found) > 5
    return tuple(sorted({*FIELDS, *found} - {"csrfmiddlewaretoken"}))


def test_any_form_about_a_referral_is_answered(coordinator: Player, referral: Referral, fields: tuple[str, ...]) -> None:
    client, seen = coordinator.client, set[int]()

    @settings(max_examples=200, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(view=st.sampled_from(VIEWS), sent=st.dictionaries(st.sampled_from(fields), VALUES | st.lists(VALUES, max_size=3)))
    def answered(view: str, sent: dict[str, Any]) -> None:
        seen.add(_status(client, view, referral, sent))

    answered()
    assert 302 in seen or 200 in seen


def _status(client: Client, view: str, referral: Referral, sent: dict[str, Any]) -> int:
    """Of the answer, which says nothing about our machine. An error of ours comes out by itself."""
    whole = ("find", "give_access", "hand_over_all")
    reply = client.post(reverse(f"aanmeldingen:{view}", args=[] if view in whole else [referral.pk]), sent)
    assert reply.status_code < 500
    if not reply.streaming:
        assert not [words for words in INSIDE if words in reply.text]
    return reply.status_code

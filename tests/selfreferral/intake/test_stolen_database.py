"""Who has the whole database reads nothing of what was told, also after colleagues worked with it. They see who looked."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selfreferral.intake import queue
from selfreferral.intake.models import AccessRecord, BlindIndex, Note, Part, Referral, Result, State
from selfreferral.receipts import digest
from tests.cast import Player
from tests.selfreferral.mine.coming_back import ADD, press, sign_in
from tests.selfreferral.plants import PLANTED, ROUTES, traces_in
from tests.selfreferral.test_nothing_leaks import dump
from tests.selfreferral.walking import receipt_code, sign_up

pytestmark = [
    pytest.mark.usefixtures("committing"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="stolen is what a server has"),
]

WORDS = PLANTED["message"]


def _signed_up() -> list[tuple[str, Referral]]:
    """On each route, with something added later; and the code of each."""
    codes = []
    for answers in ROUTES.values():
        visitor = Client()
        codes.append(receipt_code(sign_up(visitor, answers)))
        sign_in(visitor, codes[-1])
        press(visitor, ADD, addition=WORDS)
    queue.collect_letters()
    return [(code, Referral.objects.get(letter__receipt_digest=digest(code))) for code in codes]


def _worked_on(referral: Referral, code: str, worker: Player) -> None:
    """Everything that a colleague types about it."""

    def send(name: str, **typed: Any) -> None:
        reply = worker.client.post(reverse(f"aanmeldingen:{name}", args=[referral.pk]), typed)
        assert reply.status_code in (200, 302), name

    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    worker.client.get(reverse("aanmeldingen:referral", args=[referral.pk]))
    send("take")
    send("add_note", text=WORDS)
    send("log_attempt", result=Result.NO_ANSWER, at=at, text=WORDS, departure="", next_on="")
    send("change_state", state=State.WAITING, reason=WORDS)
    send("ask_reach", is_read="on", letters_read=1)
    send("ask_beside", reason=WORDS, letters_read=1)
    send("export", code=code)
    send("export", identified=WORDS)


def test_a_stolen_database_holds_nothing_of_what_was_told_or_written_down(
    intake_worker: Player, coordinator: Player, auditor: Player
) -> None:
    signed_up = _signed_up()
    intake_worker.client.get(reverse("aanmeldingen:queue"))
    for code, referral in signed_up:
        _worked_on(referral, code, intake_worker)
    for asked in (PLANTED["name"], PLANTED["email"], "06-48151623", signed_up[0][0]):
        intake_worker.client.post(reverse("aanmeldingen:find"), {"what": asked})
    coordinator.client.get(reverse("cijfers:figures"))
    auditor.client.post(reverse("wie_keek:find_looks"), {"code": signed_up[0][0]})
    stolen = dump()
    assert traces_in(stolen) == []
    assert not [code for code, _ in signed_up if code in stolen or code.replace("-", "") in stolen]
    cookies = [player.client.cookies[settings.SESSION_COOKIE_NAME].value for player in (intake_worker, coordinator, auditor)]
    assert not [key for key in cookies if key in stolen]
    assert Note.objects.count() >= 3 * len(ROUTES)  # so it was all there
    assert BlindIndex.objects.exists()
    assert {Part.LETTER, Part.SEARCH, Part.NUMBER, Part.EXPORT} <= set(AccessRecord.objects.values_list("part", flat=True))
    assert intake_worker.user.username in stolen

"""Choosing an app, with real commits: allauth tells of a new factor after its commit."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from perspectief.outbox.models import Message
from tests import second_factor
from tests.cast import Player

pytestmark = pytest.mark.usefixtures("committing")


def test_choosing_an_app_lets_a_newcomer_in_and_shows_recovery_codes_once(newcomer: Player) -> None:
    client, address = newcomer.client, reverse("mfa_activate_totp")
    secret = client.get(address).context["form"].secret
    answer = client.post(address, {"code": format_hotp_value(hotp_value(secret, second_factor.step()))})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    first, again = client.get(answer["Location"]), client.get(answer["Location"])
    codes = first.context["unused_codes"]
    assert len(codes) == 10
    assert all(code in first.text and code not in again.text for code in codes)
    assert client.get("/beheer/").status_code == 200
    assert [message.to for message in Message.objects.all()] == [newcomer.user.email]


def test_a_wrong_code_chooses_nothing(newcomer: Player) -> None:
    client, address = newcomer.client, reverse("mfa_activate_totp")
    client.get(address)
    assert "klopt niet" in client.post(address, {"code": "000000"}).text
    assert client.get("/beheer/").status_code == 302

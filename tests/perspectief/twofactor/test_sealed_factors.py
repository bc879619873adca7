"""Who reads the database can make no code."""

import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.core.management import call_command
from pytest_django import Settings

from perspectief.accounts.twofactor import sealing
from tests import second_factor
from tests.cast import Player

pytestmark = pytest.mark.django_db

OLD, NEW = "o" * 40, "n" * 40


def _kept(player: Player) -> str:
    return json.dumps(list(Authenticator.objects.filter(user=player.user).values_list("data", flat=True)))


def test_neither_the_seed_of_an_app_nor_of_recovery_codes_stands_in_the_database(outsider: Player) -> None:
    Authenticator.objects.all().delete()
    TOTP.activate(outsider.user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(outsider.user).get_unused_codes()
    assert "JBSWY3DPEHPK3PXP" not in _kept(outsider)
    assert not [code for code in codes if code in _kept(outsider)]
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    assert len(sealing.unseal(seed)) == 80


def test_a_new_key_before_the_former_one_keeps_every_factor(outsider: Player, settings: Settings) -> None:
    settings.MFA_KEYS = [OLD]
    Authenticator.objects.all().delete()
    second_factor.give_app(outsider.user)
    code = second_factor.code(outsider.user)
    settings.MFA_KEYS = [NEW, OLD]
    assert second_factor.code(outsider.user) == code


def test_sealed_anew_the_former_key_can_go(outsider: Player, settings: Settings) -> None:
    settings.MFA_KEYS = [OLD]
    Authenticator.objects.all().delete()
    second_factor.give_app(outsider.user)
    RecoveryCodes.activate(outsider.user)
    settings.MFA_KEYS = [NEW, OLD]
    said = StringIO()
    call_command("seal_factors_anew", stdout=said)
    assert "2" in said.getvalue()
    settings.MFA_KEYS = [NEW]
    assert second_factor.code(outsider.user)
    settings.MFA_KEYS = [OLD]
    with pytest.raises(InvalidToken):
        second_factor.code(outsider.user)

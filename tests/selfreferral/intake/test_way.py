"""Whatever was sent, a link leads to one number or one address, or there is none."""

import pytest

from selfreferral.intake.way import Means, reach, safe_way

pytestmark = pytest.mark.pure

HOSTILE = [
    "javascript:alert(1)",
    "+31612345678;ext=1",
    "tel:+31612345678",
    "+3161234567812345678",
    "06 12",
    ["+31612345678"],
    7,
]


@pytest.mark.parametrize("number", HOSTILE)
def test_what_is_no_number_gets_no_link(number):
    answers = {"channel": "phone", "phone": number}
    assert reach(safe_way(answers), answers).address == ""


@pytest.mark.parametrize("email", ["noor@example.nl?subject=x", "noor@example.nl,b@c.nl", "a b@c.nl", ["a@b.nl"]])
def test_what_is_no_single_address_gets_no_link(email):
    answers = {"channel": "email", "email": email}
    assert reach(safe_way(answers), answers).address == ""


def test_a_sign_in_an_address_cannot_become_a_subject():
    answers = {"channel": "email", "email": "no?subject=x&body@example.nl"}
    assert "?" not in reach(safe_way(answers), answers).address


@pytest.mark.parametrize("channel", ["will_call", "pigeon", None, ["phone"], {}])
def test_what_is_not_understood_is_no_way(channel):
    assert safe_way({"channel": channel, "phone": "+31612345678"}).means == Means.NOTHING

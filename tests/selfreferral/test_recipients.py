"""Letters go to the recipients that the file names at this moment; a file that went wrong stops nobody from signing up."""

import logging

import pyrage
import pytest

from perspectief.settings.recipients import Recipients

pytestmark = pytest.mark.pure


def _recipient():
    return str(pyrage.x25519.Identity.generate().to_public())


@pytest.fixture
def recipients(tmp_path):
    file = tmp_path / "recipients.txt"
    file.write_text(f"{_recipient()}\n{_recipient()}\n")
    return Recipients(file)


def test_new_recipients_are_used_without_a_restart(recipients):
    before, added = tuple(recipients), _recipient()
    recipients.path.write_text("\n".join([*before, added]))
    assert tuple(recipients) == (*before, added)
    assert (recipients[0], recipients[2], len(recipients)) == (before[0], added, 3)


WENT_WRONG = {
    "gone": None,
    "empty": "",
    "nonsense": "age1nonsense\nage1more\n",
    "private": str(pyrage.x25519.Identity.generate()),
}


@pytest.mark.parametrize("content", WENT_WRONG.values(), ids=WENT_WRONG)
def test_a_file_that_went_wrong_stops_nobody_and_is_in_the_log_once(recipients, content, caplog):
    before = tuple(recipients)
    recipients.path.unlink() if content is None else recipients.path.write_text(content)
    with caplog.at_level(logging.ERROR):
        assert tuple(recipients) == tuple(recipients) == before
    assert [record.getMessage()[:45] for record in caplog.records] == ["Letters are still sealed to the former recipi"]
    assert "SECRET" not in caplog.text


def test_when_it_is_right_again_it_is_used_again(recipients):
    recipients.path.write_text("half")
    assert len(recipients) == 2
    right = [_recipient() for _ in range(3)]
    recipients.path.write_text("\n".join(right))
    assert list(recipients) == right


def test_a_key_has_one_name_however_it_was_typed(recipients):
    recipients.path.write_text("\n".join(recipient.upper() for recipient in recipients))
    assert all(recipient.islower() for recipient in recipients)

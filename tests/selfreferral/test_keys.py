"""Keys are made once, for the right eyes, and the recovery key is not kept on the machine."""

import stat

import pyrage
import pytest
from django.core.management import CommandError, call_command

from perspectief.operations.keys import KeysExistError, create_keys
from perspectief.settings.keys import read_recipients

pytestmark = pytest.mark.pure


@pytest.fixture
def keys(tmp_path):
    return create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public")


def test_only_the_owner_may_read_the_intake_key(keys):
    assert stat.S_IMODE(keys.intake_key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.intake_key_file.parent.stat().st_mode) == 0o700


def test_the_recovery_key_is_kept_nowhere(keys, tmp_path):
    written = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 2
    assert not any(keys.recovery_key in text for text in written)


def test_the_two_recipients_are_the_public_halves_of_both_keys_intake_first(keys):
    intake_key = next(line for line in keys.intake_key_file.read_text().splitlines() if not line.startswith("#"))
    halves = [str(pyrage.x25519.Identity.from_str(key).to_public()) for key in (intake_key, keys.recovery_key)]
    assert read_recipients(keys.recipients_file) == tuple(halves)


@pytest.mark.parametrize("kept", ["intake_key_file", "recipients_file"])
def test_keys_are_never_overwritten(keys, tmp_path, kept):
    for name in ("intake_key_file", "recipients_file"):
        if name != kept:
            getattr(keys, name).unlink()
    before = getattr(keys, kept).read_bytes()
    with pytest.raises(KeysExistError):
        create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public")
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [before]


def test_the_command_shows_the_recovery_key_once_and_writes_it_nowhere(tmp_path, capsys):
    call_command("create_keys", "--private-dir", tmp_path / "private", "--public-dir", tmp_path / "public")
    shown = [line.strip() for line in capsys.readouterr().out.splitlines() if "AGE-SECRET-KEY-" in line]
    assert len(shown) == 1
    written = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert shown[0] not in written


def test_the_command_says_in_one_sentence_that_keys_exist(keys, tmp_path):
    with pytest.raises(CommandError, match="exists already and is left as it is"):
        call_command("create_keys", "--private-dir", tmp_path / "private", "--public-dir", tmp_path / "public")

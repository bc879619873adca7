"""A check of the keys says whether intake can open what comes in, and fails with what is wrong."""

import io
import json

import pytest
from django.core.management import CommandError

from selfreferral.intake.models import KeyDeed, Note
from selfreferral.models import Letter
from selfreferral.seal import fingerprint
from tests.selfreferral.opening import new_key, sealed_rows

pytestmark = pytest.mark.usefixtures("letters")


def test_keys_that_fit_are_said_to(keys, run):
    said = run("check_keys")
    assert "The intake key opens what the public side seals." in said
    assert fingerprint(keys.ring.recipients()) in said
    assert keys.ids()[0] in said


def test_it_leaves_nothing_behind(keys, run):
    def everything():
        files = {path: path.read_bytes() for path in keys.folder.rglob("*") if path.is_file()}
        return files, Letter.objects.count(), Note.objects.count(), KeyDeed.objects.count()

    before = everything()
    run("check_keys", "--canary", _canary(run, keys))
    (keys.folder / "canary").unlink()
    assert everything() == before


def test_what_another_public_process_sealed_is_tried(keys, run):
    assert "opens what the public side seals" in run("check_keys", "--canary", _canary(run, keys))


def test_it_can_be_piped(keys, run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(run("seal_canary")))
    assert "opens what the public side seals" in run("check_keys", "--canary", "-")


def _canary(run, keys):
    path = keys.folder / "canary"
    path.write_text(run("seal_canary"))
    return path


def test_a_public_side_with_former_recipients_is_found_out(keys, run):
    canary = _canary(run, keys)
    run("rotate_keys")
    with pytest.raises(CommandError, match=r"does not open what the public side seals.*has other recipients"):
        run("check_keys", "--canary", canary)


def test_a_public_side_with_one_recipient_less_is_found_out(keys, run):
    canary = _canary(run, keys)
    run("add_recipient", new_key()[1])
    with pytest.raises(CommandError, match=r"^The public side has other recipients") as refused:
        run("check_keys", "--canary", canary)
    assert "does not open" not in str(refused.value)


def test_a_canary_that_tells_the_wrong_fingerprint_is_found_out_by_opening_it(keys, run):
    canary = _canary(run, keys)
    run("rotate_keys")
    content = json.loads(canary.read_text())
    canary.write_text(json.dumps({**content, "fingerprint": fingerprint(keys.ring.recipients())}))
    with pytest.raises(CommandError, match="does not open"):
        run("check_keys", "--canary", canary)


@pytest.mark.parametrize("text", ["", "x", "{}", "[]", "null", '{"fingerprint": 1, "sealed": "é"}', "[" * 50_000, "\0"])
def test_a_canary_that_is_none_is_refused_in_one_sentence(keys, run, text):
    (keys.folder / "canary").write_text(text)
    with pytest.raises(CommandError, match="That is no canary"):
        run("check_keys", "--canary", keys.folder / "canary")


def test_a_canary_that_is_not_there_is_refused(keys, run):
    with pytest.raises(CommandError, match="canary"):
        run("check_keys", "--canary", keys.folder / "canary")


def test_a_fingerprint_read_over_the_telephone_is_compared(keys, run):
    own = fingerprint(keys.ring.recipients())
    run("check_keys", "--fingerprint", f"{own[:10].upper()} {own[10:]}")
    with pytest.raises(CommandError, match="has other recipients"):
        run("check_keys", "--fingerprint", own[::-1])


def test_a_fingerprint_depends_on_the_keys_and_their_order_and_not_on_comments(keys):
    one, other = keys.ring.recipients()
    before = fingerprint(keys.ring.recipients())
    keys.ring.recipients_file.write_text(f"\n#x\n{one.upper()}\n  {other}\n")
    assert fingerprint(keys.ring.recipients()) == before
    keys.ring.recipients_file.write_text(f"{other}\n{one}\n")
    assert fingerprint(keys.ring.recipients()) != before


@pytest.mark.parametrize("content", [None, "", "half", "AGE-SECRET-KEY-1NOTAKEY"])
def test_a_key_file_that_is_missing_or_damaged_is_said(keys, run, content):
    keys.ring.key_file.unlink() if content is None else keys.ring.key_file.write_text(content)
    with pytest.raises(CommandError, match="intake key") as refused:
        run("check_keys")
    assert "NOTAKEY" not in str(refused.value)


def test_the_wrong_key_is_said_and_the_letters_nobody_here_can_open(keys, run):
    keys.ring.key_file.write_text(f"{new_key()[0]}\n")
    with pytest.raises(CommandError, match=r"does not open.*6 letters or notes are sealed to an intake key"):
        run("check_keys")
    assert len(sealed_rows()) == 6


def test_a_recovery_key_beside_the_intake_key_is_said(keys, run):
    keys.ring.key_file.write_text(keys.ring.key_file.read_text() + keys.recovery_file.read_text())
    with pytest.raises(CommandError, match="The recovery key lies in the intake key file"):
        run("check_keys")


def test_a_key_file_that_everybody_can_read_is_said(keys, run):
    keys.ring.key_file.chmod(0o644)
    with pytest.raises(CommandError, match="chmod 600"):
        run("check_keys")


def test_a_recipients_file_that_is_gone_is_said(keys, run):
    keys.ring.recipients_file.unlink()
    with pytest.raises(CommandError, match="The recipients of letters cannot be read"):
        run("check_keys")


def test_the_public_process_seals_a_canary_without_a_database(surroundings):
    asks = "import django; django.setup(); from django.core.management import call_command; call_command('seal_canary')"
    done = surroundings.start("public", asks)
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) == {"fingerprint", "sealed"}

"""One more key can open new letters, and old ones when asked; what was typed by mistake is never repeated."""

import pyrage
import pytest
from django.core.management import CommandError
from django.db import connection

from selfreferral.intake.models import Deed, KeyDeed
from selfreferral.models import Letter
from tests.selfreferral.opening import new_key, opened, sealed_rows

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def other():
    """A second recovery key, say: its private and its public half."""
    return new_key()


def test_new_letters_open_with_it_and_old_ones_do_not(keys, run, send_in, other):
    run("add_recipient", other[1], "--label", "second recovery key")
    letter = Letter.objects.get(pk=send_in(name="Later").pk)
    assert opened(letter, other[0])["name"] == "Later"
    for row in set(sealed_rows()) - {letter}:
        with pytest.raises(pyrage.DecryptError):
            opened(row, other[0])
    assert "# second recovery key\n" in keys.ring.recipients_file.read_text()


def test_the_others_stay_the_intake_key_first(keys, run, other):
    before = keys.ring.recipients()
    run("add_recipient", other[1])
    assert keys.ring.recipients() == (*before, other[1])


def test_when_asked_all_letters_and_notes_open_with_it_and_with_the_others_as_before(keys, run, other):
    said = run("add_recipient", other[1], "--reseal", "--batch", 2)
    assert "6 letters and notes were sealed anew." in said
    for key in (other[0], keys.private()[0], keys.recovery_key):
        assert all(opened(row, key) for row in sealed_rows())


def test_given_again_it_goes_on_with_what_is_left(run, other, send_in):
    run("add_recipient", other[1], "--reseal")
    old = send_in(name="Nog een")
    said = run("add_recipient", other[1], "--reseal")
    assert "It was a recipient already." in said
    assert "1 letters and notes were sealed anew." in said
    assert KeyDeed.objects.filter(deed=Deed.RESEALED, subject=old.pk).count() == 1
    assert KeyDeed.objects.filter(deed=Deed.ADDED).count() == 1
    assert KeyDeed.objects.filter(deed=Deed.BEGUN).count() == 2


def test_a_stolen_recovery_key_taken_out_of_the_file_opens_nothing_after_that(keys, run, send_in, other):
    run("add_recipient", other[1])
    lines = keys.ring.recipients_file.read_text().splitlines()
    keys.ring.recipients_file.write_text("\n".join(line for line in lines if line != keys.ring.recipients()[1]))
    run("add_recipient", other[1], "--reseal")
    send_in(name="Later")
    assert len(sealed_rows()) == 7
    for row in sealed_rows():
        assert opened(row, other[0])
        with pytest.raises(pyrage.DecryptError):
            opened(row, keys.recovery_key)


def test_a_key_that_is_there_is_not_added_twice_however_it_is_typed(keys, run):
    before = keys.ring.recipients_file.read_bytes()
    for typed in (keys.ring.recipients()[1], keys.ring.recipients()[1].upper(), keys.ring.recipients()[0]):
        with pytest.raises(CommandError, match="is a recipient already"):
            run("add_recipient", typed)
    assert keys.ring.recipients_file.read_bytes() == before


SECRET = "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ"


@pytest.mark.parametrize(
    "typed", [[SECRET], [SECRET.lower()], ["age1x", SECRET], [f"x{SECRET}"], ["--label", SECRET, "age1x"]]
)
def test_a_private_key_is_refused_in_one_sentence_that_does_not_repeat_it(keys, run, capsys, typed):
    before = keys.ring.recipients_file.read_bytes()
    with pytest.raises(CommandError) as refused:
        run("add_recipient", *typed)
    told = str(refused.value) + "".join(capsys.readouterr())
    assert "QQQ" not in told.upper()
    assert told.count(".") - told.count("...") * 3 == 1
    assert keys.ring.recipients_file.read_bytes() == before


def test_a_real_private_key_too(run, other):
    with pytest.raises(CommandError, match="That is a private key"):
        run("add_recipient", other[0])


@pytest.mark.parametrize(
    "typed", ["", "age1", "age1nonsense", "ssh-ed25519 AAAA", "age1" + "q" * 58, "hé", "\0", "a" * 9999]
)
def test_what_is_no_recipient_is_refused_in_one_sentence(keys, run, typed):
    before = keys.ring.recipients_file.read_bytes()
    with pytest.raises(CommandError, match="That is no age recipient") as refused:
        run("add_recipient", typed)
    assert len(typed) < 5 or typed not in str(refused.value)
    assert keys.ring.recipients_file.read_bytes() == before


@pytest.mark.parametrize("number", [0, 2])
def test_it_takes_one_at_a_time(run, number):
    with pytest.raises(CommandError, match="Give one recipient"):
        run("add_recipient", *[new_key()[1] for _ in range(number)])


def test_a_label_cannot_smuggle_a_line_in(keys, run, other):
    run("add_recipient", other[1], "--label", f"x\n{new_key()[1]}\r\n")
    assert keys.ring.recipients()[2:] == (other[1],)


def test_to_seal_old_letters_anew_the_intake_key_is_needed(keys, run, other, settings):
    del settings.INTAKE_KEY_FILE
    run("add_recipient", other[1])
    with pytest.raises(CommandError, match="--intake-key-file"):
        run("add_recipient", other[1], "--reseal")


def test_what_cannot_be_recorded_is_not_done(keys, run, other):
    before = keys.ring.recipients()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE selfreferral_intake_keydeed RENAME TO away")
    with pytest.raises(CommandError, match="The database does not answer"):
        run("add_recipient", other[1])
    assert keys.ring.recipients() == before


def test_a_file_that_lost_its_recipients_is_not_written_to(keys, run, other):
    keys.ring.recipients_file.write_text("# half")
    with pytest.raises(CommandError, match="at least two recipients"):
        run("add_recipient", other[1])
    assert keys.ring.recipients_file.read_text() == "# half"

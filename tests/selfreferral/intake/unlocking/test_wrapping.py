"""A passphrase is worth what it costs to try one, and trying never costs the machine more than one at a time."""

import threading
import time

import pytest

from selfreferral.intake.unlocking import wrapping
from selfreferral.intake.unlocking.wrapping import BusyError, WrongPassphraseError, unwrap, wrap

pytestmark = pytest.mark.pure
SECRET, ABOUT = b"AGE-SECRET-KEY-1SECRET", b"7\0age1owner"


@pytest.fixture
def wrapped():
    return wrap(SECRET, passphrase="kaars fiets oever noot", about=ABOUT)


def test_the_passphrase_opens_it_however_its_letters_are_composed(wrapped):
    assert unwrap(wrapped, passphrase=" kaars  fiets oever noot\n", about=ABOUT) == SECRET
    one = wrap(SECRET, passphrase="caf\u00e9 fiets oever noot", about=ABOUT)
    assert unwrap(one, passphrase="cafe\u0301 fiets oever noot", about=ABOUT) == SECRET


@pytest.mark.parametrize("passphrase", ["", "kaars fiets oever", "kaars fiets oever Noot", "\ud800"])
def test_no_other_opens_it(wrapped, passphrase):
    with pytest.raises(WrongPassphraseError):
        unwrap(wrapped, passphrase=passphrase, about=ABOUT)


def test_it_opens_for_what_it_belongs_to_alone(wrapped):
    with pytest.raises(WrongPassphraseError):
        unwrap(wrapped, passphrase="kaars fiets oever noot", about=b"8\0age1owner")


@pytest.mark.parametrize("place", [0, 1, 17, 29, -1])
def test_changed_anywhere_it_does_not_open(wrapped, place):
    changed = bytearray(wrapped)
    changed[place] ^= 1
    with pytest.raises(WrongPassphraseError):
        unwrap(bytes(changed), passphrase="kaars fiets oever noot", about=ABOUT)


@pytest.mark.parametrize("length", [0, 1, 20, 29])
def test_cut_short_it_does_not_open(wrapped, length):
    with pytest.raises(WrongPassphraseError):
        unwrap(wrapped[:length], passphrase="kaars fiets oever noot", about=ABOUT)


def test_neither_the_secret_nor_the_passphrase_stands_in_it(wrapped):
    assert SECRET not in wrapped
    assert b"kaars" not in wrapped


def test_the_same_twice_is_not_the_same(wrapped):
    assert wrap(SECRET, passphrase="kaars fiets oever noot", about=ABOUT)[1:] != wrapped[1:]


def test_as_it_runs_on_a_server_each_try_costs_64_mebibytes_three_times_over(monkeypatch):
    """RFC 9106, 4, the second recommended choice; the other tests of this folder try with less."""
    monkeypatch.undo()
    assert (wrapping.MEMORY_KIB, wrapping.PASSES, wrapping.LANES) == (65536, 3, 4)
    assert unwrap(wrap(SECRET, passphrase="x", about=ABOUT), passphrase="x", about=ABOUT) == SECRET


def test_many_at_once_wait_for_each_other(monkeypatch):
    """So the memory of one is all that a process gives to it, whoever sends how many."""
    running, most = [], []

    class Slow:
        def __init__(self, **options):
            pass

        def derive(self, passphrase):
            running.append(1)
            most.append(len(running))
            time.sleep(0.01)
            running.pop()
            return b"k" * 32

    monkeypatch.setattr(wrapping, "Argon2id", Slow)
    threads = [threading.Thread(target=wrap, args=(SECRET,), kwargs={"passphrase": "x", "about": ABOUT}) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (8, 1)


def test_who_would_wait_too_long_is_told_so(monkeypatch):
    monkeypatch.setattr(wrapping, "PATIENCE", 0.01)
    with wrapping._alone, pytest.raises(BusyError):
        wrap(SECRET, passphrase="x", about=ABOUT)

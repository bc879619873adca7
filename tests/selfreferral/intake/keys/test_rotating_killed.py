"""Killed in the middle of a change of keys, while letters come in: none is lost, none is doubled, all open."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from selfreferral.intake.models import Deed, KeyDeed
from selfreferral.models import Letter
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from tests.selfreferral.opening import opened

pytestmark = pytest.mark.usefixtures("committing")
MANAGE = Path(__file__).resolve().parents[4] / "site" / "manage.py"
LETTERS, BATCH = 120, 3
KILLED_AFTER = (9, 30, 60)  # letters of that run


@pytest.fixture
def surroundings(keys):
    """The same database and keys, for a process of its own."""
    address = connection.settings_dict
    if connection.vendor == "postgresql":
        return {**os.environ, "DATA_DIR": str(keys.folder), "TEST_DATABASE_URL": _url(address)}
    (keys.folder / "perspectief.sqlite3").symlink_to(address["NAME"])
    return {**os.environ, "DATA_DIR": str(keys.folder)}


def _url(address):
    return f"postgres://{address['USER']}@/{address['HOST']}/{address['NAME']}"


def _start(surroundings):
    command = [sys.executable, MANAGE, "rotate_keys", "--batch", str(BATCH)]
    return subprocess.Popen(
        command,
        env={**surroundings, "DJANGO_SETTINGS_MODULE": "perspectief.settings.test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _kill_after(process, number):
    """Without warning, at some moment in the batch that follows."""
    for line in process.stdout:
        if line.strip().endswith("sealed anew") and int(line.split()[0]) >= number:
            break
    time.sleep(random.uniform(0, 0.004))  # noqa: S311  no secret: a moment
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL


@contextmanager
def letters_coming_in(now):
    """Somebody signs up all the time. Gives the ids of what was taken, and stops at the end."""
    taken, is_over = [], threading.Event()

    def sign_up():
        try:
            while not is_over.wait(0.05):
                secret = VisitSecret.new()
                submit(secret=secret, answers={"name": str(secret.letter_id)}, now=now)
                taken.append(secret.letter_id)
        finally:
            connection.close()

    thread = threading.Thread(target=sign_up)
    thread.start()
    try:
        yield taken
    finally:
        is_over.set()
        thread.join(timeout=30)


def _send_in(number, now):
    for _ in range(number):
        secret = VisitSecret.new()
        submit(secret=secret, answers={"name": str(secret.letter_id)}, now=now)


def _all_open(keys):
    private = dict(zip(keys.ids(), keys.private(), strict=True))
    letters = list(Letter.objects.all())
    for letter in letters:  # with the key that it says, and with the one in the safe
        for key in (private[letter.key_id], keys.recovery_key):
            assert opened(letter, key) == {"name": str(letter.pk)}
    return {letter.pk: letter.key_id for letter in letters}


def test_killed_again_and_again_while_letters_come_in_all_are_there_once_and_open(keys, surroundings, now):
    _send_in(LETTERS, now)
    before = _all_open(keys)
    with letters_coming_in(now) as taken:
        for number in KILLED_AFTER:
            _kill_after(_start(surroundings), number)
            during = _all_open(keys)
            assert set(before) <= set(during)
            _records_are_true(keys, before, during)
        last = _start(surroundings)
        said, wrong = last.communicate(timeout=120)
        assert last.returncode == 0, said + wrong
    after = _all_open(keys)
    assert set(after) == set(before) | set(taken)
    assert len(taken) > len(KILLED_AFTER)
    assert set(after.values()) == {keys.ids()[0]}
    assert len(keys.ids()) == 2
    _records_are_true(keys, before, after)


def _records_are_true(keys, before, rows):
    """Each letter that was closed anew has one record of it, and no other letter that was there at first has one."""
    subjects = list(KeyDeed.objects.filter(deed=Deed.RESEALED).values_list("subject", flat=True))
    assert len(subjects) == len(set(subjects))
    assert set(subjects) & set(before) == {pk for pk in before if rows[pk] == keys.ids()[0]}

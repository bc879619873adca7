"""What was backed up comes back: the same pages, letters that open, and nothing that should have been forgotten."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from perspectief.operations.backups.making import CONTENTS, DATABASE, LEFT_OUT, MEDIA, checksum, forget_old
from perspectief.operations.keys import create_keys
from perspectief.settings.recipients import Recipients
from selfreferral.models import Letter
from selfreferral.public.models import Draft
from tests.postgres import find_programs
from tests.processes import Surroundings
from tests.selfreferral.intake.conftest import now, send_in
from tests.selfreferral.opening import opened

__all__ = ["now", "send_in"]

RUN = "from django.core.management import execute_from_command_line as run; run(['manage.py', *{words!r}])"
PAGES = ("/", "/slachtoffers/", "/en/", "/slachtoffers/doel/")
# Without the stamps of one answer: tokens and nonces.
SHOW = """
import django, hashlib, re; django.setup()
from django.test import Client
for address in {pages!r}:
    answer = Client().get(address, secure=True, headers={{"host": "www.perspectief.example"}})
    lasting = re.sub(r'(nonce|value)="[^"]*"', "", answer.text)
    print(address, answer.status_code, hashlib.sha256(lasting.encode()).hexdigest())
"""
NEW = "put_back"


class Machine:
    """A server with PostgreSQL, and the recovery key in a safe."""

    def __init__(self, surroundings, tmp_path: Path) -> None:
        self.surroundings, self.backups, self.media = surroundings, tmp_path / "backups", tmp_path / "media"
        self.static, self.recovery_key = tmp_path / "static", tmp_path / "recovery.key"

    def url(self, database: str) -> str:
        address = connection.settings_dict
        return f"postgres://{address['USER']}@/{address['HOST']}/{database}"

    def run(self, code: str, *, process: str = "operations", database: str = "", **settings: str):
        url = self.url(database or connection.settings_dict["NAME"])
        path = f"{find_programs()}:{os.environ['PATH']}"
        folders = {"MEDIA_ROOT": str(self.media), "STATIC_ROOT": str(self.static)}
        return self.surroundings.start(process, code, **{**folders, "PATH": path, "DATABASE_URL": url, **settings})

    def manage(self, *words: object, **how: str):
        return self.run(RUN.format(words=[str(word) for word in words]), **how)

    def back_up(self) -> Path:
        done = self.manage("back_up", "--to", self.backups)
        assert done.returncode == 0, done.stderr
        [made] = self.backups.iterdir()
        return made

    def restore(self, backup: Path, *, key: Path | None = None, media: str = "media-new"):
        folder = str(self.media.with_name(media))
        words = ("restore_backup", backup, "--recovery-key-file", key or self.recovery_key)
        return self.manage(*words, database=NEW, MEDIA_ROOT=folder)

    def show(self, **how: str) -> str:
        done = self.run(SHOW.format(pages=PAGES), process="public", **how)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def machine(request, tmp_path, settings):
    if connection.vendor != "postgresql":
        pytest.skip("backups are made of PostgreSQL")
    request.getfixturevalue("seeded_site")
    made = create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public")
    settings.RECIPIENTS, settings.INTAKE_KEY_FILE = Recipients(made.recipients_file), made.intake_key_file
    machine = Machine(Surroundings(tmp_path), tmp_path)
    machine.recovery_key.write_text(f"{made.recovery_key}\n")
    machine.media.mkdir()
    (machine.media / "foto.txt").write_text("Planted-Media-Qx7")
    return machine


@pytest.fixture
def empty_database(machine):
    address = connection.settings_dict
    with psycopg.connect(host=address["HOST"], user=address["USER"], dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NEW} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {NEW} TEMPLATE template0")
        yield
        server.execute(f"DROP DATABASE IF EXISTS {NEW} WITH (FORCE)")


def _rows(database: str) -> list[tuple]:
    address = connection.settings_dict
    with psycopg.connect(host=address["HOST"], user=address["USER"], dbname=database) as there:
        return there.execute("SELECT id, kind, sealed, receipt_digest FROM selfreferral_letter ORDER BY id").fetchall()


def test_the_drill(machine, empty_database, send_in, collected):
    """A machine burned down: with last night's backup and the key from the safe the site is as it was."""
    for name in ("Noor", "Sam"):
        send_in(name=name)
    Draft.objects.create(sealed=b"s", saved_at=datetime.now(UTC))
    shutil.copytree(collected, machine.static)
    before = machine.show()
    backup = machine.back_up()
    done = machine.restore(backup)
    assert done.returncode == 0, done.stderr
    assert machine.show(database=NEW, MEDIA_ROOT=str(machine.media.with_name("media-new"))) == before
    assert " 200 " in before
    assert " 404 " not in before
    assert _rows(NEW) == _rows(connection.settings_dict["NAME"])
    assert len(_rows(NEW)) == 2
    assert (machine.media.with_name("media-new") / "foto.txt").read_text() == "Planted-Media-Qx7"
    _letters_open_with_a_new_intake_key(machine)
    with _new() as there:
        assert there.execute("SELECT count(*) FROM selfreferral_public_draft").fetchone() == (0,)


def _new() -> psycopg.Connection:
    address = connection.settings_dict
    return psycopg.connect(host=address["HOST"], user=address["USER"], dbname=NEW)


def _letters_open_with_a_new_intake_key(machine) -> None:
    """As docs/operate.md says for a lost intake key."""
    machine.surroundings.intake_key.unlink()
    key = ("--intake-key-file", machine.surroundings.intake_key, "--with-recovery-key-file", machine.recovery_key)
    done = machine.manage("rotate_keys", *key, database=NEW)
    assert "2 letters and notes were sealed anew." in done.stdout, done.stderr
    private = next(line for line in machine.surroundings.intake_key.read_text().splitlines() if not line.startswith("#"))
    names = {
        opened(Letter(pk=identity, kind=kind, sealed=bytes(sealed)), private)["name"]
        for identity, kind, sealed, _digest in _rows(NEW)
    }
    assert names == {"Noor", "Sam"}


def test_nobody_reads_it_without_the_recovery_key(machine, empty_database, send_in):
    send_in(name="Noor")
    backup = machine.back_up()
    everything = b"".join(path.read_bytes() for path in backup.iterdir())
    for plain in (b"PGDMP", b"Planted-Media-Qx7", b"herstelbemiddeling"):
        assert plain not in everything
    refused = machine.restore(backup, key=machine.surroundings.intake_key)
    assert refused.returncode == 1
    assert refused.stderr == "CommandError: This key does not open the backup.\n"
    assert _is_empty()


def _is_empty() -> bool:
    with _new() as there:
        return there.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_stock_age_program_opens_it(machine):
    backup = machine.back_up()
    command = ["age", "--decrypt", "-i", machine.recovery_key, backup / DATABASE]
    plain = subprocess.run(command, check=True, capture_output=True).stdout
    assert plain.startswith(b"PGDMP")


@pytest.mark.parametrize("name", [DATABASE, MEDIA])
def test_a_damaged_backup_is_refused_before_anything_changes(machine, empty_database, name):
    backup = machine.back_up()
    content = bytearray((backup / name).read_bytes())
    content[-5] ^= 1
    (backup / name).write_bytes(content)
    refused = machine.restore(backup)
    assert refused.stderr == f"CommandError: {name} of this backup is damaged.\n"
    assert _is_empty()


def test_a_stream_that_breaks_off_commits_nothing(machine, empty_database):
    """Also when the list of contents was made to fit."""
    backup = machine.back_up()
    content = (backup / DATABASE).read_bytes()[:-1000]
    (backup / DATABASE).write_bytes(content)
    told = json.loads((backup / CONTENTS).read_text())
    told["sha256"][DATABASE] = checksum(backup / DATABASE)
    (backup / CONTENTS).write_text(json.dumps(told))
    assert machine.restore(backup).returncode == 1
    assert _is_empty()


def test_nothing_is_written_over(machine, empty_database):
    backup = machine.back_up()
    assert machine.restore(backup).returncode == 0
    again = machine.restore(backup, media="elsewhere")
    assert again.stderr == "CommandError: The database is not empty: a backup is put back into a new one.\n"


def test_a_backup_that_fails_leaves_nothing_behind(machine):
    done = machine.manage("back_up", "--to", machine.backups, database="no_such_database")
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database could not be read:")
    assert list(machine.backups.iterdir()) == []


def test_a_missing_program_is_said_in_one_sentence(machine):
    done = machine.manage("back_up", "--to", machine.backups, PATH="/nowhere")
    assert "The program pg_dump is missing" in done.stderr
    assert list(machine.backups.iterdir()) == []


def test_every_table_that_is_left_out_exists(machine):
    with connection.cursor() as cursor:
        for pattern in LEFT_OUT:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE %s", [pattern.replace("*", "%")])
            assert cursor.fetchone()[0] > 0, pattern


@pytest.mark.pure
def test_old_backups_go_and_the_last_one_stays(tmp_path):
    moment = datetime(2026, 11, 23, 3, tzinfo=UTC)
    names = ["perspectief-20260101T030000Z", "perspectief-20261023T030000Z", "perspectief-20261025T030000Z"]
    for name in names:
        (tmp_path / name).mkdir()
    assert [path.name for path in forget_old(folder=tmp_path, now=moment, days=30)] == names[:2]
    assert forget_old(folder=tmp_path, now=moment + timedelta(days=400), days=30) == []

"""The commands in the processes of a server: operations changes the keys, staff and public go on with them."""

import pytest
from django.db import connection

from perspectief.settings.recipients import Recipients

RUN = "from django.core.management import execute_from_command_line as run; run(['manage.py', *{words!r}])"


@pytest.fixture
def server(surroundings, committing, settings):
    """Gives commands to a process. The database is a real one, with a letter in it."""
    if connection.vendor != "postgresql":
        pytest.skip("a server's processes need PostgreSQL")
    settings.RECIPIENTS = Recipients(surroundings.recipients)
    address = connection.settings_dict
    url = f"postgres://{address['USER']}@/{address['HOST']}/{address['NAME']}"

    def give(process, *words):
        return surroundings.start(process, RUN.format(words=[str(word) for word in words]), DATABASE_URL=url)

    return give


def test_operations_changes_the_keys_and_staff_opens_what_public_seals(server, surroundings, send_in, tmp_path):
    send_in()
    done = server("operations", "rotate_keys", "--intake-key-file", surroundings.intake_key)
    assert done.returncode == 0, done.stderr
    assert "1 letters and notes were sealed anew." in done.stdout
    (tmp_path / "canary").write_text(server("public", "seal_canary").stdout)
    checked = server("staff", "check_keys", "--canary", tmp_path / "canary")
    assert checked.returncode == 0, checked.stderr
    assert "The intake key opens what the public side seals." in checked.stdout


def test_an_empty_letter_of_the_public_process_opens_in_the_staff_process(server):
    dropped, opened = server("public", "drop_canary"), server("staff", "open_canaries")
    assert (dropped.returncode, opened.returncode) == (0, 0), dropped.stderr + opened.stderr
    assert "The empty letter came and opened." in opened.stdout
    again = server("staff", "open_canaries")
    assert again.returncode == 1
    assert "Er kwam geen lege brief aan" in again.stderr


@pytest.mark.parametrize("command", ["rotate_keys", "check_keys"])
def test_operations_by_itself_holds_no_key(server, command):
    done = server("operations", command)
    assert done.returncode == 1
    assert done.stderr == "CommandError: Name the intake key with --intake-key-file: this process does not hold it.\n"


@pytest.mark.parametrize("command", ["rotate_keys", "add_recipient", "check_keys", "export_letter", "open_canaries"])
def test_the_public_process_does_not_know_the_commands(server, command):
    done = server("public", command)
    assert done.returncode == 1
    assert "Unknown command" in done.stderr

"""Key files change in one step or not at all, and only their owner sees them."""

import contextlib
import os
import shutil
import stat
import subprocess

import pytest

from perspectief.operations.key_files import KeysBusyError, alone, replace, write_new
from perspectief.operations.keyring import Keyring, make_intake_key
from perspectief.operations.keys import create_keys

pytestmark = pytest.mark.pure


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "intake.key"
    write_new(path, b"old", mode=0o600)
    return path


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_that_is_there_is_not_written_over(path):
    with pytest.raises(FileExistsError):
        write_new(path, b"new", mode=0o600)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(("before", "after"), [(0o600, 0o600), (0o640, 0o640), (0o666, 0o640), (0o755, 0o640)])
def test_nobody_gets_to_see_a_private_key_who_need_not(path, before, after):
    path.chmod(before)
    replace(path, b"new", mode=0o600)
    assert (path.read_bytes(), _mode(path)) == (b"new", after)


def test_a_new_file_is_for_its_owner(tmp_path):
    replace(tmp_path / "new", b"new", mode=0o600)
    assert _mode(tmp_path / "new") == 0o600


def test_what_an_interrupted_command_left_is_cleared_away(path):
    (path.parent / ".intake.key.new").write_text("half a key")
    replace(path, b"new", mode=0o600)
    assert [file.name for file in path.parent.iterdir()] == ["intake.key"]


def test_a_link_stays_a_link(path, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(path)
    replace(link, b"new", mode=0o600)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("failing", ["fsync", "chmod", "replace"])
def test_a_failure_leaves_the_old_file_and_no_other(path, monkeypatch, failing):
    def fail(*args, **kwargs):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr("os." + failing if failing == "fsync" else f"pathlib.Path.{failing}", fail)
        with pytest.raises(OSError, match="Input/output error"):
            replace(path, b"new", mode=0o600)
    assert path.read_bytes() == b"old"
    assert [file.name for file in path.parent.iterdir()] == ["intake.key"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_the_owner_stays(path):
    os.chown(path, 65534, 65534)
    replace(path, b"new", mode=0o600)
    assert (path.stat().st_uid, path.stat().st_gid) == (65534, 65534)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of sixteen kilobytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", folder]
    if os.geteuid() != 0 or not mount or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk, and not in every container")
    yield folder
    subprocess.run(["umount", folder], check=True)


def _fill(folder):
    """Until nothing more fits, not even a byte."""
    with contextlib.suppress(OSError), (folder / "filling").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)


def test_on_a_full_disk_the_keys_stay_as_they_were(small_disk):
    made = create_keys(private_dir=small_disk / "private", public_dir=small_disk / "public")
    ring = Keyring(named_key_file=made.intake_key_file, recipients_file=made.recipients_file)
    before = {path: path.read_bytes() for path in (ring.key_file, ring.recipients_file)}
    _fill(small_disk)
    with pytest.raises(OSError, match="No space left"):
        make_intake_key(ring)
    assert {path: path.read_bytes() for path in (ring.key_file, ring.recipients_file)} == before
    assert [file.name for file in ring.key_file.parent.iterdir()] == ["intake.key"]
    (small_disk / "filling").unlink()
    make_intake_key(ring)
    assert ring.recipients()[0] == ring.publics()[0]


def test_two_commands_do_not_change_keys_at_the_same_moment(tmp_path):
    with alone(tmp_path), pytest.raises(KeysBusyError), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass

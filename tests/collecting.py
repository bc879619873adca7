"""The static files as a server has them. Collecting takes half a minute, so it is done once."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from perspectief.operations.keys import create_keys
from tests import plugin
from tests.processes import ROOT, Surroundings

SHARED = "COLLECTED"  # in the environment: a folder for several test runs of the same files (tests/run.sh)


def collect(operations: Mapping[str, str]) -> None:
    """Into the STATIC_ROOT of this operations process, which is made."""
    if plugin.ROOM in os.environ:
        shutil.copytree(_once(operations), operations["STATIC_ROOT"])
    else:
        _collect(operations)


def _once(operations: Mapping[str, str]) -> Path:
    room = Path(os.environ.get(SHARED) or plugin.room())
    done = room / "collected"
    with (room / "collected.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            begun = done.with_suffix(".begun")
            _collect({**operations, "STATIC_ROOT": str(begun)})
            begun.rename(done)
    return done


def _collect(operations: Mapping[str, str]) -> None:
    command = [sys.executable, str(ROOT / "site" / "manage.py"), "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, check=True, env={**operations}, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The STATIC_ROOT of a server, for processes that only read it."""
    folder = tmp_path_factory.mktemp("operations")
    create_keys(private_dir=folder / "private", public_dir=folder / "public")
    return _once(Surroundings(folder).environment("operations"))

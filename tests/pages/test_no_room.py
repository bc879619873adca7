"""A disk that is full or read-only: the keeper does not work for nothing, and nobody gets what should be gone."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from perspectief.pages import keeping
from perspectief.pages.keeping import ROOM, Keeper
from perspectief.pages.serving import GLANCE, StoredPages
from perspectief.pages.store import CURRENT, Store

pytestmark = pytest.mark.pure


class Ear:
    def heard(self) -> bool:
        return False


@pytest.fixture
def now(monkeypatch):
    """Seconds that pass when a test says so."""
    clock = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr("perspectief.pages.keeping.time", SimpleNamespace(monotonic=lambda: clock.seconds))
    monkeypatch.setattr("perspectief.pages.serving.monotonic", lambda: clock.seconds)
    return clock


def test_a_full_disk_is_not_tried_again_at_once(tmp_path, monkeypatch, now):
    def fill(*args, **kwargs):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(keeping, "fill", fill)
    keeper = Keeper(Store(tmp_path), StoredPages())
    assert not keeper._waits()
    with pytest.raises(OSError, match="full"):
        keeper._fill(Ear())
    assert keeper._waits()
    now.seconds += ROOM
    assert not keeper._waits()


@pytest.fixture
def flags(monkeypatch):
    """How the disk is mounted."""
    told = SimpleNamespace(f_flag=0)
    monkeypatch.setattr(os, "statvfs", lambda _folder: told)
    return told


def test_what_cannot_be_taken_away_is_not_served(tmp_path: Path, settings, monkeypatch, now, flags):
    monkeypatch.setattr(Store, "load", lambda _store, name: SimpleNamespace(name=name) if name else None)
    (tmp_path / CURRENT).symlink_to("generations/one")
    settings.PAGES_DIR = tmp_path
    pages = StoredPages()
    pages.bell.ring()
    assert pages._served().name == "generations/one"
    flags.f_flag = os.ST_RDONLY
    now.seconds += 2 * GLANCE
    assert pages._served() is None
    flags.f_flag = 0
    now.seconds += 2 * GLANCE
    assert pages._served().name == "generations/one"

"""A disk that is full or read-only: the keeper does not work for nothing, and nobody gets what should be gone."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from perspectief.pages import keeping
from perspectief.pages.generation import Answer, Generation
from perspectief.pages.keeping import ROOM, Keeper
from perspectief.pages.rendering import says_https
from perspectief.pages.serving import GLANCE, StoredPages
from perspectief.pages.store import CURRENT, Store

pytestmark = pytest.mark.pure
HOST = "www.example.nl"


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
    page = {"": Answer(b"stored", '"etag"', [], [])}
    monkeypatch.setattr(Store, "load", lambda _store, name: Generation(name, HOST, {"/": page}) if name else None)
    (tmp_path / CURRENT).symlink_to("generations/one")
    settings.PAGES_DIR = tmp_path
    pages = StoredPages()
    monkeypatch.setattr(pages, "django", lambda _environ, _start: [b"made"])
    pages.bell.ring()
    assert _asked(pages) == b"stored"
    flags.f_flag = os.ST_RDONLY
    now.seconds += 2 * GLANCE
    assert _asked(pages) == b"made"
    flags.f_flag = 0
    now.seconds += 2 * GLANCE
    assert _asked(pages) == b"stored"


def _asked(pages: StoredPages) -> bytes:
    said, https = says_https()
    asked = {"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "PATH_INFO": "/", "QUERY_STRING": "", said: https}
    return b"".join(pages(asked, lambda *_: None))

"""Making a generation: every address rendered, looked at, written down, and served only if nothing changed meanwhile."""

import logging
import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.core.cache import cache
from wagtail.models import Site

from .addresses import Address, host, published, views
from .models import known_now, unknown_to
from .proxy import common, mark, shared
from .rendering import Application, Rendered, render
from .store import Store
from .writing import PAGE_FILE, Page, file_for, finish, hidden, write

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Filled:
    """`kept`: how many addresses are served now. `failed`: how many gave an error, so that it is worth trying again."""

    kept: int
    failed: int


class ChangedMeanwhileError(Exception):
    """Something changed while pages were rendered: nothing of it is served."""


def fill(store: Store, application: Application, *, now: datetime, is_changed: Callable[[], bool]) -> Filled:
    """Make a generation and serve it. `is_changed` is asked after each page, to stop early.

    Raises ChangedMeanwhileError, and django.db.Error or OSError when the database or the folder fails.
    """
    cache.clear()  # Wagtail keeps there where sites begin
    known = known_now()  # before the first page is read
    site = Site.objects.get(is_default_site=True)
    before = store.current() or store.retired()
    room = store.new_room(now=now)
    try:
        pages, failed = _pages(application, site, is_changed)
        pages = _out_of_the_way(pages)
        for page in pages:
            write(page, room=room, before=store.folder / before if before else None)
        finish(room, pages=pages, known=known, host=host(site))
        _serve(store, room, known)
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        raise
    store.clear_away(keep=[before])  # a reader may still be busy with it
    return Filled(len(pages), failed)


def _pages(application: Application, site: Site, is_changed: Callable[[], bool]) -> tuple[list[Page], int]:
    waiting = deque(published(site))
    seen: set[str] = set()
    pages: list[Page] = []
    failed = 0
    while waiting:
        address = waiting.popleft()
        if address.path in seen:
            continue
        seen.add(address.path)
        if is_changed():
            raise ChangedMeanwhileError
        rendered = render(application, host=host(site), address=address.path)
        failed += rendered.status >= 500
        if rendered.may_be_kept:
            pages.append(_page(address, rendered))
            waiting.extend(views(address, rendered.body))
    if failed:
        logger.error("%d addresses gave an error and are not stored", failed)
    return pages, failed


def _page(address: Address, rendered: Rendered) -> Page:
    named = {name.lower(): value for name, value in rendered.headers}
    file = file_for(address.path, room=named.get("content-language", "other"))
    return Page(address=address.path, number=address.number, headers=rendered.headers, body=rendered.body, file=file)


def _out_of_the_way(pages: list[Page]) -> list[Page]:
    """The proxy adds the same headers to all that it finds: a page with others lies where it does not look."""
    usual = common(page.headers for page in pages if page.file.endswith(PAGE_FILE))
    under = mark(usual)
    return [replace(page, file=_place(page, under if shared(page.headers) == usual else None)) for page in pages]


def _place(page: Page, under: str | None) -> str:
    return f"{under}/{page.file}" if under and page.file.endswith(PAGE_FILE) else hidden(page.address)


def _serve(store: Store, room: Path, known: frozenset[str]) -> None:
    """Who changes something commits, then waits for the lock: so after the last look here nothing can come between."""
    with store.locked():
        if unknown_to(known):
            raise ChangedMeanwhileError
        store.put(room)

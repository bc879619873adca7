"""Emptying the store, before who made the change gets an answer. The keeper would do it too, some milliseconds later."""

import contextlib
import logging
from typing import Any

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move

from .models import unknown_to
from .store import Store

SAVED = (post_save, post_delete, page_published, page_unpublished, post_page_move)

logger = logging.getLogger(__name__)


def watch_saving() -> None:
    """Look after every commit in which something was saved. Whether it shows on a page, the database knows."""
    for signal in SAVED:
        signal.connect(_look_after_commit, dispatch_uid="perspectief.pages")


def _look_after_commit(sender: Any, **told: Any) -> None:
    """Once for each transaction, also when thousands of rows are saved in it."""
    if not any(_look in waiting for waiting in connection.run_on_commit):
        transaction.on_commit(_look, robust=True)


def _look() -> None:
    """What somebody saved is saved, whatever this folder is like; the keeper is told by the database as well."""
    if settings.PAGES_DIR is None:
        return
    store = Store(settings.PAGES_DIR)
    try:
        empty_if_changed(store)
    except AnyDatabaseError:  # it went away just after the commit: nobody can say any more what may be shown
        with contextlib.suppress(OSError):
            store.forget()
    except OSError:  # no right to write, or a keeper that hangs: it looks again as soon as it goes on
        logger.exception("The store of pages could not be emptied as it should")
        with contextlib.suppress(OSError):
            store.forget()


def empty_if_changed(store: Store) -> bool:
    """Whether something changed since the generation that is, or was last, served. Raises django.db.Error and OSError."""
    with store.locked():
        name = store.current() or store.retired()
        index = store.index(name)
        if index is None:
            store.forget()
            return True
        changed = unknown_to(index.known)
        if changed:
            store.retire(name=name, without=index.touched(changed))
        return bool(changed)

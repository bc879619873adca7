"""What is the same on every page (where pages are, the organisation's numbers) is read once, and again after a change."""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site

from .models import mark_of_changes

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Read = TypeVar("Read")


@dataclass
class Memory:
    """What was read, by name, after the changes that have this mark."""

    mark: tuple[int, int] | None = None
    known: dict[str, Any] = field(default_factory=dict)


_at_hand: ContextVar[Callable[[], Memory] | None] = ContextVar("at_hand", default=None)


def remembered(name: str, read: Callable[[], Read]) -> Read:
    """What `read` gives, from memory where there is one. It is shared: nobody may change it. Raises what `read` raises."""
    at_hand = _at_hand.get()
    if at_hand is None:
        return read()
    known = at_hand().known
    if name not in known:
        known[name] = read()
    value: Read = known[name]
    return value


@contextlib.contextmanager
def remembering(at_hand: Callable[[], Memory] | None = None) -> Iterator[None]:
    """Inside, nothing is read twice. Without `at_hand`, all of it is forgotten at the end, unless it was known before."""
    memory = Memory()
    token = _at_hand.set(at_hand or _at_hand.get() or (lambda: memory))
    try:
        yield
    finally:
        _at_hand.reset(token)


class RememberForOneRequest:
    """Middleware of a process in which things change."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with remembering():
            return self.get_response(request)


class RememberUntilSomethingChanges:
    """Middleware of the public process, for as long as the database notes no change (perspectief/operations/changes.py).

    It is asked once in each request that wants to know anything, before what is read: so a memory can know too much for
    its mark, which the next request finds out, and never too little.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.memory = Memory()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found: list[Memory] = []

        def at_hand() -> Memory:
            if not found:
                found.append(self._up_to_date())
            return found[0]

        with remembering(at_hand):
            return self.get_response(request)

    def _up_to_date(self) -> Memory:
        mark, memory = mark_of_changes(), self.memory
        if memory.mark != mark:
            Site.clear_site_root_paths_cache()  # Wagtail's own memory, which hears of changes in this process only
            self.memory = memory = Memory(mark)
        return memory

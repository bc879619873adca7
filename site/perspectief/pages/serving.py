"""In front of Django: who asks for a page that is stored, and says nothing about themselves, gets it from memory."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings

from perspectief.encoding import Utf8Handler

from .accepting import encoding_for, is_known
from .bell import LENGTH, Bell
from .generation import Answer, Generation
from .rendering import says_https
from .store import Store

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

GLANCE = 0.05  # seconds: a link that was taken away by hand, or a disk that died, is missed no longer; they don't ring
Pages = Mapping[tuple[str, str, str, str], Mapping[str, Answer]]  # by method, host, path and query; then by encoding


@dataclass(frozen=True, slots=True)
class Seen:
    """What is served after which ring of the bell, and when to look again though it is silent."""

    ring: bytes
    until: float
    name: str
    pages: Pages


class StoredPages:
    """A WSGI application: the store, and behind it Django. Without PAGES_DIR there is only Django."""

    def __init__(self) -> None:
        self.django = Utf8Handler()
        self.store = Store(settings.PAGES_DIR) if settings.PAGES_DIR else None
        self.secure_header, self.secure_value = says_https()
        self.bell = self.store.bell if self.store else Bell(Path())
        self._seen = Seen(b"", 0, "", {})
        self._one_reader = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Spelled out, without a loop, a call or a look-up that can be spared: see decision 26.

        Of what else a request may say nothing changes what Django answers: a range, a name, a body (test_on_the_wire.py).
        """
        seen, told = self._seen, environ.get
        pages = seen.pages if self.bell.memory[:LENGTH] == seen.ring and monotonic() < seen.until else self._look()
        method = environ["REQUEST_METHOD"]
        page = pages.get((method, told("HTTP_HOST", ""), environ["PATH_INFO"], told("QUERY_STRING", "")))
        if (
            page is None
            or "HTTP_COOKIE" in environ
            or told(self.secure_header) != self.secure_value
            or (encoding := encoding_for(told("HTTP_ACCEPT_ENCODING", ""))) is None
        ):
            return self.django(environ, start_response)
        answer = page[encoding]
        if "HTTP_IF_NONE_MATCH" in environ and is_known(answer.etag, environ["HTTP_IF_NONE_MATCH"]):
            start_response("304 Not Modified", answer.unchanged)
            return []
        start_response("200 OK", answer.headers)
        return [] if method == "HEAD" else [answer.body]

    def _look(self) -> Pages:
        """Read `current`. While one thread does, the others go on as before, or ask Django if the bell rang."""
        if self.store is None:
            return {}
        if not self._one_reader.acquire(blocking=False):
            seen = self._seen
            return seen.pages if seen.ring and seen.ring == self.bell.last() else {}
        try:
            self.bell.listen()
            ring = self.bell.last()  # before the link: who rings has changed it already
            name, pages = self._name(self.store), self._seen.pages
            if not pages or name != self._seen.name:
                pages = _pages(self.store.load(name))
            self._seen = Seen(ring, monotonic() + (GLANCE if ring else 0), name, pages)
        finally:
            self._one_reader.release()
        return pages

    @staticmethod
    def _name(store: Store) -> str:
        """Of what may be served. A store that can't be written can't be emptied either: then Django makes each page anew."""
        return store.current() if store.is_writable() else ""


def _pages(generation: Generation | None) -> Pages:
    """In one look-up each, as a request names them."""
    if generation is None:
        return {}
    split = ((address.partition("?"), forms) for address, forms in generation.answers.items())
    return {(method, generation.host, path, query): forms for (path, _, query), forms in split for method in ("GET", "HEAD")}

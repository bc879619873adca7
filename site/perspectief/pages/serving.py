"""In front of Django: who asks for a page that is stored, and says nothing about themselves, gets it from memory."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings

from perspectief.encoding import Utf8Handler

from .accepting import encoding_for, is_known
from .bell import Bell
from .generation import Answer, Generation
from .rendering import says_https
from .store import Store

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

READING = ("GET", "HEAD")
GLANCE = 0.05  # seconds: a link that was taken away by hand, or a disk that died, is missed no longer; they don't ring


@dataclass(frozen=True, slots=True)
class Seen:
    """What was served after which ring of the bell, and when to look again though it is silent."""

    ring: bytes
    until: float
    generation: Generation | None


class StoredPages:
    """A WSGI application: the store, and behind it Django. Without PAGES_DIR there is only Django."""

    def __init__(self) -> None:
        self.django = Utf8Handler()
        self.store = Store(settings.PAGES_DIR) if settings.PAGES_DIR else None
        self.secure_header, self.secure_value = says_https()
        self.bell = self.store.bell if self.store else Bell(Path())
        self._seen = Seen(b"", 0, None)
        self._one_reader = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._stored(environ)
        if answer is None:
            return self.django(environ, start_response)
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if condition is not None and is_known(answer.etag, condition):
            start_response("304 Not Modified", answer.unchanged)
            return []
        start_response("200 OK", answer.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _stored(self, environ: Environ) -> Answer | None:
        """Spelled out, not looped over: a microsecond here is three pages in a hundred."""
        generation = self._served()
        told = environ.get
        if (
            generation is None
            or environ["REQUEST_METHOD"] not in READING
            or told("HTTP_HOST") != generation.host
            or told(self.secure_header) != self.secure_value
            or told("CONTENT_LENGTH", "0") not in ("", "0")
            # Whoever sends one of these asks for something else than the page that everybody gets.
            or told("HTTP_COOKIE")
            or told("HTTP_AUTHORIZATION")
            or told("HTTP_RANGE")
            or told("HTTP_IF_MATCH")
            or told("HTTP_IF_UNMODIFIED_SINCE")
            or told("HTTP_TRANSFER_ENCODING")
            or told("SCRIPT_NAME")
        ):
            return None
        query = told("QUERY_STRING")
        page = generation.answers.get(f"{environ['PATH_INFO']}?{query}" if query else environ["PATH_INFO"])
        encoding = encoding_for(told("HTTP_ACCEPT_ENCODING", "")) if page else None
        return page[encoding] if page and encoding is not None else None

    def _served(self) -> Generation | None:
        """What `current` leads to at this moment, as the last ring of the bell said."""
        seen = self._seen
        if self.bell.last() == seen.ring and monotonic() < seen.until:
            return seen.generation
        return self._look()

    def _look(self) -> Generation | None:
        """Read `current`. While one thread does, the others go on as before, or ask Django if the bell rang."""
        if self.store is None:
            return None
        if not self._one_reader.acquire(blocking=False):
            seen = self._seen
            return seen.generation if seen.ring and seen.ring == self.bell.last() else None
        try:
            self.bell.listen()
            ring = self.bell.last()  # before the link: who rings has changed it already
            name, generation = self._name(self.store), self._seen.generation
            if generation is None or generation.name != name:
                generation = self.store.load(name)
            self._seen = Seen(ring, monotonic() + (GLANCE if ring else 0), generation)
        finally:
            self._one_reader.release()
        return generation

    @staticmethod
    def _name(store: Store) -> str:
        """Of what may be served. A store that can't be written can't be emptied either: then Django makes each page anew."""
        return store.current() if store.is_writable() else ""

"""In front of Django: who asks for a page that is stored, and says nothing about themselves, gets it from memory."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from perspectief.encoding import Utf8Handler

from .accepting import encoding_for, is_known
from .generation import Answer, Generation
from .rendering import says_https
from .store import Store

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

READING = ("GET", "HEAD")
GLANCE = 1.0  # seconds between two looks at the disk


class StoredPages:
    """A WSGI application: the store, and behind it Django. Without PAGES_DIR there is only Django."""

    def __init__(self) -> None:
        self.django = Utf8Handler()
        self.store = Store(settings.PAGES_DIR) if settings.PAGES_DIR else None
        self.secure_header, self.secure_value = says_https()
        self._generation: Generation | None = None
        self._one_reader = threading.Lock()
        self._is_writable, self._looked_until = True, 0.0

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
        """What `current` leads to at this moment. While one thread reads a new generation, the others ask Django."""
        name = self._name()
        kept = self._generation
        if kept is not None and kept.name == name:
            return kept
        if not name:
            self._generation = None
            return None
        return self._read(name)

    def _name(self) -> str:
        """Of what may be served. A store that can't be written can't be emptied either: then Django makes each page anew."""
        if self.store is None:
            return ""
        now = time.monotonic()
        if now > self._looked_until:
            self._is_writable, self._looked_until = self.store.is_writable(), now + GLANCE
        return self.store.current() if self._is_writable else ""

    def _read(self, name: str) -> Generation | None:
        if self.store is None or not self._one_reader.acquire(blocking=False):
            return None
        try:
            generation = self.store.load(name)
            self._generation = generation
        finally:
            self._one_reader.release()
        return generation

"""Style sheets that a page brings with it: on a slow line it is seen after one answer, and not after two.

Each is allowed by the hash of its text (Content Security Policy Level 3, `'sha256-…'`); nothing else inline is.
"""

import base64
import hashlib
import re
from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

# The others are for paper, or for what is further down a page.
FOR_THE_FIRST_LOOK = tuple(
    f"css/{name}.css" for name in ("site", "reading-page", "home", "decision-aid", "form", "search", "news")
)
ADDRESS = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def is_inlined(name: str) -> bool:
    """Whether pages bring this sheet along. None does where a process links to all (development, staff)."""
    return name in settings.INLINED_STYLES


def text(name: str) -> str:
    """What stands between `<style>` and `</style>`. Raises ValueError for a sheet that was not collected."""
    return _text(staticfiles_storage.url(name))


def allowed() -> tuple[str, ...]:
    """For `style-src`: the hash of each sheet that a page may bring. One list for all, so that a proxy can add it."""
    return _hashes(tuple(staticfiles_storage.url(name) for name in settings.INLINED_STYLES))


@lru_cache(maxsize=64)  # the address tells what is in it
def _text(url: str) -> str:
    with staticfiles_storage.open(url.removeprefix(settings.STATIC_URL)) as file:
        sheet: str = file.read().decode()
    if "</" in sheet:
        raise ValueError(f"{url} would end the element that it stands in.")
    return ADDRESS.sub(lambda found: f'url("{urljoin(url, found[1])}")', sheet)


@lru_cache(maxsize=4)
def _hashes(urls: tuple[str, ...]) -> tuple[str, ...]:
    digests = (hashlib.sha256(_text(url).encode()).digest() for url in urls)
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

"""What a proxy has to add to stored pages, so that they say what Django says.

Pages lie under a mark of their headers, and the proxy looks under the mark of those it adds: one that was not told of new
headers finds nothing, and Django answers.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

from .generation import Headers

BY_THE_PROXY = frozenset({"content-type", "content-language"})  # it knows them by itself (deploy/nginx/stored-pages.conf)
ORDERED = "content-security-policy"  # django-csp writes its directives in any order


def common(headers: Iterable[Headers]) -> frozenset[tuple[str, str]]:
    """The headers that most of these pages have: a proxy can add only the same to all. None for no page."""
    counted = Counter(map(shared, headers))
    return counted.most_common(1)[0][0] if counted else frozenset()


def shared(headers: Headers) -> frozenset[tuple[str, str]]:
    """Without those that are of one page."""
    return frozenset((name, value) for name, value in headers if name.lower() not in BY_THE_PROXY)


def mark(headers: Iterable[tuple[str, str]]) -> str:
    """The name of the folder of pages with these headers: '3f2a…', sixteen digits."""
    told = "\n".join(_lines(headers))
    return hashlib.blake2s(told.encode(), digest_size=8).hexdigest()


def for_nginx(headers: Iterable[tuple[str, str]]) -> str:
    """Lines for nginx's configuration."""
    found = frozenset(headers)
    written = "# Written by `manage.py keep_pages --headers-for-nginx`."
    return "\n".join([written, f"set $stored_headers {mark(found)};", *_lines(found), ""])


def _lines(headers: Iterable[tuple[str, str]]) -> list[str]:
    return [f'add_header {name} "{_quoted(_in_order(name, value))}";' for name, value in sorted(headers)]


def _in_order(name: str, value: str) -> str:
    return "; ".join(sorted(value.split("; "))) if name.lower() == ORDERED else value


def _quoted(value: str) -> str:
    """Raises ValueError for what nginx would read as a variable."""
    if "$" in value:
        raise ValueError(f"nginx would read a variable in {value!r}.")
    return value.replace("\\", "\\\\").replace('"', '\\"')

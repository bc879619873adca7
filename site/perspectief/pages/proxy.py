"""What a proxy has to add to stored pages, so that they say what Django says."""

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


def for_nginx(headers: Iterable[tuple[str, str]]) -> str:
    """Lines for nginx's configuration."""
    lines = [f'add_header {name} "{_quoted(_in_order(name, value))}";' for name, value in sorted(headers)]
    return "\n".join(["# Written by `manage.py keep_pages --headers-for-nginx`.", *lines, ""])


def _in_order(name: str, value: str) -> str:
    return "; ".join(sorted(value.split("; "))) if name.lower() == ORDERED else value


def _quoted(value: str) -> str:
    """Raises ValueError for what nginx would read as a variable."""
    if "$" in value:
        raise ValueError(f"nginx would read a variable in {value!r}.")
    return value.replace("\\", "\\\\").replace('"', '\\"')

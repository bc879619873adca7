"""Every address under /beheer/, with examples in the place of what varies."""

import re
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

UUID = "00000000-0000-4000-8000-000000000000"
SAMPLES = {"int": "1", "uuid": UUID}
# The few addresses that are regular expressions.
IN_REGEX = (("^", ""), ("$", ""), ("(live|earliest|\\d+)", "live"), ("(live|latest|\\d+)", "live"), ("(\\d+)", "1"))
IN_REGEX = (*IN_REGEX, ("\\.", "."), (".*/", "er-is-niets/"))


def staff_addresses(**samples: str) -> list[str]:
    """In the order of the address list. `samples`, by kind (`int`, `uuid`), instead of the usual examples."""
    return list(_addresses(get_resolver().url_patterns, {**SAMPLES, **samples}))


def route(part: str, samples: Mapping[str, str] = SAMPLES) -> str:
    """A part of an address, with examples."""
    part = re.sub(r"\(\?P<\w+>", "(", part)
    for mark, sample in IN_REGEX:
        part = part.replace(mark, sample)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: samples.get(found[1] or "", "x"), part)


def _addresses(patterns: list[URLPattern | URLResolver], samples: Mapping[str, str], before: str = "/") -> Iterator[str]:
    for pattern in patterns:
        address = before + route(str(pattern.pattern), samples)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, samples, address)
        elif address.startswith("/beheer/"):
            yield address

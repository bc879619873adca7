"""Which form of a page a browser takes: content negotiation for encodings (RFC 9110, 12.5.3) and conditions (13.1.2)."""

from collections.abc import Mapping
from functools import lru_cache

ORDER = ("br", "gzip", "")  # the smallest first
LONGEST = 500  # letters; nobody needs more to say what they take


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str | None:
    """'br', 'gzip', '' (as it is), or None when no form of ours is wanted. Equal wishes get the smallest."""
    if len(accepted) > LONGEST:
        return ""
    wishes = _wishes(accepted)
    best = max(ORDER, key=lambda encoding: _wish(encoding, wishes))  # the first of equals
    return best if _wish(best, wishes) > 0 else None


def _wish(encoding: str, wishes: Mapping[str, float]) -> float:
    if encoding:
        return wishes.get(encoding, wishes.get("*", 0.0))
    # As it is, is always good, unless somebody says no. It is worth less than anything that is named.
    return wishes.get("identity", 0.0 if wishes.get("*") == 0 else 0.0001)


def _wishes(accepted: str) -> dict[str, float]:
    wishes: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            wishes["gzip" if name == "x-gzip" else name] = _quality(parameters)
    return wishes


def _quality(parameters: list[str]) -> float:
    """1 when nothing is said; 0 for what cannot be read."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0


def is_known(etag: str, condition: str) -> bool:
    """Whether `If-None-Match` names this tag; compared weakly, as RFC 9110 (13.1.2) has it."""
    if condition.strip() == "*":
        return True
    return any(one.strip().removeprefix("W/") == etag for one in condition.split(","))

"""What a log may say of an address: which room somebody was in, and not which page of the form or whose referral."""

import re

# Rooms that the code itself has. Any other first part is one that somebody may have typed, unless a page answered there.
ROOMS = frozenset(
    ("aanmelden", "sign-up", "mijn-aanmelding", "my-referral", "zoeken", "search", "beheer", "static", "media", "-")
)
ANSWERED = frozenset((200, 304))
LANGUAGE = re.compile(r"[a-z]{2}")
SLUG = re.compile(r"[a-z0-9.-]{1,60}")
REST = "…"


def cut(path: str, *, status: int = 0) -> str:
    """'/aanmelden/…/' for '/aanmelden/ouder/'. `status` is what was answered: only then is a page known to be there."""
    path = path.partition("?")[0]
    parts = [part for part in path.split("/") if part]
    kept = [parts.pop(0)] if parts and LANGUAGE.fullmatch(parts[0]) else []
    if parts:
        kept.append(parts.pop(0) if _may_be_said(parts[0], status) else REST)
    if parts and kept[-1] != REST:
        kept.append(REST)
    is_cut = REST in kept
    return f"/{'/'.join(kept)}{'/' if is_cut or path.endswith('/') else ''}" if kept else "/"


def _may_be_said(part: str, status: int) -> bool:
    return part in ROOMS or (status in ANSWERED and SLUG.fullmatch(part) is not None)

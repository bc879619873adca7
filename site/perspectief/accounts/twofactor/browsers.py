"""A browser's name in words. It calls itself what it likes, so this helps to recognise it and proves nothing."""

from collections.abc import Sequence

# The first that is found counts: many call themselves by the names below them as well.
BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox")),
    *(("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")),
)
SYSTEMS = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)


def in_words(agent: str) -> str:
    """'Firefox op Windows'."""
    return f"{_first(agent, BROWSERS, 'Onbekende browser')} op {_first(agent, SYSTEMS, 'een onbekend apparaat')}"


def _first(agent: str, names: Sequence[tuple[str, str]], otherwise: str) -> str:
    return next((name for mark, name in names if mark in agent), otherwise)

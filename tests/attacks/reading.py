"""Reading an answer as a browser does, to see whether something of what was sent became code."""

import json
from html.parser import HTMLParser
from typing import Any

from tests.attacks.payloads import COMPUTED, MARK

ADDRESSES = frozenset({"href", "src", "action", "formaction", "srcset", "data", "poster", "cite", "background", "ping"})
CODE = frozenset({"style", "srcdoc"})
RUNNING = ("javascript:", "data:", "vbscript:", "//evil", "http://evil", "https://evil")
# Telling words of our machine, that no answer of ours has.
INSIDE = (
    "Traceback (most recent",
    "ProgrammingError",
    "psycopg.",
    "OperationalError",
    "root:x:0:0",
    "DJANGO_SETTINGS_MODULE",
)


class Reader(HTMLParser):
    """Collects where MARK stands and should not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag if tag in ("script", "style") else ""
        self._note(MARK in tag, f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        is_address = name in ADDRESSES and "".join(value.split()).lower().startswith(RUNNING) and MARK in value
        is_code = (name.startswith("on") or name in CODE) and MARK in value
        self._note(MARK in name or is_address or is_code, f"<{tag} {name}={value[:80]}>")
        if tag == "base" or (tag == "meta" and name == "http-equiv"):
            self._note(tag == "base" or "refresh" in value.lower(), f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        """A script may hold what was sent as a string of JSON; not as anything else."""
        if self.within == "style" or (self.within == "script" and not _is_json(data)):
            self._note(MARK in data, f"in <{self.within}>: {data[:80]}")

    def handle_comment(self, data: str) -> None:
        self._note(MARK in data, f"<!--{data[:80]}-->")

    def handle_decl(self, decl: str) -> None:
        self._note(MARK in decl, f"<!{decl[:80]}>")

    def unknown_decl(self, data: str) -> None:
        self._note(MARK in data, f"<![{data[:80]}]>")

    def handle_pi(self, data: str) -> None:
        self._note(MARK in data, f"<?{data[:80]}>")

    def _note(self, is_wrong: bool, words: str) -> None:
        if is_wrong:
            self.found.append(words)


class _Skeleton(HTMLParser):
    """Keeps what an answer is made of, without what it says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bones: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.append(" ".join((tag, *(name for name, _value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.bones.append(f"/{tag}")


def skeleton(html: str) -> list[str]:
    """Every element in order, with the names of its attributes: the same whatever texts stand in it."""
    reader = _Skeleton()
    reader.feed(html)
    reader.close()
    return reader.bones


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def wrong_with(reply: Any) -> list[str]:
    """What an answer of the test client has that it should not: a failure of ours, code, words of our machine, headers."""
    wrong = [f"status {reply.status_code}"] if reply.status_code >= 500 else []
    headers = "\n".join(f"{name}: {value}" for name, value in reply.items())
    wrong += [
        f"header {line[:120]}"
        for line in headers.splitlines()
        if line.lower().startswith((f"x-{MARK}", f"set-cookie: {MARK}"))
    ]
    if getattr(reply, "streaming", False):
        return wrong
    text = reply.content.decode("utf-8", "replace")
    wrong += [words for words in (*INSIDE, COMPUTED) if words in text]
    if reply.get("Content-Type", "").startswith("text/html"):
        reader = Reader()
        reader.feed(text)
        reader.close()
        wrong += reader.found
    return wrong

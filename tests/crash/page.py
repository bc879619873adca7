"""What a person sees on a page: the form to fill in, or the receipt code."""

import re
from html.parser import HTMLParser

from tests.crash.answering import Answers
from tests.crash.browser import Fields

MAIN_FORM = re.compile(r'<form method="post"(?![^>]*action=)[^>]*>(.*?)</form>', re.DOTALL)
CODE = re.compile(r'<p class="receipt-code"[^>]*>(.*?)</p>', re.DOTALL)
SPAN = re.compile(r"<span>(\w+)</span>")
CHOSEN = ("radio", "checkbox")


def receipt_code(page: str) -> str:
    """The code in its groups; empty when the page shows none."""
    shown = CODE.search(page)
    return "-".join(SPAN.findall(shown[1])) if shown else ""


def filled_in(page: str, answers: Answers) -> Fields:
    """The fields of the form on this page, with the answers to what is asked on it. Raises ValueError without a form."""
    found = MAIN_FORM.search(page)
    if not found:
        raise ValueError("There is no form on the page.")
    form = _Form()
    form.feed(found[1])
    return [
        field for name, (kind, value) in form.controls.items() for field in _sent(name, kind, value, answers)
    ] + form.hidden


def _sent(name: str, kind: str, value: str, answers: Answers) -> Fields:
    """As a browser sends it: a box without a tick is not sent, a line without text is."""
    answer = answers.get(name, "")
    if kind in CHOSEN:
        chosen = answer if isinstance(answer, list) else ["on" if answer is True else answer]
        return [(name, one) for one in chosen if one]
    return [(name, str(answer or value))]


class _Form(HTMLParser):
    """Names, kinds and values of the controls. Several boxes with one name are one control."""

    def __init__(self) -> None:
        super().__init__()
        self.controls: dict[str, tuple[str, str]] = {}
        self.hidden: Fields = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag not in ("input", "textarea") or "name" not in told:
            return
        if told.get("type") == "hidden":
            self.hidden.append((told["name"], told.get("value", "")))
        else:
            self.controls[told["name"]] = (told.get("type", "text"), told.get("value", ""))

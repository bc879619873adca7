"""Bar charts as SVG that the server draws. The table beside a chart is the truth; the chart says the same numbers in words.

Bars are as wide as a share of the drawing and text is as large as the page's, so that it reads on a telephone too. The style
sheet gives one colour, without a meaning; what is not shown has no bar and says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

NOT_SHOWN = "niet getoond"
BAR, TEXT, GAP = 16, 20, 8  # pixels: a bar, a line of the text above it, and what lies between two rows
DESCENT = 4  # below the line on which the letters stand
LINE_LETTERS = 40  # as many as a telephone is wide; text in a drawing does not break by itself


@dataclass(frozen=True)
class Bar:
    """One row of a chart. `lines`: its text, each line with its place; `width` is a share such as '41.7%'."""

    text: str
    lines: list[tuple[str, int]]
    bar_at: int
    width: str


@dataclass(frozen=True)
class Chart:
    """A chart of horizontal bars: its name, what is in it in one sentence, and its height in pixels."""

    slug: str
    title: str
    description: str
    bars: list[Bar]
    height: int
    bar_height: int = BAR


def chart(*, slug: str, title: str, numbers: Sequence[tuple[str, int | None]]) -> Chart:
    """Bars in the order given; the longest is the largest number."""
    bars = list(_bars(numbers))
    said = "; ".join(bar.text for bar in bars)
    return Chart(slug, title, f"Staafdiagram. {said}.", bars, height=bars[-1].bar_at + BAR if bars else 0)


def _bars(numbers: Sequence[tuple[str, int | None]]) -> Iterator[Bar]:
    largest, place = max((number for _, number in numbers if number), default=1), 0
    for label, number in numbers:
        text = f"{label}: {in_words(number)}"
        lines = [(line, place + TEXT * i - DESCENT) for i, line in enumerate(wrap(text, LINE_LETTERS), start=1)]
        place += TEXT * len(lines) + DESCENT
        yield Bar(text, lines, bar_at=place, width=f"{100 * (number or 0) / largest:.1f}%")
        place += BAR + GAP


def in_words(number: int | None) -> str:
    """The number with a point in the thousands, or that it is not shown."""
    return NOT_SHOWN if number is None else f"{number:,}".replace(",", ".")

"""Bar charts as SVG that the server draws. The table beside a chart is the truth; the chart says the same numbers in words.

Bars are as wide as a share of the drawing and text is as large as the page's, so that it reads on a telephone too. The style
sheet gives one colour, without a meaning; what is not shown has no bar and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NOT_SHOWN = "niet getoond"
ROW, BAR, TEXT = 46, 16, 16  # pixels: one row, its bar, the line of text above the bar


@dataclass(frozen=True)
class Bar:
    """One row of a chart; `width` is a share such as '41.7%'."""

    text: str
    text_at: int
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
    largest = max((number for _, number in numbers if number), default=1)
    bars = [
        Bar(
            f"{label}: {in_words(number)}",
            place * ROW + TEXT,
            place * ROW + TEXT + 8,
            f"{100 * (number or 0) / largest:.1f}%",
        )
        for place, (label, number) in enumerate(numbers)
    ]
    said = "; ".join(bar.text for bar in bars)
    return Chart(slug, title, f"Staafdiagram. {said}.", bars, height=len(numbers) * ROW)


def in_words(number: int | None) -> str:
    """The number with a point in the thousands, or that it is not shown."""
    return NOT_SHOWN if number is None else f"{number:,}".replace(",", ".")

"""A picture of the answers a second of each server: bars on a scale of tens, with the slowest and the quickest round."""

import math
from collections.abc import Mapping
from html import escape
from pathlib import Path
from statistics import median

FILE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.svg"
WIDTH, LABELS, BAR, GAP, TOP = 900, 300, 22, 14, 40
HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title"
  font-family="sans-serif" font-size="13">
<title id="title">{title}</title>
<rect width="100%" height="100%" fill="#fff"/>
"""


def plot(title: str, rates: Mapping[str, list[float]], *, file: Path = FILE) -> None:
    """`rates`: answers a second, one for each round. Raises ValueError for a server that answered nothing."""
    most = math.ceil(math.log10(max(max(found) for found in rates.values())))
    height = TOP + len(rates) * (BAR + GAP) + GAP
    lines = [HEAD.format(width=WIDTH, height=height, title=escape(title))]
    lines += [_scale(10**power, _x(10**power, most), height) for power in range(most + 1)]
    lines += [_bar(name, found, TOP + number * (BAR + GAP), most) for number, (name, found) in enumerate(rates.items())]
    file.write_text("".join([*lines, "</svg>\n"]), encoding="utf-8")


def _x(rate: float, most: int) -> float:
    """Where a rate stands; one answer a second is the left end."""
    return LABELS + math.log10(max(rate, 1)) / most * (WIDTH - LABELS - 90)


def _scale(rate: int, x: float, height: int) -> str:
    return (
        f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 8}" y2="{height - GAP}" stroke="#bbb"/>\n'
        f'<text x="{x:.0f}" y="{TOP - 14}" text-anchor="middle" fill="#444">{rate:,}</text>\n'
    )


def _bar(name: str, found: list[float], y: int, most: int) -> str:
    end, least, best = (_x(rate, most) for rate in (median(found), min(found), max(found)))
    middle = y + BAR / 2
    return (
        f'<text x="{LABELS - 10}" y="{middle + 5:.0f}" text-anchor="end" fill="#111">{escape(name)}</text>\n'
        f'<rect x="{LABELS}" y="{y}" width="{end - LABELS:.0f}" height="{BAR}" fill="#2a5d84"/>\n'
        f'<line x1="{least:.0f}" x2="{best:.0f}" y1="{middle:.0f}" y2="{middle:.0f}" stroke="#111" stroke-width="3"/>\n'
        f'<text x="{best + 8:.0f}" y="{middle + 5:.0f}" fill="#111">{median(found):,.0f}</text>\n'
    )

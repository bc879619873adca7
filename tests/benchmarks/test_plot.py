"""The picture shows what was measured."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.benchmarks.plot import plot

pytestmark = pytest.mark.pure
SVG = "{http://www.w3.org/2000/svg}"


def test_ten_times_as_many_is_always_the_same_step(tmp_path: Path) -> None:
    plot("<Answers>", {"a & b": [10.0], "c": [100.0, 90.0, 110.0], "d": [1000.0]}, file=tmp_path / "plot.svg")
    picture = ElementTree.parse(tmp_path / "plot.svg").getroot()  # noqa: S314  our own file
    _, *bars = picture.iter(f"{SVG}rect")
    widths = [int(bar.get("width", "0")) for bar in bars]
    assert widths[1] - widths[0] == pytest.approx(widths[2] - widths[1], abs=1)
    said = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"a & b", "100", "1,000"} <= set(said)
    assert picture.findtext(f"{SVG}title") == "<Answers>"

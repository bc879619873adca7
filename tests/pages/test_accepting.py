"""Which form of a page a browser gets."""

import pytest

from perspectief.pages.accepting import encoding_for, is_known

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0.5, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("identity", ""),
        ("identity;q=0.5, gzip;q=0.4", ""),
        ("gzip;q=0.001", "gzip"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("*;q=0, identity", ""),
        ("gzip;q=nonsense", ""),
        ("gzip;q=2", ""),
        ("gzip;q=nan", ""),
        ("deflate, zstd", ""),
        (",,;;,", ""),
        ("gzip," * 1000, ""),
    ],
)
def test_the_best_form_that_is_wanted(accepted: str, encoding: str | None) -> None:
    assert encoding_for(accepted) == encoding


@pytest.mark.parametrize("condition", ['"a"', 'W/"a"', '"b", "a"', "*", ' "a" '])
def test_a_tag_is_recognised(condition: str) -> None:
    assert is_known('"a"', condition)


@pytest.mark.parametrize("condition", ["", '"b"', "a", '"a', '"a b"'])
def test_another_tag_is_not(condition: str) -> None:
    assert not is_known('"a"', condition)

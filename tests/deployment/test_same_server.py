"""The tests and benchmarks serve with what a server serves with."""

import pytest

from tests.processes import ROOT
from tests.serving import LIKE_DEPLOYED

pytestmark = pytest.mark.pure


def test_granian_is_told_the_same() -> None:
    told = (ROOT / "deploy" / "serve").read_text().replace("\\\n", " ").split()
    assert " ".join(LIKE_DEPLOYED) in " ".join(told)

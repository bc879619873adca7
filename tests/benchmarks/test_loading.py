"""What wrk says is read as it is meant."""

import pytest

from tests.benchmarks.loading import Load, LoadFailedError, counted, read

pytestmark = pytest.mark.pure

SAID = """Running 4s test @ http://127.0.0.1:1/
  2 threads and 32 connections
  Latency Distribution
     50%    3.10ms
     99%  {slow}
  30000 requests in 4.00s, 400.00MB read
{more}Requests/sec:   7500.25
Transfer/sec:    100.00MB
"""


@pytest.mark.parametrize(("slow", "milliseconds"), [("7.20ms", 7.2), ("950.00us", 0.95), ("1.50s", 1500.0)])
def test_rate_and_slowest(slow: str, milliseconds: float) -> None:
    assert read(SAID.format(slow=slow, more="")) == Load(7500.25, pytest.approx(milliseconds))


def test_number_of_answers() -> None:
    assert counted(SAID.format(slow="1.00ms", more="")) == 30000


@pytest.mark.parametrize("more", ["  Non-2xx or 3xx responses: 3\n", "  Socket errors: connect 0, read 1\n"])
def test_errors_are_no_answers(more: str) -> None:
    for reading in (read, counted):
        with pytest.raises(LoadFailedError):
            reading(SAID.format(slow="1.00ms", more=more))

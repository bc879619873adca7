"""wrk (https://github.com/wg/wrk): as many requests as a server answers, over connections that stay open."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from tests.programs import wrk

CONNECTIONS, THREADS, SECONDS = 32, 2, 4
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class LoadFailedError(SystemExit):
    """Stops the benchmark: what was measured is not what was meant."""


@dataclass(frozen=True)
class Load:
    """`rate`: answers a second; `slow`: the 99th percentile of the time to an answer, in milliseconds."""

    rate: float
    slow: float


def load(url: str, headers: Mapping[str, str], *, connections: int = CONNECTIONS) -> Load:
    """Raises LoadFailedError when an answer was no page."""
    how = [*command(url, headers, connections=connections, seconds=SECONDS), "--latency"]
    done = subprocess.run(how, check=False, capture_output=True, text=True)
    if done.returncode:
        raise LoadFailedError(f"wrk could not measure {url}: {done.stdout}{done.stderr}")
    return read(done.stdout)


def command(url: str, headers: Mapping[str, str], *, connections: int, seconds: int) -> list[str]:
    """How wrk is started."""
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    how = [f"-t{min(THREADS, connections)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
    return [str(wrk()), *how, *told, url]


def read(said: str) -> Load:
    """From wrk's own words."""
    refuse_errors(said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
    if rate is None or slow is None:
        raise LoadFailedError(f"wrk says something else than it did:\n{said}")
    return Load(float(rate[1]), float(slow[1]) * UNITS[slow[2]])


def counted(said: str) -> int:
    """How many answers there were, from wrk's own words."""
    refuse_errors(said)
    if (number := re.search(r"(\d+) requests in", said)) is None:
        raise LoadFailedError(f"wrk says something else than it did:\n{said}")
    return int(number[1])


def refuse_errors(said: str) -> None:
    """Raises LoadFailedError: an error is no answer."""
    if "Non-2xx" in said or "Socket errors" in said:
        raise LoadFailedError(f"Not every answer was a page:\n{said}")

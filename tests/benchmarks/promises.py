"""What is promised and what was measured: one table of all benchmarks, on top of docs/benchmarks.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.sections import FILE, read_section, table, write_section

NAME = "Promises"
HEAD = ["promise", "benchmark", "measured", "limit", "held"]
NOTE = "Each is of the run that its own section, below, tells about: when, on what, and under which load."


@dataclass(frozen=True)
class Promise:
    """`value` has to be at least `limit`, or at most."""

    what: str
    value: float
    limit: float
    at_most: bool = False
    unit: str = ""

    @property
    def is_held(self) -> bool:
        return self.value <= self.limit if self.at_most else self.value >= self.limit

    @property
    def broken(self) -> str:
        """One sentence."""
        return f"{self.what}: {self.value:.2f}{self.unit}, and {self.limits} was promised."

    @property
    def limits(self) -> str:
        return f"{'at most' if self.at_most else 'at least'} {self.limit:g}{self.unit}"

    def row(self, benchmark: str) -> list[str]:
        """Of the table."""
        places = 0 if abs(self.value) >= 20 or float(self.value).is_integer() else 2 if self.limit >= 0.1 else 3
        return [
            self.what,
            benchmark,
            f"{self.value:,.{places}f}{self.unit}",
            self.limits,
            "yes" if self.is_held else "**no**",
        ]


def record(benchmark: str, promises: Iterable[Promise], *, file: Path = FILE) -> list[str]:
    """Put the rows of one benchmark in the table, in place of its former ones. Returns a sentence for each broken one."""
    promised = list(promises)
    kept = [row for row in _rows(read_section(NAME, file=file)) if row[1] != benchmark]
    rows = [*(one.row(benchmark) for one in promised), *kept]
    write_section(NAME, f"{table(HEAD, rows)}\n\n{NOTE}", file=file, comes_first=True)
    return [one.broken for one in promised if not one.is_held]


def _rows(section: str) -> list[list[str]]:
    """The table as it stands there, without its head."""
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return [line for line in lines[2:] if len(line) == len(HEAD)]

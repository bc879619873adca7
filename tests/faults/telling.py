"""The table: printed, and kept in docs/faults.md."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.benchmarks.machine import machine
from tests.processes import ROOT

KEPT = ROOT / "docs" / "faults.md"
BEGIN, END = "<!-- written by make fault-test -->", "<!-- until here -->"
HEAD = (
    "fault",
    "what the visitor sees",
    "what staff see",
    "acknowledged / lost / doubled",
    "as usual again after",
    "besides",
)


@dataclass(frozen=True)
class Row:
    """One fault. `seconds` is None when it did not recover by itself; `wrong` has to be empty."""

    fault: str
    visitor: str = "–"
    staff: str = "–"
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    astray: int = 0
    seconds: float | None = None
    found: str = ""
    wrong: Sequence[str] = field(default_factory=list)
    is_done: bool = True

    def cells(self) -> tuple[str, ...]:
        """As text; a fault that could not be made says why, and nothing else."""
        if not self.is_done:
            return (self.fault, "–", "–", "–", "–", self.found)
        again = f"; {self.astray} began again" if self.astray else ""
        counted = f"{self.acknowledged} / {self.lost} / {self.doubled}{again}"
        after = "NOT" if self.seconds is None else f"{self.seconds:.1f} s"
        return (self.fault, self.visitor, self.staff, counted, after, self.found)


def table(rows: Sequence[Row]) -> str:
    """In Markdown, which reads well enough on a terminal."""
    lines = [HEAD, tuple("---" for _ in HEAD), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |" for cells in lines)


def keep(rows: Sequence[Row]) -> None:
    """In the docs, between the two marks; what stands around them was written by people."""
    before, _, rest = KEPT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    KEPT.write_text(f"{before}{BEGIN}\n{machine()}\n\n{table(rows)}\n{END}{after}", encoding="utf-8")

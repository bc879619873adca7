"""What became of everything on the old page: staff read this before they publish."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Report:
    """Filled along the way. `taken` and `dropped` count by kind; the rest are sentences."""

    taken: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    dead_links: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The report in plain text."""
        yield f"Overgenomen: {_counted(self.taken)}."
        yield f"Weggelaten: {_counted(self.dropped)}."
        if self.dead_links:
            yield "Dode links:"
            yield from (f"  - {link}" for link in self.dead_links)
        if self.to_do:
            yield "Nog doen:"
            yield from (f"  - {task}" for task in self.to_do)


def _counted(things: Counter[str]) -> str:
    return ", ".join(f"{times} {thing}" for thing, times in sorted(things.items()) if times) or "niets"

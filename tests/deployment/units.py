"""Reading the unit files of deploy/systemd."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.processes import ROOT

UNITS = ROOT / "deploy" / "systemd"


@dataclass(frozen=True)
class Unit:
    """`settings`: every value of a name in [Service] or [Timer], in order."""

    name: str
    settings: dict[str, list[str]]

    def one(self, name: str) -> str:
        """The value of a setting that stands there once."""
        [value] = self.settings[name]
        return value

    def words(self, name: str) -> list[str]:
        """The words of all its lines."""
        return [word for line in self.settings.get(name, []) for word in line.split()]

    @property
    def process(self) -> str:
        """public, staff or operations."""
        return self.one("User").removeprefix("perspectief-")


def read(path: Path) -> Unit:
    """A file of systemd. Sections other than the last are about order, and are left out."""
    settings: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text().splitlines():
        if line.startswith("["):
            section = line
        elif section in ("[Service]", "[Timer]") and line and not line.startswith("#"):
            name, _, value = line.partition("=")
            settings.setdefault(name, []).append(value)
    return Unit(path.name, settings)


def services() -> Iterator[Unit]:
    """In the order of their names."""
    return (read(path) for path in sorted(UNITS.glob("*.service")))

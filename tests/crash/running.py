"""One run: a site, a crowd, a killer, and the verdict."""

import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from perspectief.operations.keys import create_keys
from tests.crash.judging import arrived, doubled, lost
from tests.crash.killing import POSTGRES, WEB, Killer
from tests.crash.visiting import Crowd
from tests.postgres import DURABLE, cluster
from tests.processes import Surroundings
from tests.serving import free_ports, prepared, serving

ROWS = ("acknowledged", "retries", f"kills of the {WEB}", f"kills of {POSTGRES}", "lost", "doubled", "astray", "seconds")


@dataclass(frozen=True)
class Size:
    """How much: visits that end with a receipt code, people at once, kills at least, seconds between two kills."""

    acknowledged: int
    people: int
    kills: int
    pause: tuple[float, float]


@dataclass(frozen=True)
class Outcome:
    """What happened. `lost`, `doubled` and `astray` name the cases; all three have to be empty."""

    acknowledged: int
    retries: int
    kills: tuple[int, int]
    lost: list[str]
    doubled: list[str]
    astray: list[str]
    seconds: float

    @property
    def wrong(self) -> list[str]:
        """What may not be."""
        return [
            *(f"Lost: the letter of {code}." for code in self.lost),
            *(f"Doubled: {name}." for name in self.doubled),
            *(f"Astray: {how}." for how in self.astray),
        ]

    def table(self) -> str:
        """One line for each number."""
        cases = (len(self.lost), len(self.doubled), len(self.astray))
        numbers = (self.acknowledged, self.retries, *self.kills, *cases, round(self.seconds))
        return "\n".join(f"{name:<26}{number:>7,}" for name, number in zip(ROWS, numbers, strict=True))


def run(size: Size, *, seed: int, content: Path | None = None) -> Outcome:
    """On a server and a cluster of its own, which are gone afterwards. `content`: see `prepared`."""
    with TemporaryDirectory(prefix="perspectief-crash-") as name, cluster(configuration=DURABLE) as server:
        folder = Path(name)
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        (port,) = free_ports(1)
        # TRUSTED_PROXIES: the visitors play the proxy that tells from where somebody comes.
        environment = prepared(folder, server, port=port, content=content, TRUSTED_PROXIES="1")
        with serving(environment, port=port, folder=folder) as web:
            crowd = Crowd(port=port, seed=seed)
            killer = Killer(web, server, crowd.is_sending, seed, size.pause)
            seconds = _let_loose(size, crowd, killer)
        letters = arrived(server, Surroundings(folder).intake_key)
    return Outcome(
        acknowledged=len(crowd.acknowledged),
        retries=crowd.retries,
        kills=(killer.kills[WEB], killer.kills[POSTGRES]),
        lost=lost(crowd.acknowledged, letters, pepper=environment["RECEIPT_PEPPER"]),
        doubled=doubled(letters),
        astray=crowd.astray,
        seconds=seconds,
    )


def _let_loose(size: Size, crowd: Crowd, killer: Killer) -> float:
    """Visit and kill until both were done often enough. Gives the seconds that took."""

    def is_enough(acknowledged: int) -> bool:
        return bool(killer.trouble) or (acknowledged >= size.acknowledged and killer.kills.total() >= size.kills)

    begun = time.monotonic()
    with killer:
        crowd.visit(size.people, is_enough=is_enough)
    if killer.trouble:
        raise killer.trouble[0]
    return time.monotonic() - begun

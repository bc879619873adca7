"""SIGKILL at random moments, to the web process or to PostgreSQL, and a start again as a supervisor does."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.postgres import Cluster
from tests.serving import PublicProcess

WEB, POSTGRES = "web process", "PostgreSQL"
AWAY = (0.05, 0.6)  # seconds between the kill and the start
LONGEST_WAIT = 2.0  # seconds, for somebody to press the last button
AFTER_THE_BUTTON = (0.0, 0.04)  # seconds: while the letter is sealed, stored and answered


@dataclass
class Killer:
    """Kills until it is told to stop. `pause`: seconds between a start and the next kill, at least and at most.

    Every other kill comes just after somebody pressed the last button, because that is the moment that counts.
    """

    web: PublicProcess
    postgres: Cluster
    is_sending: threading.Event
    seed: int
    pause: tuple[float, float]
    kills: Counter[str] = field(default_factory=Counter, init=False)
    trouble: list[BaseException] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(f"{self.seed} kills")  # noqa: S311  no secret: to be repeated
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._kill_again_and_again)

    def __enter__(self) -> "Killer":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _kill_again_and_again(self) -> None:
        try:
            while not self._is_over.wait(self._chance.uniform(*self.pause)):
                self._wait_for_a_moment()
                deeds = {WEB: self._kill_web, POSTGRES: self._kill_postgres}
                fewest = min(deeds, key=lambda name: (self.kills[name], self._chance.random()))
                deeds[fewest]()
                self.kills[fewest] += 1
        except BaseException as error:  # noqa: BLE001  the run fails with it, instead of hanging
            self.trouble.append(error)

    def _wait_for_a_moment(self) -> None:
        if self.kills.total() % 2:
            self.is_sending.clear()
            self.is_sending.wait(LONGEST_WAIT)
            time.sleep(self._chance.uniform(*AFTER_THE_BUTTON))

    def _kill_web(self) -> None:
        self._kill(self.web.kill, self.web.start)
        self.web.wait_until_ready()

    def _kill_postgres(self) -> None:
        self._kill(self.postgres.kill, self.postgres.start)

    def _kill(self, kill: Callable[[], None], start: Callable[[], None]) -> None:
        kill()
        time.sleep(self._chance.uniform(*AWAY))
        start()

"""PostgreSQL is restarted, as an upgrade of the machine does it."""

import contextlib
from collections.abc import Callable, Iterator

from tests.faults.stage import Stage
from tests.faults.suffering import Fault, Notes
from tests.postgres import _run


def _restarted(mode: str) -> Callable[[Stage, Notes], contextlib.AbstractContextManager[None]]:
    @contextlib.contextmanager
    def strike(stage: Stage, notes: Notes) -> Iterator[None]:
        server = stage.server
        _run(server.folder, server.programs / "pg_ctl", "-D", server.folder / "data", "-m", mode, "-w", "stop")
        try:
            yield
        finally:
            server.start()

    return strike


FAULTS = (
    Fault("PostgreSQL stops (fast) and starts again", _restarted("fast")),
    Fault("PostgreSQL stops (immediate) and starts again", _restarted("immediate")),
)

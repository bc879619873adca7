"""The mail server is away for a day. The sweeps of that day live under a clock of their own."""

import contextlib
from collections import Counter
from collections.abc import Iterator

from tests.faults.clock import under_a_clock
from tests.faults.seeing import START, see
from tests.faults.stage import Stage
from tests.faults.suffering import Fault, Notes
from tests.mail_server import NOBODY
from tests.serving import HOST

HOURS = (0, 0.1, 1, 3, 8, 16, 23)
ALARM = "Berichten komen niet aan"


@contextlib.contextmanager
def for_a_day(stage: Stage, notes: Notes) -> Iterator[None]:
    """Nobody answers at its port."""
    stage.swept()  # what waited before
    yield
    file = stage.folder / "clock-of-mail"
    before = len(stage.mail.taken)
    for hour in HOURS:
        file.write_text(f"+{hour * 3600:.0f}s\n")
        stage.swept(EMAIL_URL=f"smtp://{HOST}:{NOBODY}", **under_a_clock(file))
    stage.log_in()  # the sweep of tomorrow ended yesterday's session
    notes.claim("staff see that messages do not arrive", holds=ALARM in _first_page(stage))
    file.write_text(f"+{25 * 3600}s\n")
    for _ in range(2):
        stage.swept(**under_a_clock(file))
    came = Counter((tuple(taken.recipients), taken.content) for taken in stage.mail.taken[before:])
    notes.claim(f"{came.total()} messages came when it was back, each once", holds=bool(came) and max(came.values()) == 1)
    stage.log_in()
    page = _first_page(stage)
    notes.claim("the alarm is gone", holds=bool(page) and ALARM not in page)


def _first_page(stage: Stage) -> str:
    seen = see(stage.staff.port, START, cookie=f"__Host-medewerker={stage.session}")
    return seen.page if seen.is_well else ""


# The sweeps of tomorrow take the drafts of today for old.
FAULTS = (Fault("the mail server is away for a day", for_a_day, lasts=2.0, may_begin_again=True),)

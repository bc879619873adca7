"""The clock of the machine is wrong for a while, and put right again. Python's processes live under it (libfaketime)."""

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from tests import programs
from tests.faults.seeing import START, look, see
from tests.faults.stage import Stage
from tests.faults.suffering import Fault, Notes
from tests.serving import DATABASE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PATIENCE = 60.0  # seconds
SEEN_AFTER = 1.5  # seconds: a process looks at the file with the clock once in a second
ALARM = "De weg van een aanmelding"
WRONG_DRAFTS = """
    SELECT count(*) FROM selfreferral_public_draft
    WHERE saved_at > %(now)s + interval '1 hour' OR saved_at < %(now)s - interval '1 hour'
"""


def under_a_clock(file: Path) -> dict[str, str]:
    """The environment of a process whose clock is in a file: '+3600' is an hour ahead."""
    return {
        "LD_PRELOAD": str(programs.faketime()),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def _set(file: Path, wrong: timedelta) -> None:
    file.write_text(f"{wrong.total_seconds():+.0f}s\n")
    time.sleep(SEEN_AFTER)


def _jumped(wrong: timedelta) -> Callable[[Stage, Notes], contextlib.AbstractContextManager[None]]:
    @contextlib.contextmanager
    def strike(stage: Stage, notes: Notes) -> Iterator[None]:
        file = stage.folder / "clock"
        clock = under_a_clock(file)
        _set(file, timedelta())
        stage.restart(**clock)
        stage.wait_until_stored()
        _set(file, wrong)
        yield
        stage.mail.refusal = "451 later"
        notes.claim("the sweep runs under it", holds=stage.swept(**clock))
        _canary(stage, **clock)
        stage.mail.refusal = ""
        _set(file, timedelta())
        _put_right(stage, notes)
        stage.restart(**dict.fromkeys(clock))

    return strike


def _put_right(stage: Stage, notes: Notes) -> None:
    """The sweep and the canary under the right clock find nothing that stays wrong."""
    if see(stage.staff.port, START, cookie=f"__Host-medewerker={stage.session}").leads_to:
        notes.say("colleagues log in again")
        stage.log_in()
    notes.claim("with the right clock all is as usual, without a restart", holds=_is_well(stage))
    taken = len(stage.mail.taken)
    notes.claim("the next sweep does every chore", holds=stage.swept())
    waiting = _number(
        stage, "SELECT count(*) FROM outbox_message WHERE sent_at IS NULL AND next_try_at > %(now)s + interval '1 hour'"
    )
    notes.claim(
        f"{len(stage.mail.taken) - taken} messages that waited leave, none waits for the wrong hour", holds=not waiting
    )
    notes.claim("no draft of a wrong hour stays", holds=not _number(stage, WRONG_DRAFTS))
    _canary(stage)
    seen = see(stage.staff.port, START, cookie=f"__Host-medewerker={stage.session}")
    notes.claim("after the next canary no alarm stands", holds=seen.is_well and ALARM not in seen.page)


def _is_well(stage: Stage) -> bool:
    until = time.monotonic() + PATIENCE
    while not look(stage).is_well:
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def _number(stage: Stage, question: str) -> int:
    with psycopg.connect(host=str(stage.server.folder), user="postgres", dbname=DATABASE) as connection:
        row = connection.execute(question, {"now": datetime.now(tz=UTC)}).fetchone()
    return int(row[0]) if row else 0


def _canary(stage: Stage, **clock: str) -> None:
    """Both halves of a round, each in its own process."""
    stage.command("drop_canary", **{**stage.public.environment, **clock}).wait()
    stage.command("open_canaries", **{**stage.staff.environment, **clock}).wait()


FAULTS = tuple(
    Fault(f"the clock is {what} for a while", _jumped(wrong), lasts=4.0, may_begin_again=True)
    for what, wrong in (("an hour ahead", HOUR), ("a day ahead", DAY), ("an hour behind", -HOUR), ("a day behind", -DAY))
)

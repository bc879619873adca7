"""Two servers under load by turns of a tenth of a second: whatever else a machine does, it does to both.

Rounds of seconds are too long for that: one server's differ by 20 to 50% here, because the machine is shared. wrk is halted
(SIGSTOP) while it is the other's turn, with its connections open.
"""

import signal
import subprocess
import time
from collections.abc import Mapping

from tests.benchmarks.loading import CONNECTIONS, command, counted

TURN, SECONDS = 0.1, 6


def by_turns(asked: Mapping[str, tuple[str, Mapping[str, str]]], *, seconds: int = SECONDS) -> dict[str, float]:
    """Answers a second of each, by name, in `seconds` of its own turns. Raises LoadFailedError when one was no page."""
    clock = seconds * len(asked) + 1
    running: dict[str, subprocess.Popen[str]] = {}
    took = dict.fromkeys(asked, 0.0)
    try:
        for name, (url, headers) in asked.items():
            how = command(url, headers, connections=CONNECTIONS, seconds=clock)
            running[name] = subprocess.Popen(how, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            running[name].send_signal(signal.SIGSTOP)
        over = time.monotonic() + seconds * len(asked)
        while time.monotonic() < over:
            for name, one in running.items():
                took[name] += _turn(one)
        time.sleep(1)  # until each has run out of time: it says what it counted at once when it goes on
        return {name: _counted(one) / took[name] for name, one in running.items()}
    finally:
        for one in running.values():
            one.kill()
            one.wait()


def _turn(one: subprocess.Popen[str]) -> float:
    """How long it was, in seconds."""
    began = time.monotonic()
    one.send_signal(signal.SIGCONT)
    time.sleep(TURN)
    one.send_signal(signal.SIGSTOP)
    return time.monotonic() - began


def _counted(one: subprocess.Popen[str]) -> int:
    one.send_signal(signal.SIGCONT)
    return counted(one.communicate()[0])

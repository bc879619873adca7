"""What a measurement was taken on: a number without it says nothing."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

GIB = 1024**2  # of what /proc/meminfo counts in


def machine(**programs: str) -> str:
    """One sentence about this machine and moment; `programs` are versions of what took part."""
    parts = [
        f"{len(os.sched_getaffinity(0))} cores ({_processor()})",
        f"{_memory()} GiB of memory",
        f"load {os.getloadavg()[0]:.1f} at the start",
        f"Python {platform.python_version()}",
        *(f"{name} {version}" for name, version in programs.items()),
    ]
    return f"Measured on {datetime.now(tz=UTC):%Y-%m-%d}: {', '.join(parts)}."


def version(*command: str | Path) -> str:
    """The first number with dots in what a program says of itself; some say it where errors go."""
    said = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    found = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
    return found[0] if found else "of an unknown version"


def _processor() -> str:
    names = re.findall(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return names[0] if names else platform.machine()


def _memory() -> int:
    (total,) = re.findall(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return round(int(total) / GIB)

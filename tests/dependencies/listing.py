"""The list of what the site is made of: a software bill of materials (CycloneDX), from the lock with all its hashes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.dependencies.auditing import LOCK
from tests.processes import ROOT


def write(file: Path) -> int:
    """Make it; cyclonedx-py checks it against the schema before it writes. Gives the number of parts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    how = [
        "--pyproject",
        str(ROOT / "pyproject.toml"),
        "--validate",
        "--output-reproducible",
        "--of",
        "JSON",
        "-o",
        str(file),
    ]
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}  # a lock does not say which part needs which, and that is known
    subprocess.run([sys.executable, "-m", "cyclonedx_py", "requirements", *how, str(LOCK)], check=True, env=quiet)
    return len(json.loads(file.read_text())["components"])

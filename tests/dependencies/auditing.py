"""Are there known holes in what the site runs on? pip-audit knows, where it can ask. Not asked is never told as well."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.processes import ROOT

LOCK = ROOT / "requirements.txt"
SOURCES = ("pypi", "osv")  # the same knowledge in two places: either will do
NOT_CHECKED = "NOT CHECKED for known holes:"
PATIENCE = 120  # seconds for one of them


@dataclass(frozen=True)
class Outcome:
    """`is_unsafe` only when something is known. The sentence says what is not known."""

    is_unsafe: bool
    sentence: str


def audit() -> Outcome:
    """Ask one source after the other, until one knows all of what is locked."""
    failed = ""
    for source in SOURCES:
        told = _ask(source)
        if told is not None:
            outcome = judge(told)
            if outcome.is_unsafe or _unknown(told) == 0:
                return outcome
            failed = outcome.sentence
    return Outcome(is_unsafe=False, sentence=failed or f"{NOT_CHECKED} nobody who knows them can be reached.")


def judge(told: Mapping[str, Any]) -> Outcome:
    """What pip-audit's report (format json) comes down to. Of what it could not ask about it says that it skipped it."""
    holes = [_hole(package, hole) for package in told["dependencies"] for hole in package.get("vulns", [])]
    total, unknown = len(told["dependencies"]), _unknown(told)
    if holes:
        return Outcome(is_unsafe=True, sentence="\n".join(["KNOWN HOLES:", *holes]))
    if unknown or not total:
        return Outcome(is_unsafe=False, sentence=f"{NOT_CHECKED} {unknown} of {total} packages are not known there.")
    return Outcome(is_unsafe=False, sentence=f"No known holes in {total} packages.")


def _hole(package: Mapping[str, Any], hole: Mapping[str, Any]) -> str:
    mended = ", ".join(hole["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {hole['id']} (mended in {mended})"


def _unknown(told: Mapping[str, Any]) -> int:
    return sum("skip_reason" in package for package in told["dependencies"])


def _ask(source: str) -> Mapping[str, Any] | None:
    """pip-audit's report; None when it has none, because it cannot ask."""
    how = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "15"]
    command = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), "-s", source, *how]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
        told: Mapping[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return told

"""Running Lighthouse (npm, version and hashes in package-lock.json) in this machine's Chromium, once per call."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.programs import ProgramMissingError, chromium

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
INSTALLED = HERE / "node_modules" / ".package-lock.json"  # npm writes it last
NODE = (18, 16)  # the least that this Lighthouse runs on
PERFORMANCE = "performance"
PROMISED = ("accessibility", "best-practices", "seo")
SECONDS = 180
TRIES = 3  # on a busy machine Chromium's trace now and then lacks its beginning (NO_NAVSTART): that run measured nothing


class AuditFailedError(SystemExit):
    """Stops the benchmark: Lighthouse could not measure."""


@dataclass(frozen=True)
class Audit:
    """What one run found. `scores`: 0 to 100 by category. `failed`: the audits of each that count and are not perfect."""

    scores: Mapping[str, int]
    failed: Mapping[str, frozenset[str]]


def ensure_lighthouse() -> Path:
    """The program, fetched once for each package-lock.json."""
    for name in ("node", "npm"):
        if not shutil.which(name):
            package = {"node": "nodejs"}.get(name, name)
            raise ProgramMissingError(f"Lighthouse needs {name}: install it (on Debian: apt install {package}).")
    _refuse_old_node()
    lock = HERE / "package-lock.json"
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < lock.stat().st_mtime:
        sys.stderr.write("Fetching Lighthouse with npm (once) ...\n")
        done = subprocess.run(["npm", "ci"], check=False, cwd=HERE, capture_output=True, text=True)
        if done.returncode:
            raise ProgramMissingError(f"Lighthouse cannot be fetched: is there a network? npm says:\n{done.stderr.strip()}")
        INSTALLED.touch()
    return PROGRAM


def _refuse_old_node() -> None:
    said = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    if tuple(int(part) for part in said.removeprefix("v").split(".")[:2]) < NODE:
        least = ".".join(str(part) for part in NODE)
        raise ProgramMissingError(f"Lighthouse needs Node {least} or newer and finds {said}: Debian 12 and later have it.")


def audit(url: str, *categories: str, known_by: str) -> Audit:
    """Open `url` in a new browser as Lighthouse's mobile telephone. `known_by` is the one certificate to believe."""
    for _ in range(TRIES - 1):
        try:
            return _once(url, categories, known_by)
        except AuditFailedError as error:
            sys.stderr.write(f"{error}\nOnce more ...\n")
    return _once(url, categories, known_by)


def _once(url: str, categories: tuple[str, ...], known_by: str) -> Audit:
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        report = Path(folder) / "report.json"
        command = [str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={report}", *_options(categories, known_by)]
        said = _run(command)
        if not report.exists():
            raise AuditFailedError(f"Lighthouse did not measure {url}:\n{said}")
        return read(json.loads(report.read_text(encoding="utf-8")))


def _run(command: list[str]) -> str:
    """What the program said about errors."""
    browser = {**os.environ, "CHROME_PATH": str(chromium())}
    try:
        done = subprocess.run(
            command, check=False, env=browser, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return f"It was not ready after {SECONDS} seconds."
    return done.stderr.strip()


def _options(categories: tuple[str, ...], known_by: str) -> list[str]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses root
    flags = ["--headless=new", f"--ignore-certificate-errors-spki-list={known_by}", *root]
    return [f"--only-categories={','.join(categories)}", f"--chrome-flags={' '.join(flags)}", "--no-enable-error-reporting"]


def read(report: Mapping[str, Any]) -> Audit:
    """From Lighthouse's JSON. An audit without a weight, or that does not apply to the page, takes nothing off a score."""
    if error := report.get("runtimeError"):
        raise AuditFailedError(f"Lighthouse could not measure {report['requestedUrl']}: {error['message']}")
    categories = report["categories"]
    unmeasured = [name for name, category in categories.items() if category["score"] is None]
    if unmeasured:
        raise AuditFailedError(f"Lighthouse gave {report['requestedUrl']} no score for {', '.join(unmeasured)}.")
    return Audit(
        scores={name: round(category["score"] * 100) for name, category in categories.items()},
        failed={name: _failed(category, report["audits"]) for name, category in categories.items()},
    )


def _failed(category: Mapping[str, Any], audits: Mapping[str, Any]) -> frozenset[str]:
    counted = [reference["id"] for reference in category["auditRefs"] if reference["weight"]]
    scores = {name: audits[name]["score"] for name in counted}
    broken = [name for name in counted if audits[name]["scoreDisplayMode"] == "error"]
    return frozenset([*broken, *(name for name, score in scores.items() if score is not None and score < 1)])

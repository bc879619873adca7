"""The newest versions that pyproject.toml allows, in one commit that says which they are."""

import re
import subprocess

from tests.processes import ROOT

LOCKS = ("requirements.txt", "requirements-s3.txt", "requirements-dev.txt")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
SUBJECT = "Take the newest versions of what we use"


def refresh() -> str:
    """Resolve anew and commit the two locks, nothing else. Raises SystemExit when they were changed already."""
    if _git("status", "--porcelain", "--", *LOCKS):
        raise SystemExit("The locks were changed already: commit or undo that first.")
    before = _pinned()
    subprocess.run(["make", "lock"], check=True, cwd=ROOT)
    told = changes(before, _pinned())
    if not told:
        return "Everything is the newest that pyproject.toml allows."
    _git("commit", "--quiet", "--only", "-m", SUBJECT, "-m", told, "--", *LOCKS)
    return f"{told}\nCommitted. Now: make test, make audit."


def changes(before: dict[str, str], after: dict[str, str]) -> str:
    """A line for each package that came, went or changed."""
    names = sorted(name for name in before | after if before.get(name) != after.get(name))
    return "\n".join(f"{name} {before.get(name, 'new')} -> {after.get(name, 'gone')}" for name in names)


def _pinned() -> dict[str, str]:
    return dict(pair for lock in LOCKS for pair in PINNED.findall((ROOT / lock).read_text()))


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, cwd=ROOT, capture_output=True, text=True).stdout

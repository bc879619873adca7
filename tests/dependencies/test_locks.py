"""What is installed is what was locked: every part by the digest of its files, and nothing beside it."""

import re
from pathlib import Path

import pytest

from tests.processes import ROOT

pytestmark = pytest.mark.pure

LOCKS = sorted([*ROOT.glob("requirements*.txt"), ROOT / "tests" / "attacks" / "requirements.txt"])
PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[a-z0-9,-]+\])?==[^\s;]+( ;[^\\]+)?")
DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")
OURS = "--no-deps --no-build-isolation"  # the site itself, and nothing that it asks for


def _parts(lock: Path) -> list[str]:
    """Each with its digests, on one line."""
    lines = [line for line in lock.read_text().splitlines() if not line.strip().startswith("#")]
    return [part.replace("\\\n", " ") for part in re.split(r"\n(?=\S)", "\n".join(lines))]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_every_part_is_one_version_with_the_digests_of_its_files(lock: Path) -> None:
    parts = _parts(lock)
    assert len(parts) > 20
    for part in parts:
        named, *digests = re.split(r"\s+(?=--hash)", part.strip())
        assert PINNED.fullmatch(named.strip()), named
        assert digests, named
        assert all(DIGEST.fullmatch(digest.strip()) for digest in digests), named


def test_nothing_is_installed_without_them() -> None:
    rules = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    installs = [line for line in rules.splitlines() if line.startswith("\t") and re.search(r"pip install|\(UV\) ", line)]
    assert len(installs) > 5
    for line in installs:
        assert "--require-hashes" in line or (OURS in line and line.rstrip().endswith("-e .")), line


AFTER_A_CLICK = "templates/selfreferral/public/person.html"  # reCAPTCHA, where its keys are set: no answer is on that page


def test_one_page_alone_loads_a_script_of_somebody_else() -> None:
    elsewhere = re.compile(r"<(script|link|iframe)[^>]+(src|href)=[\"'](https?:)?//")
    found = [file for file in (ROOT / "templates").rglob("*.html") if elsewhere.search(file.read_text())]
    assert [file.relative_to(ROOT).as_posix() for file in found] == [AFTER_A_CLICK]

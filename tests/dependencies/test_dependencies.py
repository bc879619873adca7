"""What the site is made of is known, may be used, and is never called safe when nobody was asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.dependencies import auditing, licences, listing, refreshing
from tests.dependencies.auditing import NOT_CHECKED, judge
from tests.dependencies.licences import Part

pytestmark = pytest.mark.pure
WELL = {"name": "django", "version": "5.2.19", "vulns": []}
HOLE = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SKIPPED = {"name": "wagtail", "skip_reason": "Dependency not found and could not be audited"}


def _judged(*packages: dict[str, Any]) -> tuple[bool, str]:
    outcome = judge({"dependencies": list(packages)})
    return outcome.is_unsafe, outcome.sentence


def test_a_known_hole_is_told_also_when_other_packages_are_unknown() -> None:
    is_unsafe, sentence = _judged(WELL, HOLE, SKIPPED)
    assert is_unsafe
    assert "pillow 1.0: PYSEC-1 (mended in 1.1)" in sentence


def test_what_was_not_asked_is_not_called_safe() -> None:
    assert _judged(WELL, SKIPPED) == (False, f"{NOT_CHECKED} 1 of 2 packages are not known there.")
    assert _judged()[1].startswith(NOT_CHECKED)
    assert _judged(WELL) == (False, "No known holes in 1 packages.")


def test_the_second_source_is_asked_when_the_first_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"pypi": {"dependencies": [SKIPPED]}, "osv": {"dependencies": [WELL]}}
    monkeypatch.setattr(auditing, "_ask", told.get)
    assert auditing.audit().sentence == "No known holes in 1 packages."
    monkeypatch.setattr(auditing, "_ask", lambda _: None)
    assert auditing.audit().sentence.startswith(NOT_CHECKED)


def test_every_part_may_be_used_and_each_reason_is_needed() -> None:
    found = licences.installed()
    assert {part.name for part in found} >= {"django", "wagtail", "pyrage", "psycopg"}
    assert licences.problems(found) == []


@pytest.mark.parametrize(
    "licence",
    ["UNKNOWN", "AGPL-3.0-only", "GPL-3.0-or-later", "MIT; GNU Affero General Public License v3", "Proprietary", ""],
)
def test_a_part_under_another_licence_needs_a_reason(licence: str) -> None:
    assert not Part("new", "1.0", licence).is_allowed


def test_a_reason_for_nothing_has_to_go() -> None:
    assert "psycopg needs no reason any more" in licences.problems([Part("psycopg", "3", "MIT")])


def test_the_list_names_every_locked_part_with_its_hashes(tmp_path: Path) -> None:
    file = tmp_path / "new" / "sbom.json"
    assert listing.write(file) >= len(licences.locked())
    told = json.loads(file.read_text())
    assert told["bomFormat"] == "CycloneDX"
    named = {licences.normal(part["name"]): part for part in told["components"]}
    assert licences.locked() <= set(named)
    assert all("sha256" in json.dumps(named[name]).lower().replace("sha-256", "sha256") for name in ("django", "pyrage"))


def test_a_refreshment_says_what_changed() -> None:
    told = refreshing.changes({"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "2", "d": "1"})
    assert told == "b 1 -> 2\nc 1 -> gone\nd new -> 1"

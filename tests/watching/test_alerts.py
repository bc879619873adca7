"""The alerts are about numbers that are really there, stay silent while all is well, and go off when it isn't."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest

from perspectief.operations.sweeping import CHORES
from perspectief.watching.beating import CHORE
from perspectief.watching.collecting import Site
from tests.processes import ROOT
from tests.programs import promtool

DEPLOYED = ROOT / "deploy" / "prometheus"
RULES = yaml.safe_load((DEPLOYED / "alerts.yml").read_text())["groups"][0]["rules"]
MINUTES = 1440  # of the day that is played
HOUR, DAY = 3600, 24 * 3600
LAST, PAGES = "perspectief_last_done_timestamp_seconds", "perspectief_pages_timestamp_seconds"
OPEN = "perspectief_referrals_open"
JUST_NOW = f"0+60x{MINUTES}"  # a moment that moves along with the clock, which begins at 0
WELL = {
    'up{job="perspectief"}': 1,
    "perspectief_canary_well": 1,
    "perspectief_canary_timestamp_seconds": JUST_NOW,
    "perspectief_access_record_whole": 1,
    "perspectief_access_record_timestamp_seconds": JUST_NOW,
    f'{LAST}{{deed="sweep"}}': JUST_NOW,
    f'{LAST}{{deed="sweep: wiped drafts"}}': JUST_NOW,
    f'{LAST}{{deed="backup"}}': JUST_NOW,
    f'{LAST}{{deed="keys checked"}}': JUST_NOW,
    "perspectief_messages_oldest_failing_seconds": 3600,
    f'{OPEN}{{lane="letterbox"}}': 0,
    f'{OPEN}{{lane="new"}}': 500,
    f'{OPEN}{{lane="to_check"}}': 90,
    "perspectief_referrals_overdue": 0,
    "perspectief_oldest_new_seconds": 7 * DAY,
    'perspectief_rows{table="drafts"}': 1200,
    'perspectief_rows{table="messages"}': 90000,
    PAGES: JUST_NOW,
    'perspectief_disk_free_bytes{place="media"}': 50,
    'perspectief_disk_bytes{place="media"}': 100,
}
# What has to be different, and nothing else, for each alert. None: it is not measured at all.
WRONG: dict[str, dict[str, int | str | None]] = {
    "StaffSiteAway": {'up{job="perspectief"}': 0},
    "NothingIsMeasured": {'up{job="perspectief"}': None},
    "CanaryFailed": {"perspectief_canary_well": 0},
    "CanaryStopped": {"perspectief_canary_timestamp_seconds": 0},
    "AccessRecordChanged": {"perspectief_access_record_whole": 0},
    "SweepStopped": {f'{LAST}{{deed="sweep"}}': 0},
    "ChoreFails": {f'{LAST}{{deed="sweep: wiped drafts"}}': 0},
    "NoBackup": {f'{LAST}{{deed="backup"}}': -3 * HOUR},
    "KeysNotChecked": {f'{LAST}{{deed="keys checked"}}': -200 * DAY},
    "MessagesFail": {"perspectief_messages_oldest_failing_seconds": 2 * HOUR},
    "LettersNotCollected": {f'{OPEN}{{lane="letterbox"}}': 10},
    "ReferralsOverdue": {"perspectief_referrals_overdue": 10},
    "NobodyOpensReferrals": {"perspectief_oldest_new_seconds": 8 * DAY},
    "ManyToCheck": {f'{OPEN}{{lane="to_check"}}': 100},
    "TablesGrow": {'perspectief_rows{table="drafts"}': 5100},
    "PagesAreOld": {PAGES: -3 * HOUR},
    "DiskAlmostFull": {'perspectief_disk_free_bytes{place="media"}': 9},
}


def _measured() -> bytes:
    registry = CollectorRegistry()
    registry.register(Site(now=timezone.now()))
    return generate_latest(registry)


@pytest.mark.django_db
def test_every_number_in_an_alert_is_measured_and_named_as_prometheus_wants_it(settings, tmp_path: Path) -> None:
    settings.PAGES_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path
    told = _measured()
    known = set(re.findall(r"^# TYPE (\w+)", told.decode(), re.MULTILINE))
    for rule in RULES:
        asked = set(re.findall(r"perspectief_\w+", rule["expr"]))
        assert asked <= known, rule["alert"]
        assert asked or "up" in rule["expr"]
    checked = subprocess.run([promtool(), "check", "metrics"], check=False, input=told, capture_output=True)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, b"")


@pytest.mark.pure
def test_the_labels_in_the_alerts_are_those_of_the_numbers() -> None:
    text = (DEPLOYED / "alerts.yml").read_text()
    deeds = {"sweep", "backup", "keys checked", "sweep: .+"}
    assert set(re.findall(r'deed=~?"([^"]+)"', text)) == deeds
    assert all(re.fullmatch("sweep: .+", f"{CHORE}{chore}") for chore in CHORES)


@pytest.mark.pure
def test_prometheus_can_read_what_it_has_to_do(tmp_path: Path) -> None:
    for name in ("alerts.yml", "prometheus.yml"):
        (tmp_path / name).write_text((DEPLOYED / name).read_text())
    (tmp_path / "metrics-token").write_text("t" * 40)
    for check in (["check", "rules", "alerts.yml"], ["check", "config", "prometheus.yml"]):
        done = subprocess.run([promtool(), *check], check=False, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.pure
def test_each_alert_goes_off_by_its_own_reason_alone(tmp_path: Path) -> None:
    assert set(WRONG) == {rule["alert"] for rule in RULES}
    (tmp_path / "alerts.yml").write_text((DEPLOYED / "alerts.yml").read_text())
    plays = [_play(WELL, expected=set())]
    plays += [_play({**WELL, **changes}, expected={name}) for name, changes in WRONG.items()]
    told = {"rule_files": ["alerts.yml"], "evaluation_interval": "5m", "tests": plays}
    (tmp_path / "plays.yml").write_text(json.dumps(told))  # JSON is YAML
    done = subprocess.run(
        [promtool(), "test", "rules", "plays.yml"], check=False, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _play(series: dict[str, Any], *, expected: set[str]) -> dict[str, Any]:
    measured = {name: value for name, value in series.items() if value is not None}
    return {
        "name": ", ".join(expected),
        "interval": "1m",
        "input_series": [{"series": name, "values": _over_the_day(value)} for name, value in measured.items()],
        "promql_expr_test": [
            {
                "expr": 'count by (alertname) (ALERTS{alertstate="firing"})',
                "eval_time": f"{MINUTES}m",
                "exp_samples": [{"labels": f'{{alertname="{name}"}}', "value": 1} for name in expected],
            }
        ],
    }


def _over_the_day(value: int | str) -> str:
    """In promtool's notation: 5, and then as often 5 as there are minutes."""
    return value if isinstance(value, str) else f"{value}+0x{MINUTES}"

"""Starting a process as a server would: its own settings module, its own environment, nothing of the tests'."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from perspectief.operations.keys import create_keys
from tests.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]
READY = "import django; django.setup(); from django.conf import settings; print(*settings.INSTALLED_APPS)"


@dataclass(frozen=True)
class Surroundings:
    """What a server's environment holds for all three processes; the keys lie apart, as they should."""

    folder: Path

    @property
    def recipients(self) -> Path:
        return self.folder / "public" / "recipients.txt"

    @property
    def intake_key(self) -> Path:
        return self.folder / "private" / "intake.key"

    @property
    def only_staff(self) -> dict[str, str]:
        """What no other process may know."""
        return {"INTAKE_KEY_FILE": str(self.intake_key), "MFA_KEY": "m" * 60, "INTAKE_SEARCH_KEY": "z" * 60}

    def environment(self, process: str, **changes: str | None) -> dict[str, str]:
        """Complete for `process`. A change to None takes a setting away."""
        complete: dict[str, str | None] = {
            "DJANGO_SETTINGS_MODULE": f"perspectief.settings.{process}",
            "SECRET_KEY": "s" * 60,
            "ALLOWED_HOSTS": "www.perspectief.example",
            "DATABASE_URL": Cluster(folder=self.folder, programs=self.folder).url("nowhere"),
            "RECIPIENTS_FILE": str(self.recipients),
            "RECEIPT_PEPPER": "p" * 60,
            **(self.only_staff if process == "staff" else {}),
            "DEFAULT_FROM_EMAIL": "website@perspectief.example",
            "INTAKE_EMAIL": "aanmeldpunt@perspectief.example",
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            **changes,
        }
        return {name: value for name, value in complete.items() if value is not None}

    def start(self, process: str, code: str = READY, **changes: str | None) -> subprocess.CompletedProcess[str]:
        """Run `code` in the process."""
        environment = self.environment(process, **changes)
        command = [sys.executable, "-c", code]
        return subprocess.run(command, check=False, env=environment, cwd=self.folder, capture_output=True, text=True)


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    """A server's folder with both keys."""
    create_keys(private_dir=tmp_path / "private", public_dir=tmp_path / "public")
    return Surroundings(tmp_path)

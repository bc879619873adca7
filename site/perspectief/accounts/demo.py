"""Six people to try the site with. Their passwords are made on this machine. Development only."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group

from .models import User
from .moderation import ensure_moderation
from .roles import AUDITORS, COORDINATORS, EDITORS, INTAKE_WORKERS, WRITERS, ensure_roles

PASSWORD_BYTES = 12


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to try the site as; without a role they are the technical administrator, a superuser."""

    username: str
    what: str
    role: str | None


PEOPLE = (
    DemoPerson("redacteur", "editor", EDITORS),
    DemoPerson("schrijver", "writer, whose texts an editor approves", WRITERS),
    DemoPerson("intake", "intake worker", INTAKE_WORKERS),
    DemoPerson("coordinator", "coordinator of the intake workers", COORDINATORS),
    DemoPerson("auditor", "auditor, who sees who looked", AUDITORS),
    DemoPerson("techniek", "technical administrator", None),
)


def ensure_demo_people(*, passwords_file: Path) -> dict[str, str]:
    """Make the accounts that are missing. Returns every demo person's password by user name.

    The file (mode 600) remembers them, so that a second start prints the same ones. A password changed by hand stays.
    """
    ensure_roles()
    ensure_moderation()
    known: dict[str, str] = json.loads(passwords_file.read_text("utf-8")) if passwords_file.exists() else {}
    passwords = {person.username: known.get(person.username) or _password() for person in PEOPLE}
    if passwords != known:
        _keep(passwords_file, passwords)
    for person in PEOPLE:
        if not User.objects.filter(username=person.username).exists():
            _create(person, passwords[person.username])
    return passwords


def _password() -> str:
    return secrets.token_urlsafe(PASSWORD_BYTES)


def _keep(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(passwords, file, indent=2)


def _create(person: DemoPerson, password: str) -> None:
    email = f"{person.username}@perspectief.example"
    if person.role is None:
        User.objects.create_superuser(person.username, email, password)
        return
    user = User.objects.create_user(person.username, email, password)
    user.groups.add(Group.objects.get(name=person.role))

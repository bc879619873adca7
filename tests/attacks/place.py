"""Both sides as a server has them: PostgreSQL, both processes, and nginx with the files of deploy/nginx."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perspectief.operations.keys import create_keys
from tests.attacks.proxy import Proxy, proxied
from tests.postgres import Cluster, cluster
from tests.processes import ROOT
from tests.serving import DATABASE, HOST, PublicProcess, free_ports, prepared, serving

ACCOUNTS = """
import django; django.setup()
from django.test import Client
from perspectief.accounts import roles
from perspectief.accounts.models import User
from django.contrib.auth.models import Group
from tests import second_factor
roles.ensure_roles()
user = User.objects.create_user("aanval", "aanval@perspectief.example", "p" * 20, is_superuser=True)
user.groups.set(Group.objects.all())
second_factor.give_app(user)
client = Client()
second_factor.open_session(client, user)
print(client.session.session_key)
"""


@dataclass(frozen=True)
class Place:
    """Everything, running. `session`: the key of somebody who may do everything, logged in with both factors."""

    folder: Path
    server: Cluster
    public: PublicProcess
    staff: PublicProcess
    proxy: Proxy
    environment: dict[str, str]
    staff_environment: dict[str, str]
    session: str

    @property
    def media(self) -> Path:
        return self.folder / "media"


@contextlib.contextmanager
def place(*, content: Path | None = None) -> Iterator[Place]:
    """All of it. It is gone afterwards. `content`: see tests.serving.prepared."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-attacks-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        for name in ("pages", "media", "of-public", "of-staff"):
            (folder / name).mkdir()
        ports = free_ports(4)
        server = stack.enter_context(cluster())
        told = {
            "SECURITY_CONTACT": "mailto:veilig@perspectief.example",
            "TRUSTED_PROXIES": "1",
            "EMAIL_URL": "smtp://127.0.0.1:1",
        }
        hosts = {"ALLOWED_HOSTS": f"{HOST},{HOST}:{ports[2]}", "STAFF_URL": f"https://{HOST}:{ports[3]}"}
        environment = prepared(
            folder, server, port=ports[2], content=content, PAGES_DIR=str(folder / "pages"), **told, **hosts
        )
        staff = _staff(environment, folder, server)
        public = stack.enter_context(serving(environment, port=ports[0], folder=folder / "of-public"))
        colleagues = stack.enter_context(serving(staff, port=ports[1], folder=folder / "of-staff"))
        proxy = stack.enter_context(proxied(folder, public=ports[2], staff=ports[3], behind=(ports[0], ports[1])))
        yield Place(folder, server, public, colleagues, proxy, environment, staff, _logged_in(staff, folder))


def _staff(environment: dict[str, str], folder: Path, server: Cluster) -> dict[str, str]:
    own = {"INTAKE_KEY_FILE": str(folder / "private" / "intake.key"), "MFA_KEY": "m" * 60, "INTAKE_SEARCH_KEY": "z" * 60}
    process = {"DJANGO_SETTINGS_MODULE": "perspectief.settings.staff", "DATABASE_URL": server.url(DATABASE)}
    return {**environment, **process, **own, "PATH": os.environ["PATH"]}


def _logged_in(environment: dict[str, str], folder: Path) -> str:
    command = [sys.executable, "-c", ACCOUNTS]
    env = {**environment, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    told = subprocess.run(command, check=True, env=env, cwd=folder, capture_output=True, text=True)
    return told.stdout.split()[-1]

"""The stage: PostgreSQL, the public and the staff process, the keeper, the sweep, a mail server, and a supervisor."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from perspectief.operations.keys import create_keys
from tests.faults.disks import may_mount, small_disk
from tests.mail_server import MailServer
from tests.mail_server import running as mail_server
from tests.pages.place import Desk
from tests.postgres import DURABLE, Cluster, cluster
from tests.processes import ROOT, Surroundings
from tests.serving import DATABASE, HOST, DidNotStartError, PublicProcess, free_ports, prepared

GLANCE = 0.1  # seconds between two looks of the supervisor; systemd's RestartSec is as long
PATIENCE = 240  # seconds for everything to be there: a machine may be busy, and the keeper is nice
SWEEP_PATIENCE = 150  # seconds for one sweep; a timer would not start a second one meanwhile
MANAGE = str(ROOT / "site" / "manage.py")
CONFIGURATION = f"{DURABLE}max_connections = 40\nlog_min_messages = fatal\n"
# Somebody of intake who may edit pages too and hears of failures, logged in with both factors.
COLLEAGUE = """
from django.contrib.auth.models import Group
from django.test import Client
from perspectief.accounts import roles
from perspectief.accounts.models import User
from tests import second_factor
from django.db import connection
connection.close()
roles.ensure_roles()
person, is_new = User.objects.get_or_create(username="intaker", email="intaker@perspectief.example")
person.groups.set(Group.objects.filter(name__in=[roles.INTAKE_WORKERS, roles.EDITORS, roles.TECHNICIANS]))
if is_new:
    second_factor.give_app(person)
client = Client()
second_factor.open_session(client, person)
open("session", "w").write(client.session.session_key)
"""


class Keeper:
    """`manage.py keep_pages`, with the same deeds as a web process."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment, self.folder = environment, folder
        self.before: tuple[str, ...] = ()
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "keeper.log").open("a") as log:
            command = [*self.before, sys.executable, MANAGE, "keep_pages"]
            self.running = subprocess.Popen(command, env=self.environment, cwd=self.folder, stdout=log, stderr=log)

    def kill(self) -> None:
        if self.running:
            self.running.kill()
            self.running.wait()


Process = PublicProcess | Keeper


@dataclass
class Stage:
    """Everything, running. `disks`: folders with a small disk of their own, where that could be had (root)."""

    folder: Path
    server: Cluster
    mail: MailServer
    public: PublicProcess
    staff: PublicProcess
    keeper: Keeper
    operations: dict[str, str]
    desk: Desk
    disks: frozenset[Path] = frozenset()
    session: str = ""
    is_supervised: bool = True
    starts: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def pages(self) -> Path:
        """The store of pages."""
        return self.folder / "pages"

    @property
    def media(self) -> Path:
        """What editors uploaded."""
        return self.folder / "media"

    @property
    def processes(self) -> tuple[Process, ...]:
        return self.public, self.staff, self.keeper

    @property
    def pepper(self) -> str:
        return self.public.environment["RECEIPT_PEPPER"]

    @property
    def intake_key(self) -> Path:
        return Surroundings(self.folder).intake_key

    def sweep(self, **changes: str) -> subprocess.Popen[bytes]:
        """One sweep, as the timer starts it."""
        return self.command("sweep", **changes)

    def command(self, name: str, *options: str, **changes: str) -> subprocess.Popen[bytes]:
        """A command of operations; with other settings, of another process."""
        command, environment = [sys.executable, MANAGE, name, *options], {**self.operations, **changes}
        with (self.folder / f"{name}.log").open("a") as log:
            return subprocess.Popen(command, env=environment, cwd=self.folder, stdout=log, stderr=log)

    def swept(self, **changes: str) -> bool:
        """Whether a whole sweep did all its chores."""
        return self.sweep(**changes).wait(SWEEP_PATIENCE) == 0

    def supervise(self) -> None:
        """Start again what ended, for ever, as systemd does with Restart=always."""
        while not self._over.wait(GLANCE):
            for process in self.processes if self.is_supervised else ():
                if process.running is None or process.running.poll() is not None:
                    process.start()
                    self.starts += 1

    def restart(self, **changes: str | None) -> None:
        """Stop all three and start them with a changed environment: LD_PRELOAD, say. None takes a setting away."""
        self._restart(self.processes, changes)

    def restart_public(self, **changes: str | None) -> None:
        """The public process and the keeper, which have the same settings."""
        self._restart((self.public, self.keeper), changes)

    def _restart(self, processes: tuple[Process, ...], changes: dict[str, str | None]) -> None:
        with self.unsupervised():
            for process in processes:
                process.environment = _changed(process.environment, changes)
                process.kill()
                process.start()

    @contextlib.contextmanager
    def unsupervised(self) -> Iterator[None]:
        """What ends stays away for a moment."""
        self.is_supervised = False
        try:
            yield
        finally:
            self.is_supervised = True

    def wait_until_stored(self) -> None:
        """Until everything is there, and the keeper has made all pages."""
        until = time.monotonic() + PATIENCE
        while not (self.pages / "current").exists():
            if time.monotonic() > until:
                raise DidNotStartError(self.told())
            time.sleep(GLANCE)
        for process in (self.public, self.staff):
            process.wait_until_ready()

    def log_in(self) -> None:
        """A colleague, anew."""
        self.desk.do(COLLEAGUE)
        self.session = (self.folder / "session").read_text()

    def close(self) -> None:
        self._over.set()
        time.sleep(2 * GLANCE)
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                process.kill()

    def told(self) -> str:
        """The logs, for when something did not start."""
        return "\n".join(log.read_text()[-3000:] for log in sorted(self.folder.rglob("*.log")))


def _changed(environment: dict[str, str], changes: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in {**environment, **changes}.items() if value is not None}


@contextlib.contextmanager
def stage(content: Path | None = None) -> Iterator[Stage]:
    """All of it, supervised. It is gone afterwards. `content`: see tests.serving.prepared."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-faults-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        for name in ("pages", "media", "web", "desk"):
            (folder / name).mkdir()
        disks = frozenset(stack.enter_context(small_disk(folder / name)) for name in ("pages", "media") if may_mount())
        mail = stack.enter_context(mail_server())
        server = stack.enter_context(cluster(configuration=CONFIGURATION))
        running = replace(_furnished(folder, server, mail, content), disks=disks)
        stack.callback(running.close)
        stack.callback(running.desk.close)
        running.log_in()
        # The keeper lets everybody go first, which takes minutes on a busy machine: so the first pages come before it.
        running.command("keep_pages", "--once", **running.public.environment).wait(PATIENCE)
        threading.Thread(target=running.supervise, daemon=True).start()
        running.wait_until_stored()
        yield running


def _furnished(folder: Path, server: Cluster, mail: MailServer, content: Path | None) -> Stage:
    port, behind = free_ports(2)
    settings = {
        "TRUSTED_PROXIES": "1",
        "PAGES_DIR": str(folder / "pages"),
        "EMAIL_URL": f"smtp://{HOST}:{mail.port}",
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    public = prepared(folder, server, port=port, content=content, **settings)
    own = {"DATABASE_URL": server.url(DATABASE)}
    surroundings = Surroundings(folder)
    staff = {**public, **own, **surroundings.only_staff, "DJANGO_SETTINGS_MODULE": "perspectief.settings.staff"}
    return Stage(
        folder=folder,
        server=server,
        mail=mail,
        public=PublicProcess(public, port, folder / "web"),
        staff=PublicProcess(staff, behind, folder / "desk"),
        keeper=Keeper(public, folder),
        operations={**public, **own, "DJANGO_SETTINGS_MODULE": "perspectief.settings.operations"},
        desk=Desk(staff, folder),
    )

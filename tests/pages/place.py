"""A server with a store of pages: PostgreSQL, two public processes of two workers, the keeper, and a desk of staff."""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from perspectief.operations.keys import create_keys
from perspectief.pages.store import Store
from tests.postgres import UNCOUNTED, Cluster, cluster
from tests.processes import ROOT
from tests.serving import DATABASE, HOST, free_ports, prepared, serving

PATIENCE = 60
# Runs what it is handed, a line at a time, and says when it is done: a process starts once, not for each change.
DESK = """
import sys, traceback
import django; django.setup()
from wagtail.models import Page
def at(path, language="nl"):
    home = Page.objects.get(depth=2, locale__language_code=language)
    return Page.objects.get(url_path=home.url_path + path.lstrip("/")).specific
print("ready", flush=True)
for line in sys.stdin:
    try:
        exec(line.encode().decode("unicode_escape"), globals())
        print("done", flush=True)
    except Exception:
        print(traceback.format_exc().replace(chr(10), " | "), flush=True)
"""


@dataclass(frozen=True)
class Reply:
    """What came over the wire; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_stored(self) -> bool:
        return "x-stored" in self.headers

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Desk:
    """Somebody of staff, who changes something: each deed is Python, run in the staff or operations process."""

    environment: dict[str, str]
    folder: Path
    process: subprocess.Popen[str] | None = field(default=None, init=False)

    def do(self, code: str) -> None:
        """Gives no answer before the deed is done, as the editor's publish button."""
        process = self.process or self._open()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(code.strip().encode("unicode_escape").decode() + "\n")
        process.stdin.flush()
        said = process.stdout.readline().strip()
        assert said == "done", said

    def _open(self) -> subprocess.Popen[str]:
        with (self.folder / "desk.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", DESK],
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n", (self.folder / "desk.log").read_text()
        return self.process

    def close(self) -> None:
        if self.process:
            self.process.communicate()
            self.process = None


@dataclass
class Place:
    """Everything, running. `ports`: of the two public processes."""

    folder: Path
    server: Cluster
    environment: dict[str, str]
    ports: list[int]
    staff: Desk
    keeper: subprocess.Popen[bytes] | None = None
    former: str = ""  # what was served when the keeper began; it makes all pages anew

    @property
    def host(self) -> str:
        return f"{HOST}:{self.ports[0]}"

    @property
    def store(self) -> Path:
        return self.folder / "pages"

    @property
    def current(self) -> Path:
        return self.store / "current"

    def get(self, path: str, *, port: int | None = None, method: str = "GET", **headers: str) -> Reply:
        """One request, with headers of one's own: `accept_encoding="br"`. A host or protocol of None is not sent."""
        sent = {"host": self.host, "x_forwarded_proto": "https", **headers}
        connection = http.client.HTTPConnection(HOST, port or self.ports[0], timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, told, response.read())

    def everywhere(self, path: str, **headers: str) -> list[Reply]:
        """From both processes, often enough to meet both workers of each."""
        return [self.get(path, port=port, **headers) for port in self.ports for _ in range(6)]

    def start_keeper(self) -> None:
        manage = [sys.executable, str(ROOT / "site" / "manage.py"), "keep_pages"]
        with (self.folder / "keeper.log").open("a") as log:
            self.former = str(self.current.readlink()) if self.current.is_symlink() else ""
            self.keeper = subprocess.Popen(manage, env=self.environment, cwd=self.folder, stdout=log, stderr=log)

    def stop_keeper(self) -> None:
        """At once, in the middle of whatever it does."""
        if self.keeper:
            self.keeper.send_signal(signal.SIGKILL)
            self.keeper.wait()
            self.keeper = None

    def halt_keeper(self) -> None:
        """It does nothing until it may go on, and is not in the middle of a decision."""
        with Store(self.store).locked():
            if self.keeper:
                self.keeper.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """The keeper may."""
        if self.keeper:
            self.keeper.send_signal(signal.SIGCONT)

    def hurry(self) -> None:
        """The keeper lets everybody go first, which takes long where other tests are busy. Root may say otherwise."""
        if self.keeper:
            with contextlib.suppress(PermissionError, ProcessLookupError):
                os.setpriority(os.PRIO_PROCESS, self.keeper.pid, os.getpriority(os.PRIO_PROCESS, 0))

    def wait_until_stored(self, path: str = "/") -> None:
        """Until the keeper is ready."""
        until = time.monotonic() + PATIENCE
        while not self.current.exists() or str(self.current.readlink()) == self.former:
            assert time.monotonic() < until, (self.folder / "keeper.log").read_text()
            self.hurry()  # it says itself that it is patient, a moment after it began
            time.sleep(0.05)
        assert self.get(path).is_stored, (self.folder / "keeper.log").read_text()

    def wait_until(self, path: str, words: str) -> None:
        """Until a page has these words."""
        until = time.monotonic() + PATIENCE
        while words not in self.get(path).text:
            assert time.monotonic() < until, (self.folder / "keeper.log").read_text()
            self.hurry()
            time.sleep(0.02)


@contextlib.contextmanager
def place(content: Path) -> Iterator[Place]:
    """All of it. It is gone afterwards. `content`: see tests.serving.prepared."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-pages-"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        (folder / "pages").mkdir()
        first, second = ports = free_ports(2)
        server = stack.enter_context(cluster(configuration=UNCOUNTED))
        environment = prepared(folder, server, port=first, content=content, PAGES_DIR=str(folder / "pages"))
        for port in (first, second):
            (folder / str(port)).mkdir()
            stack.enter_context(serving(environment, port=port, folder=folder / str(port), workers=2))
        staff = {
            **environment,
            "DJANGO_SETTINGS_MODULE": "perspectief.settings.staff",
            "DATABASE_URL": server.url(DATABASE),
            "INTAKE_KEY_FILE": str(folder / "private" / "intake.key"),
            "MFA_KEY": "m" * 60,
            "INTAKE_SEARCH_KEY": "z" * 60,
            "PATH": os.environ["PATH"],
        }
        running = Place(folder, server, environment, ports, Desk(staff, folder))
        stack.callback(running.stop_keeper)
        stack.callback(running.staff.close)
        yield running

"""A Debian machine of its own, made of Linux namespaces: its own /etc, users, network and processes. Root only.

What is installed on it is gone with it. Programs (nginx, PostgreSQL, Python) are those of the machine around it.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import ROOT

HERE = Path(__file__).parent
SUPERVISE = "/opt/perspectief/tests/deployment/supervising.py"
PYTHON = "/opt/perspectief/.venv/bin/python"
PATIENCE = 90  # seconds for a service to start
NEW_NETWORK = 0x40000000  # CLONE_NEWNET
LIBC = ctypes.CDLL(None, use_errno=True)
PLAIN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root"}
QUICK = {name: value for name, value in os.environ.items() if name.startswith(("MALLOC_", "GLIBC_", "PYTHONMALLOC"))}


class NoMachineError(Exception):
    """No machine can be made here. The message is one sentence."""


@dataclass
class Machine:
    """Running. `number`: its first process, as the machine around it counts."""

    folder: Path
    number: int
    services: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    @property
    def entering(self) -> list[str]:
        """What to write before a command that is given on this machine."""
        return ["nsenter", "--target", str(self.number), "--mount", "--net", "--pid"]

    def run(self, command: str, *, is_tried: bool = False, **surroundings: str) -> subprocess.CompletedProcess[str]:
        """A line for root's shell. Fails with what was said, unless it is only tried."""
        done = subprocess.run(
            [*self.entering, "sh", "-c", f"cd /root 2>/dev/null || cd /; {command}"],
            check=False,
            env={**PLAIN, **QUICK, **surroundings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert is_tried or done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done

    def may_read(self, user: str, path: str) -> bool:
        """Whether this Unix user can."""
        assert self.run(f"test -e {path}").returncode == 0
        return self.run(f"runuser -u {user} -- cat {path} > /dev/null", is_tried=True).returncode == 0

    def start(self, unit: str, instance: str = "") -> None:
        """As systemd would; gives no answer before it answers itself."""
        name = unit.replace("@.", f"@{instance}.")
        command = [*self.entering, PYTHON, SUPERVISE, unit, *([instance] if instance else [])]
        surroundings = {**PLAIN, **QUICK}
        with (self.folder / f"{name}.log").open("a") as log:
            service = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=log, text=True)
        self.services[name] = service

    def wait_for(self, name: str) -> None:
        """Until it has started, once more if it has before."""
        output = self.services[name].stdout
        assert output is not None
        for line in output:
            if line == "started\n":
                return
        raise AssertionError(f"{name} did not start:\n{self.log(name)}")

    def stop(self, name: str) -> None:
        """As `systemctl stop` does."""
        service = self.services.pop(name)
        for inside in Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split():
            os.kill(int(inside), signal.SIGTERM)
        service.communicate(timeout=PATIENCE)

    def restart(self, unit: str, instance: str) -> None:
        """As `systemctl restart` does: gives no answer before it answers itself."""
        name = unit.replace("@.", f"@{instance}.")
        self.stop(name)
        self.start(unit, instance)
        self.wait_for(name)

    def once(self, unit: str) -> None:
        """A service that a timer starts."""
        with (self.folder / f"{unit}.log").open("a") as log:
            done = subprocess.run(
                [*self.entering, PYTHON, SUPERVISE, unit], check=False, env={**PLAIN, **QUICK}, stdout=log, stderr=log
            )
        assert done.returncode == 0, self.log(unit)

    def log(self, name: str) -> str:
        """What a service wrote."""
        return (self.folder / f"{name}.log").read_text()

    def file(self, path: str) -> Path:
        """A file of the machine, as it is reached from around it."""
        return Path(f"/proc/{self.number}/root{path}")

    @contextlib.contextmanager
    def network(self) -> Iterator[None]:
        """This thread talks from the machine, and to it: its host names lead to itself."""
        with Path("/proc/thread-self/ns/net").open("rb") as own, Path(f"/proc/{self.number}/ns/net").open("rb") as its:
            _enter(its.fileno())
            try:
                yield
            finally:
                _enter(own.fileno())


def _enter(namespace: int) -> None:
    if LIBC.setns(namespace, NEW_NETWORK):
        raise NoMachineError(os.strerror(ctypes.get_errno()))


@contextlib.contextmanager
def machine() -> Iterator[Machine]:
    """A new one. Raises NoMachineError where that is not possible."""
    if os.geteuid() != 0:
        raise NoMachineError("A machine with Unix users of its own can be made by root only.")
    for program in ("unshare", "nsenter", "setpriv", "ip", "nginx", "pg_createcluster", "logrotate", "runuser"):
        if not shutil.which(program, path=PLAIN["PATH"]):
            raise NoMachineError(
                f"The program {program} is missing: apt install nginx postgresql logrotate iproute2 util-linux."
            )
    folder = Path(tempfile.mkdtemp(prefix="perspectief-machine-"))
    folder.chmod(0o755)
    apart = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private"]
    boot = ["sh", str(HERE / "boot.sh"), str(folder), str(ROOT), sys.prefix, sys.base_prefix, str(ROOT)]
    with (folder / "boot.log").open("w") as log:
        process = subprocess.Popen([*apart, *boot], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            raise NoMachineError(f"No machine can be made here: {(folder / 'boot.log').read_text().strip()}")
        [number] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        new = Machine(folder, int(number))
        yield new
        process.kill()  # and with it everything on the machine
        for service in new.services.values():
            service.communicate()
    finally:
        process.kill()
        process.communicate()
        shutil.rmtree(folder, ignore_errors=True)

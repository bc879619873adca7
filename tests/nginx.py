"""nginx in a folder of its own: the head of every configuration in these tests, and the process."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.processes import ROOT
from tests.programs import BROTLI, NO_SERVER, ProgramMissingError

HOST = "127.0.0.1"
PATIENCE = 20  # seconds, until it listens
DEPLOYED = ROOT / "deploy" / "nginx"
NEEDING = {"brotli_static": BROTLI, "more_clear_headers": NO_SERVER}  # which directive needs which module of Debian
# Debian keeps nginx where only root's path leads.
PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
CONFIGURATION = """
{modules}
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/errors.log;
events {{ worker_connections {connections}; }}
http {{
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{http}
}}
"""


def nginx() -> Path:
    """The program; nothing is installed."""
    found = shutil.which("nginx", path=PATH)
    if not found:
        raise ProgramMissingError("The site is served through nginx here: install it (on Debian: apt install nginx).")
    return Path(found)


@contextlib.contextmanager
def listening(folder: Path, http: str, *, port: int, connections: int) -> Iterator[None]:
    """nginx with `http` inside its `http { }`, from when it listens on `port`. Raises AssertionError with its own words."""
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is the starter's alone
    told = CONFIGURATION.format(folder=folder, modules=_modules(), user=user, connections=connections, http=http)
    configuration, errors = folder / "nginx.conf", folder / "errors.log"
    configuration.write_text(told)
    command = [str(nginx()), "-p", str(folder), "-e", str(errors), "-c", str(configuration)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        _wait(port, errors)
        yield
    finally:
        process.terminate()
        process.wait()


def understood(text: str) -> str:
    """Without what this nginx has no module for."""
    missing = [directive for directive, module in NEEDING.items() if not module.exists()]
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith(tuple(missing)))


def _modules() -> str:
    """The lines that load those that are here. A server has them all."""
    return "\n".join(f"load_module {module};" for module in NEEDING.values() if module.exists())


def _wait(port: int, errors: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port)):
            return
        time.sleep(0.05)
    raise AssertionError(errors.read_text())

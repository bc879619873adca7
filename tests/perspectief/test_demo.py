"""`make run`: the second half of it, after the virtual environment is there."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

PATIENCE = 90  # seconds; the first start makes the database
MANAGE = [sys.executable, "site/manage.py"]
ROOT = Path(__file__).parents[2]


def _environment(data_dir: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "perspectief.settings.development",
        "DATA_DIR": str(data_dir),
        "PYTHONUNBUFFERED": "1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _demo(data_dir: Path, port: int) -> Iterator[str]:
    """The running demo; gives what it printed before it began to serve."""
    command = [*MANAGE, "demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=_environment(data_dir), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            printed = ""
            while "Stop with Ctrl-C" not in printed:
                line = process.stdout.readline()
                assert line, f"the demo ended: {printed}"
                printed += line
            _wait_for(port)
            yield printed
        finally:
            process.terminate()  # not SIGINT: whoever runs us in the background may have it ignored, and so would the demo


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the demo does not answer")


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310  our own address
        assert response.status == 200
        text: str = response.read().decode()
        return text


@pytest.fixture(scope="module")
def demo_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([*MANAGE, "create_keys"], cwd=ROOT, env=_environment(folder), check=True, capture_output=True)
    return folder


def test_it_serves_the_site_says_where_and_keeps_everything(demo_dir: Path) -> None:
    port = _free_port()
    with _demo(demo_dir, port) as first:
        assert f"http://127.0.0.1:{port}/" in first
        assert f"http://localhost:{port}/beheer/" in first
        assert "Slachtoffers" in _get(f"http://127.0.0.1:{port}/")
        assert "text/css" in urllib.request.urlopen(f"http://127.0.0.1:{port}/static/css/tokens.css").headers["Content-Type"]
        assert "csrfmiddlewaretoken" in _get(f"http://127.0.0.1:{port}/beheer/")
    with _demo(demo_dir, port) as second:
        assert _log_ins(first) == _log_ins(second)
        assert len(_log_ins(second)) == 6


def test_the_passwords_are_made_here_and_only_their_owner_reads_the_file(demo_dir: Path) -> None:
    file = demo_dir / "secrets" / "demo-people.json"
    assert file.stat().st_mode & 0o077 == 0
    passwords = json.loads(file.read_text())
    assert len(set(passwords.values())) == 6
    assert all(len(password) >= 12 for password in passwords.values())


def test_a_port_in_use_is_said_in_one_sentence(demo_dir: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [*MANAGE, "demo", "--port", str(taken.getsockname()[1])]
        result = subprocess.run(
            command, cwd=ROOT, env=_environment(demo_dir), capture_output=True, text=True, timeout=PATIENCE
        )
    assert result.returncode == 1
    assert "choose another with PORT=" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_keys_it_does_not_start(tmp_path: Path) -> None:
    command = [*MANAGE, "demo", "--port", str(_free_port())]
    result = subprocess.run(command, cwd=ROOT, env=_environment(tmp_path), capture_output=True, text=True, timeout=PATIENCE)
    assert result.returncode == 1
    assert "run create_keys first" in result.stderr


def _log_ins(printed: str) -> list[str]:
    return [line.strip() for line in printed.splitlines() if line.startswith("  ")]

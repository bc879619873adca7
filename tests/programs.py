"""The programs the tests need beside Python: Chromium, the stock `age`, a server's nginx and PostgreSQL. Installs them.

From the command line: `python -m tests.programs`. A test that misses one of the first two fails with a sentence.
"""

import functools
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

CACHE = Path(__file__).resolve().parents[1] / ".cache"
BROTLI, NO_SERVER = NGINX_MODULES = [
    Path(f"/usr/lib/nginx/modules/ngx_http_{name}_module.so") for name in ("brotli_static", "headers_more_filter")
]
HEADLESS = "chromium-headless-shell"  # Debian's name
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# The npm package holds a packed Chromium; its own loader unpacks it and says where. This is the last resort.
UNPACK = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(path => console.log(path))"


class ProgramMissingError(Exception):
    """A program is not there and cannot be installed."""


def chromium() -> Path:
    """A Chromium: $CHROMIUM, then the one on the path, then Debian's, then npm's."""
    found = _on_path(os.environ.get("CHROMIUM"), *CHROMIUM_NAMES)
    if not found and _apt_install("chromium", "fonts-liberation"):
        found = _on_path(*CHROMIUM_NAMES)
    found = found or _from_npm()
    if not found:
        raise ProgramMissingError(
            "Chromium is missing: install it (on Debian: apt install chromium), or name its program in CHROMIUM."
        )
    return found


def headless() -> Path:
    """Chromium without the parts that show a window, which pages do not notice: a third less work. Else the whole of it."""
    found = _on_path(os.environ.get("CHROMIUM"), HEADLESS)
    if not found and _apt_install(HEADLESS, "fonts-liberation"):
        found = _on_path(HEADLESS)
    return found or chromium()


def age() -> Path:
    """The age program, as anybody gets it (https://age-encryption.org)."""
    found = _on_path(os.environ.get("AGE"), "age")
    if not found and _apt_install("age"):
        found = _on_path("age")
    if not found:
        raise ProgramMissingError("Some tests open a letter with the age program: install it, or name it in AGE.")
    return found


def server() -> Path | None:
    """nginx, PostgreSQL and logrotate of Debian, to install the site as on a server. None: only root can get them."""
    found = _on_path("nginx", "/usr/sbin/nginx")
    if found and _on_path("pg_createcluster") and _on_path("/usr/sbin/logrotate") and all(map(Path.exists, NGINX_MODULES)):
        return found
    modules = [f"libnginx-mod-http-{name}" for name in ("brotli-static", "headers-more-filter")]
    _apt_install("nginx", *modules, "postgresql", "logrotate", "iproute2")
    return _on_path("nginx", "/usr/sbin/nginx")


def wrk() -> Path:
    """What measures how many requests a server answers (https://github.com/wg/wrk)."""
    found = _on_path(os.environ.get("WRK"), "wrk")
    if not found and _apt_install("wrk"):
        found = _on_path("wrk")
    if not found:
        raise ProgramMissingError(
            "The benchmarks measure with wrk: install it (on Debian: apt install wrk) or name it in WRK."
        )
    return found


def promtool() -> Path:
    """What reads the rules of Prometheus. Out of Debian's package, which is not installed: that would start a server."""
    kept = CACHE / "promtool" / "usr" / "bin" / "promtool"
    found = _on_path(os.environ.get("PROMTOOL"), "promtool", str(kept))
    if not found and _unpacked("prometheus", member="./usr/bin/promtool", into=CACHE / "promtool"):
        found = _on_path(str(kept))
    if not found:
        raise ProgramMissingError("The alerts are read with promtool: install prometheus, or name promtool in PROMTOOL.")
    return found


def _unpacked(package: str, *, member: str, into: Path) -> bool:
    """Take one file out of a Debian package."""
    if not _apt_update():
        return False
    _say(f"Fetching {package} (once) ...")
    into.mkdir(parents=True, exist_ok=True)
    fetch = (
        f"apt-get download -q {package} && dpkg-deb --fsys-tarfile {package}_*.deb | tar -x {member} && rm {package}_*.deb"
    )
    return _quietly(["sh", "-c", f"cd {shlex.quote(str(into))} && {fetch}"])


def faketime() -> Path:
    """The library that gives a program another clock (https://github.com/wolfcw/libfaketime)."""
    found = _library("faketime/libfaketimeMT.so.1")
    if not found and _apt_install("libfaketime"):
        found = _library("faketime/libfaketimeMT.so.1")
    if not found:
        raise ProgramMissingError("Clocks are set wrong with libfaketime: install it (on Debian: apt install libfaketime).")
    return found


def _library(name: str) -> Path | None:
    return next(iter(sorted(Path("/usr/lib").glob(f"*/{name}"))), None)


def _on_path(*names: str | None) -> Path | None:
    return next((Path(found) for name in names if name and (found := shutil.which(name))), None)


@functools.cache
def _as_root() -> tuple[str, ...] | None:
    """What to write before a command that only root may give; None when there is no way."""
    if os.geteuid() == 0:
        return ()
    asks = _quietly(["sudo", "-n", "true"])
    return ("sudo", "-n") if asks else None


@functools.cache
def _apt_update() -> bool:
    root = _as_root()
    return root is not None and shutil.which("apt-get") is not None and _quietly([*root, "apt-get", "update"])


def _apt_install(*packages: str) -> bool:
    if not _apt_update():
        return False
    _say(f"Installing {' and '.join(packages)} (once) ...")
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    return _quietly([*(_as_root() or ()), *command])


def _from_npm() -> Path | None:
    folder = CACHE / "chromium"
    if not shutil.which("npm") or not shutil.which("node"):
        return None
    if not (folder / "node_modules").exists():
        _say("Installing Chromium through npm (once) ...")
        folder.mkdir(parents=True, exist_ok=True)
        if not _quietly(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), "@sparticuz/chromium"]):
            return None
    told = subprocess.run(["node", "-e", UNPACK], check=False, cwd=folder, capture_output=True, text=True)
    return _on_path(told.stdout.strip())


def _quietly(command: Sequence[str]) -> bool:
    """Whether the command succeeded. Its words are shown when it did not."""
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=surroundings
        )
    except FileNotFoundError:
        return False
    if done.returncode:
        _say(done.stderr)
    return done.returncode == 0


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    try:
        _say(f"Chromium: {headless()}\nage: {age()}")
        _say(f"nginx: {server() or 'missing, so nothing is installed as on a server'}")
    except ProgramMissingError as error:
        sys.exit(str(error))

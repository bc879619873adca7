"""Runs a service as its unit file says, as far as namespaces and setpriv go: `supervising.py UNIT [INSTANCE]`, as root.

What systemd does and this does not: system call and address filters, and the Protect* settings beside ProtectSystem.
Loads nothing but Python: it runs inside the machine of a test.
"""

import contextlib
import ctypes
import grp
import os
import pwd
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS = Path("/etc/systemd/system")
NO_WRITE_AND_EXECUTE = (65, 1)  # prctl: PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN
ALWAYS_THERE = ("/proc", "/dev", "/sys")


def settings_of(unit: str, instance: str = "") -> dict[str, list[str]]:
    """Every setting of [Service], in order, with specifiers filled in."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in (UNITS / unit).read_text().splitlines():
        if line.startswith("["):
            section = line
        elif section == "[Service]" and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value.replace("%i", instance))
    return found


def environment(told: dict[str, list[str]], credentials: Path) -> dict[str, str]:
    """Nothing but what the unit gives."""
    known = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    for file in told.get("EnvironmentFile", []):
        lines = Path(file).read_text().splitlines()
        known |= dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    known |= dict(line.split("=", 1) for line in told.get("Environment", []))
    return {**known, "CREDENTIALS_DIRECTORY": str(credentials)}


def furnish(told: dict[str, list[str]], unit: str) -> Path:
    """The folder for its socket, and its secrets, which only its user can read."""
    user = pwd.getpwnam(told["User"][0])
    for name in told.get("RuntimeDirectory", []):
        folder = Path("/run") / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=int(told["RuntimeDirectoryMode"][0], 8))
        os.chown(folder, user.pw_uid, user.pw_gid)
    credentials = Path("/run/credentials") / unit
    shutil.rmtree(credentials, ignore_errors=True)
    credentials.mkdir(parents=True)
    for one in told.get("LoadCredential", []):
        name, _, path = one.partition(":")
        copy = credentials / name
        copy.write_bytes(Path(path).read_bytes())
        copy.chmod(0o400)
        os.chown(copy, user.pw_uid, user.pw_gid)
    credentials.chmod(0o500)
    os.chown(credentials, user.pw_uid, user.pw_gid)
    return credentials


def walls(told: dict[str, list[str]]) -> str:
    """Shell commands: everything is read-only but what may be written, and some of it is not there at all."""
    writable = [path for line in told.get("ReadWritePaths", []) for path in line.split()]
    writable += [f"/run/{name}" for name in told.get("RuntimeDirectory", [])]
    hidden = [path.removeprefix("-") for line in told.get("InaccessiblePaths", []) for path in line.split()]
    commands = ["set -e", "mkdir -p /run/nothing", "chmod 000 /run/nothing"]
    commands += [f"mount --bind {path} {path}" for path in writable]
    commands += [f"[ ! -e {path} ] || mount --bind /run/nothing {path}" for path in hidden]
    keep = "|".join([*ALWAYS_THERE, *(f"{path}/*" for path in ALWAYS_THERE), *writable])
    commands += [
        "cut -d' ' -f2 /proc/self/mounts | while read -r place; do"
        f' case $place in {keep}) ;; *) mount -o remount,bind,ro "$place" ;; esac; done',
    ]
    return "\n".join(commands)


def command(told: dict[str, list[str]], line: str) -> list[str]:
    """What starts one line of the unit, in its own namespace and as its own user, with no power left."""
    user, groups = told["User"][0], told.get("SupplementaryGroups", [])
    numbers = ",".join(str(grp.getgrnam(name).gr_gid) for name in groups)
    drop = ["setpriv", "--reuid", user, "--regid", told["Group"][0], "--groups", numbers, "--no-new-privs"]
    drop += ["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"]
    inside = f'{walls(told)}\ncd /\numask {told["UMask"][0]}\nexec "$@"'
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", inside, "sh", *drop, *line.split()]


def harden() -> None:
    """In the child, before it becomes the service."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ctypes.CDLL(None, use_errno=True).prctl(*NO_WRITE_AND_EXECUTE, 0, 0, 0):
        sys.stderr.write("this kernel cannot refuse memory that is written and run\n")


def run(unit: str, instance: str = "") -> int:
    """Until it ends, or is told to stop; started again when the unit wants that."""
    told = settings_of(unit, instance)
    name = unit.replace("@.", f"@{instance}.")
    is_stopping = False

    def stop(*_: object) -> None:
        nonlocal is_stopping
        is_stopping = True
        os.kill(main.pid, signal.SIGTERM)  # KillMode=mixed: the others go when this one has gone

    signal.signal(signal.SIGTERM, stop)
    while True:
        credentials = furnish(told, name)
        surroundings = environment(told, credentials)
        main = subprocess.Popen(
            command(told, told["ExecStart"][0]), env=surroundings, preexec_fn=harden, start_new_session=True
        )
        for line in told.get("ExecStartPost", []):
            subprocess.run(command(told, line), env=surroundings, check=False)
        sys.stdout.write("started\n")
        sys.stdout.flush()
        ended = main.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(main.pid, signal.SIGKILL)
        if is_stopping or told.get("Restart") != ["always"]:
            return ended
        time.sleep(float(told["RestartSec"][0]))


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))

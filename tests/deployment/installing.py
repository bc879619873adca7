"""Installing by the book: the lines that stand in docs/operate.md under First time, in their order."""

import re

from tests.deployment.machine import Machine
from tests.postgres import find_programs
from tests.processes import ROOT

# Fetching is the reader's: what is here is used. The last line waits for a colleague.
FETCHING = ("apt install", "git clone")
LATER = "make_coordinator"
INSTALL = "sh /opt/perspectief/deploy/install"
EXAMPLE, DOMAIN = "example.nl", "perspectief.test"
SUPERUSER = {
    "DJANGO_SUPERUSER_USERNAME": "beheer",
    "DJANGO_SUPERUSER_EMAIL": "",
    "DJANGO_SUPERUSER_PASSWORD": "een lang geheim 1",
}
SERVICES = (("perspectief-public@.service", "1"), ("perspectief-public@.service", "2"), ("perspectief-staff.service", ""))
KEEPER = "perspectief-keeper.service"


def steps() -> list[str]:
    """Every command of the section, without comments."""
    page = (ROOT / "docs" / "operate.md").read_text()
    [section] = re.findall(r"^## First time\n(.*?)^## ", page, re.MULTILINE | re.DOTALL)
    lines = [line.strip().partition("   #")[0].strip() for line in section.splitlines() if line.startswith("    ")]
    own = [line.replace(EXAMPLE, DOMAIN) for line in lines if not line.startswith(FETCHING) and LATER not in line]
    assert own[0] == own[1] == INSTALL
    return own[1:]


def install(machine: Machine) -> None:
    """From an empty machine to a running site."""
    _follow(machine, steps())


def prepare(machine: Machine) -> None:
    """Up to the keys, and the style sheets: everything but what is in the database. Seconds instead of minutes."""
    first = steps()
    until_keys = 1 + next(place for place, step in enumerate(first) if step.startswith("chown"))
    _follow(machine, first[:until_keys] + [step for step in first if "collectstatic" in step])


def _follow(machine: Machine, lines: list[str]) -> None:
    machine.run(f"pg_createcluster {postgres()} main --start")  # Debian's package does
    place = "/root"
    _do(machine, INSTALL, place)
    machine.run(f"sed -i s/{EXAMPLE}/{DOMAIN}/g /etc/perspectief/*.env")  # as the page says: with an editor
    for step in lines:
        if step.startswith("cd "):
            place = step.removeprefix("cd ")
        else:
            _do(machine, step, place)


def postgres() -> str:
    """The version of PostgreSQL that this Debian has."""
    return find_programs().parts[-2]


def _do(machine: Machine, step: str, place: str) -> None:
    if step.startswith("systemctl"):
        _supervise(machine, step)
    elif step.startswith("rm "):
        machine.run(step.replace("rm ", "rm -f "))  # the boot of this machine leaves no other site
    elif "createsuperuser" in step:
        machine.run(f"{step} --noinput", **SUPERUSER)
    else:
        machine.run(f"cd {place} && {step}")


def _supervise(machine: Machine, step: str) -> None:
    """What systemd would do for this line."""
    if step == "systemctl reload postgresql":
        machine.run(f"pg_ctlcluster {postgres()} main reload")
    elif step == "systemctl enable --now perspectief.target":
        for unit, instance in SERVICES:
            machine.start(unit, instance)
        machine.start(KEEPER)
        for unit, instance in SERVICES:
            machine.wait_for(unit.replace("@.", f"@{instance}."))
    elif step == "systemctl reload nginx":
        machine.run("nginx")  # Debian's package starts it
    else:
        assert step == "systemctl daemon-reload", step

"""Under which licences the site's parts may be used: known ones that ask nothing of a website."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from tests.dependencies.auditing import LOCK

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
# As packages write them: SPDX names, and the older words for the same.
ALLOWED = re.compile(
    r"(MIT(-0|-CMU)?|BSD([ -][23]-Clause)?|0BSD|ISC|Apache([ -]2\.0|-2\.0)?|MPL-2\.0|PSF(L|-2\.0)?|CNRI-Python)"
    r"|(MIT|BSD|ISC|Apache Software|Python Software Foundation) License( \(ISCL\))?"
    r"|Mozilla Public License 2\.0 \(MPL 2\.0\)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s+(?:AND|OR)\s+|;\s*")
NO_NAME = "UNKNOWN"
# Other licences, with the reason why they may stay. A package that is no longer used must not stand here.
REASONS = {
    "psycopg": "LGPL-3.0: used as it is, as a library; who gets a copy of the site gets its source from the same place",
    "psycopg-binary": "LGPL-3.0: the same",
    "pyphen": "one may choose of three; of those we choose the Mozilla one",
    "pyrage": "MIT: so says the file in it; its metadata has no word for it",
    "qrcode": "BSD; the other is a remark about the name QR Code, which is a trademark",
}


@dataclass(frozen=True)
class Part:
    """A package that the site runs on."""

    name: str
    version: str
    licence: str

    @property
    def is_allowed(self) -> bool:
        """Whether each licence it names is an allowed one."""
        return all(ALLOWED.fullmatch(one.strip()) for one in BETWEEN.split(self.licence))


def locked() -> set[str]:
    """The names of all packages in the lock of the run dependencies."""
    return {normal(name) for name in PINNED.findall(LOCK.read_text())}


def installed() -> list[Part]:
    """Of those, what is installed here, as pip-licenses reads it."""
    how = ["--from", "all", "--format", "json", "--with-system", "--python", sys.executable]
    done = subprocess.run([sys.executable, "-m", "piplicenses", *how], check=True, capture_output=True, text=True)
    parts = [Part(normal(one["Name"]), one["Version"], _said(one)) for one in json.loads(done.stdout)]
    return sorted((part for part in parts if part.name in locked()), key=lambda part: part.name)


def problems(parts: Iterable[Part]) -> list[str]:
    """A sentence for each part that may not be used, and for each reason that nobody needs."""
    parts = list(parts)
    refused = [part for part in parts if not part.is_allowed and part.name not in REASONS]
    idle = set(REASONS) - {part.name for part in parts if not part.is_allowed}
    return [
        *(f"{part.name} may not be used without a reason: {part.licence}" for part in refused),
        *(f"{name} needs no reason any more" for name in sorted(idle)),
    ]


def normal(name: str) -> str:
    """As the packaging specification writes names (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _said(one: dict[str, str]) -> str:
    """The shortest that is said in one line: some packages put the whole text of a licence where its name belongs."""
    told = [one["License-Expression"], one["License-Classifier"], one["License-Metadata"].split("\n")[0].strip("# ()")]
    return next((text for text in told if text != NO_NAME), NO_NAME)

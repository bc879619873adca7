"""What has to be right on a server before it opens, beside Django's own list: `manage.py check --deploy`.

With `--database default` it asks PostgreSQL too: what the role of this process may do, and whether the roles are there.
What a process cannot start without is not repeated here (settings/env.py says it in one sentence).
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

LEAST_RECIPIENTS = 2
EXAMPLES = ("example.nl", "example.com")  # what stands in deploy/settings, and belongs to somebody else
HERE = ("localhost", "127.0.0.1", "::1")
SMTP = "django.core.mail.backends.smtp.EmailBackend"
MAY_READ = "SELECT has_table_privilege('selfreferral_letter', 'SELECT')"
OPEN_TO_OTHERS, WRITTEN_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO, stat.S_IWGRP | stat.S_IWOTH


def _error(number: int, problem: str, hint: str) -> Error:
    return Error(problem, hint=hint, id=f"perspectief.E{number:03}")


def _serves() -> bool:
    return hasattr(settings, "TRUSTED_PROXIES")


def _is_staff() -> bool:
    return _serves() and hasattr(settings, "INTAKE_KEY_FILE")


def _is_public() -> bool:
    return _serves() and not _is_staff()


def keys(app_configs: Any = None, **told: Any) -> Iterator[CheckMessage]:
    """The intake key is for the staff process's own eyes."""
    file: Path | None = getattr(settings, "INTAKE_KEY_FILE", None)
    if file and stat.S_IMODE(file.stat().st_mode) & OPEN_TO_OTHERS:
        yield _error(1, f"Others than its owner can come at {file}.", f"chmod 600 {file}")


def recipients(app_configs: Any = None, **told: Any) -> Iterator[CheckMessage]:
    """Whoever changes the recipients reads along from then on."""
    if len(settings.RECIPIENTS) < LEAST_RECIPIENTS:
        yield _error(
            2, "There are no keys yet that letters are sealed to.", "Run create_keys (docs/operate.md, First time)."
        )
        return
    file: Path = settings.RECIPIENTS_FILE
    found = file.stat()
    is_its_own = _is_public() and found.st_uid == os.geteuid() != 0
    if stat.S_IMODE(found.st_mode) & WRITTEN_BY_OTHERS or is_its_own:
        yield _error(
            3, f"The recipients in {file} can be changed by more than root.", f"chown root: {file}; chmod 644 {file}"
        )


def hosts(app_configs: Any = None, **told: Any) -> Iterator[CheckMessage]:
    """Named in full: a name of somebody else's is an address in our own links."""
    for host in settings.ALLOWED_HOSTS:
        if "*" in host or host.startswith("."):
            yield _error(4, f"ALLOWED_HOSTS allows more than one name: {host}.", "Name each host in full.")
        if host.endswith(EXAMPLES):
            yield _error(5, f"ALLOWED_HOSTS still names the example {host}.", "Write the name of this site.")
    staff = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if not _is_public() and staff.scheme != "https":
        yield _error(6, "STAFF_URL is no address with https.", "It stands in mails to editors: https://staff.…")
    elif _is_staff() and staff.hostname not in settings.ALLOWED_HOSTS:
        yield _error(7, f"STAFF_URL names {staff.hostname}, which is not in ALLOWED_HOSTS.", "Write the same name in both.")


def tls(app_configs: Any = None, **told: Any) -> Iterator[CheckMessage]:
    """Cookies that only this host gets, over HTTPS; and a proxy that says who comes."""
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DRAFT_COOKIE_NAME", "RETURN_COOKIE_NAME")
    for name in names if _serves() else ():
        is_used = name != "SESSION_COOKIE_NAME" or not _is_public()  # nobody has a session there
        if is_used and not getattr(settings, name, "__Host-").startswith("__Host-"):
            yield _error(8, f"The cookie of {name} can be set by another host of the same domain.", "Begin it with __Host-.")
    if _serves() and not settings.SECURE_PROXY_SSL_HEADER:
        yield _error(9, "Nobody says whether a visitor came over HTTPS.", "Set SECURE_PROXY_SSL_HEADER.")
    if _serves() and settings.TRUSTED_PROXIES < 1:
        yield _error(10, "TRUSTED_PROXIES is 0: all visitors count as one.", "Write how many proxies stand in front: 1.")


def mail(app_configs: Any = None, **told: Any) -> Iterator[CheckMessage]:
    """It arrives, at ours, and nobody on the way reads it."""
    if _is_public():
        return  # it sends none of these
    for name in ("DEFAULT_FROM_EMAIL", "INTAKE_EMAIL"):
        if str(getattr(settings, name, "")).rstrip(">").endswith(EXAMPLES):
            yield _error(
                11, f"{name} is still an example: {getattr(settings, name)}.", "Write an address of your organisation."
            )
    if settings.EMAIL_BACKEND != SMTP:
        yield _error(12, f"Mail goes nowhere: {settings.EMAIL_BACKEND}.", "EMAIL_URL has to begin with smtp.")
    elif settings.EMAIL_HOST not in HERE and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield _error(13, f"Mail goes to {settings.EMAIL_HOST} in the clear.", "EMAIL_URL=smtp+tls://user:password@host:587")


def roles(app_configs: Any = None, databases: Sequence[str] | None = None, **told: Any) -> Iterator[CheckMessage]:
    """The grant is what counts: asked of PostgreSQL itself. And the roles that colleagues are given are there."""
    if not databases or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(MAY_READ)
        (may_read,) = cursor.fetchone()
    if _is_public() and may_read:
        yield _error(14, "The public process may read letters.", "DATABASE_URL has to name the role of apply_grants.")
    elif not _is_public() and not may_read:
        yield _error(15, "This process may not read letters.", "DATABASE_URL has to name the owner of the tables.")
    elif not _is_public():
        yield from _missing_roles()


def _missing_roles() -> Iterator[CheckMessage]:
    from django.contrib.auth.models import Group

    from perspectief.accounts.roles import ROLES

    missing = {role.name for role in ROLES} - set(Group.objects.values_list("name", flat=True))
    if missing:
        yield _error(16, f"Roles are missing: {', '.join(sorted(missing))}.", "Run seed_roles.")


def collections(app_configs: Any = None, databases: Sequence[str] | None = None, **told: Any) -> Iterator[CheckMessage]:
    """No page offers it (editing/library.py); an older version did, and whoever did it thinks that it holds."""
    if not databases or _is_public():
        return
    from wagtail.models import CollectionViewRestriction

    for name in CollectionViewRestriction.objects.values_list("collection__name", flat=True):
        yield _error(
            17,
            f"The collection {name} is said to be private, and everybody can open what is in it.",
            "Move what nobody may see elsewhere, and delete the collection.",
        )


def watch() -> None:
    """Have Django ask all of this with `check --deploy`."""
    for check in (keys, recipients, hosts, tls, mail):
        register(_listed(check), Tags.security, deploy=True)
    for asking in (roles, collections):
        register(_listed(asking), Tags.database, deploy=True)


def _listed(check: Callable[..., Iterator[CheckMessage]]) -> Callable[..., list[CheckMessage]]:
    """Django wants a list."""

    def listed(app_configs: Any = None, **told: Any) -> list[CheckMessage]:
        return list(check(app_configs, **told))

    return listed

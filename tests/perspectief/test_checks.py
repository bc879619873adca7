"""`check --deploy` says nothing on a server as docs/operate.md has it, and each thing that is wrong by its own number."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from perspectief import checks
from tests.processes import Surroundings

CHECK = """
import django; django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""
SERVER = {
    "ALLOWED_HOSTS": "staff.perspectief.test,www.perspectief.test",
    "STAFF_URL": "https://staff.perspectief.test",
    "TRUSTED_PROXIES": "1",
    "SECRET_KEY": "".join(chr(33 + n % 90) for n in range(60)),
    "DEFAULT_FROM_EMAIL": "website@perspectief.test",
    "INTAKE_EMAIL": "aanmeldpunt@perspectief.test",
}


def _numbers(check: Callable[..., object], **told: object) -> set[str]:
    return {message.id for message in check(**told)}  # type: ignore[attr-defined]  # they are lists of messages


@pytest.fixture
def server(settings, tmp_path: Path) -> object:
    """The settings of the staff process on a server."""
    keys = tmp_path / "intake.key", tmp_path / "recipients.txt"
    for path, mode in zip(keys, (0o600, 0o644), strict=True):
        path.touch()
        path.chmod(mode)
    settings.INTAKE_KEY_FILE, settings.RECIPIENTS_FILE = keys
    settings.RECIPIENTS = ("age1a", "age1b")
    settings.ALLOWED_HOSTS = SERVER["ALLOWED_HOSTS"].split(",")
    settings.WAGTAILADMIN_BASE_URL = SERVER["STAFF_URL"]
    settings.TRUSTED_PROXIES = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for name in ("SESSION", "CSRF", "DRAFT", "RETURN"):
        setattr(settings, f"{name}_COOKIE_NAME", f"__Host-{name.lower()}")
    settings.DEFAULT_FROM_EMAIL, settings.INTAKE_EMAIL = SERVER["DEFAULT_FROM_EMAIL"], SERVER["INTAKE_EMAIL"]
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = checks.SMTP, "localhost"
    return settings


@pytest.mark.pure
@pytest.mark.parametrize("process", ["public", "staff", "operations"])
def test_a_server_as_described_has_nothing_to_mend(surroundings: Surroundings, process: str) -> None:
    done = surroundings.start(process, CHECK, **SERVER)
    assert done.returncode == 0, done.stderr


@pytest.mark.pure
def test_nothing_is_said_of_a_server_that_is_right(server) -> None:
    for check in (checks.keys, checks.recipients, checks.hosts, checks.tls, checks.mail):
        assert _numbers(check) == set()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("check", "setting", "value", "number"),
    [
        (checks.recipients, "RECIPIENTS", (), 2),
        (checks.hosts, "ALLOWED_HOSTS", ["*", "staff.perspectief.test"], 4),
        (checks.hosts, "ALLOWED_HOSTS", [".perspectief.test", "staff.perspectief.test"], 4),
        (checks.hosts, "ALLOWED_HOSTS", ["www.example.nl", "staff.perspectief.test"], 5),
        (checks.hosts, "WAGTAILADMIN_BASE_URL", "http://staff.perspectief.test", 6),
        (checks.hosts, "WAGTAILADMIN_BASE_URL", "https://elsewhere.test", 7),
        (checks.tls, "SESSION_COOKIE_NAME", "sessionid", 8),
        (checks.tls, "DRAFT_COOKIE_NAME", "formulier", 8),
        (checks.tls, "SECURE_PROXY_SSL_HEADER", None, 9),
        (checks.tls, "TRUSTED_PROXIES", 0, 10),
        (checks.mail, "INTAKE_EMAIL", "aanmeldpunt@example.nl", 11),
        (checks.mail, "DEFAULT_FROM_EMAIL", "Site <website@example.nl>", 11),
        (checks.mail, "EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", 12),
        (checks.mail, "EMAIL_HOST", "mail.elsewhere.test", 13),
    ],
)
def test_what_is_wrong_is_said(server, check, setting: str, value: object, number: int) -> None:
    setattr(server, setting, value)
    assert _numbers(check) == {f"perspectief.E{number:03}"}


@pytest.mark.pure
def test_mail_to_elsewhere_is_fine_when_it_is_sealed(server) -> None:
    server.EMAIL_HOST, server.EMAIL_USE_TLS = "mail.elsewhere.test", True
    assert _numbers(checks.mail) == set()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("check", "setting", "mode", "number"),
    [(checks.keys, "INTAKE_KEY_FILE", 0o640, 1), (checks.recipients, "RECIPIENTS_FILE", 0o664, 3)],
)
def test_a_file_that_is_open_to_others_is_named(server, check, setting: str, mode: int, number: int) -> None:
    getattr(server, setting).chmod(mode)
    assert _numbers(check) == {f"perspectief.E{number:03}"}


def test_postgresql_is_asked_what_the_role_may_do(running_as_public, server) -> None:
    assert _numbers(checks.roles, databases=["default"]) == {"perspectief.E015"}
    del server.INTAKE_KEY_FILE
    assert _numbers(checks.roles, databases=["default"]) == set()


def test_an_owner_is_no_role_for_the_public_process_and_roles_have_to_be_there(granted, server) -> None:
    call_command("seed_roles", stdout=io.StringIO())
    assert _numbers(checks.roles, databases=["default"]) == set()
    from django.contrib.auth.models import Group

    Group.objects.filter(name="Auditors").delete()
    assert _numbers(checks.roles, databases=["default"]) == {"perspectief.E016"}
    del server.INTAKE_KEY_FILE
    assert _numbers(checks.roles, databases=["default"]) == {"perspectief.E014"}


@pytest.mark.django_db  # Django asks SQLite what it can
def test_django_asks_all_of_it_only_for_a_server(settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECRET_KEY = SERVER["SECRET_KEY"]
    assert not any(message.id.startswith("perspectief.") for message in run_checks())
    assert "perspectief.E004" in {message.id for message in run_checks(include_deployment_checks=True)}

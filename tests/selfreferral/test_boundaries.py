"""The wall between who writes letters and who reads them: what a process installs, refuses, and cannot ask its database."""

import uuid

import pyrage
import pytest
import wagtail
from django.apps import apps
from django.db import router

from selfreferral.models import Letter, Notice
from selfreferral.public.models import Draft
from selfreferral.wall import WallError, WriteOnlyRouter

pytestmark = pytest.mark.pure

SERVE = "import perspectief.wsgi"
STAFF_SIDE = ("selfreferral.intake", "wagtail.admin.views", "allauth", "axes", "perspectief.accounts.twofactor")
# From 8 on Wagtail itself brings these along wherever it starts: parts of an interface that has no address here.
BROUGHT_ALONG = {
    *("wagtail.admin.views", "wagtail.admin.views.pages", "wagtail.admin.views.pages.utils"),
    "wagtail.admin.views.bulk_action",
    *(f"wagtail.admin.views.bulk_action.{name}" for name in ("base_bulk_action", "registry", "dispatcher")),
}


@pytest.mark.parametrize("process", ["public", "staff", "operations"])
def test_a_complete_environment_starts_the_process(surroundings, process):
    started = surroundings.start(process)
    assert started.returncode == 0, started.stderr


def test_the_public_process_installs_neither_the_intake_nor_the_admin_nor_sessions(surroundings):
    apps = surroundings.start("public").stdout.split()
    assert "selfreferral.public" in apps
    assert not {"selfreferral.intake", "wagtail.admin", "wagtail.users", "django.contrib.sessions"} & set(apps)
    assert not [app for app in apps if app.startswith(("allauth", "axes", "perspectief.accounts.twofactor"))]


def test_the_public_process_never_even_loads_the_intake_or_the_admin(surroundings, collected):
    loads = "import perspectief.wsgi, perspectief.urls.public, sys; print(*sys.modules)"
    modules = surroundings.start("public", loads, STATIC_ROOT=str(collected)).stdout.split()
    assert "selfreferral.public.views" in modules
    loaded = {name for name in modules if name.startswith(STAFF_SIDE)}
    assert loaded == (set() if wagtail.VERSION < (8,) else BROUGHT_ALONG)


def test_the_public_process_has_no_address_for_staff(surroundings, collected):
    asks = "import perspectief.wsgi; from django.urls import reverse; reverse('wagtailadmin_home')"
    assert "NoReverseMatch" in surroundings.start("public", asks, STATIC_ROOT=str(collected)).stderr


def test_only_the_demo_has_an_address_to_skip_the_second_factor(surroundings, collected):
    asks = "import perspectief.wsgi, perspectief.urls.staff, sys; from django.urls import reverse; {}"
    reverses = asks.format("reverse('twofactor_skip')")
    looks = asks.format("print('perspectief.accounts.skipping' in sys.modules)")
    assert "NoReverseMatch" in surroundings.start("staff", reverses, STATIC_ROOT=str(collected)).stderr
    assert "False" in surroundings.start("staff", looks, STATIC_ROOT=str(collected)).stdout


def test_a_short_secret_among_those_for_factors_stops_the_start(surroundings):
    _refuses(surroundings.start("staff", MFA_KEY=f"{'m' * 60} short"), about="MFA_KEY")


def test_the_staff_process_does_not_serve_the_form(surroundings):
    assert "selfreferral.public" not in surroundings.start("staff").stdout.split()


@pytest.mark.parametrize(
    ("process", "missing"),
    [
        (process, name)
        for process in ("public", "staff", "operations")
        for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
    ]
    + [
        ("public", "RECIPIENTS_FILE"),
        ("public", "RECEIPT_PEPPER"),
        ("staff", "RECIPIENTS_FILE"),
        ("staff", "INTAKE_KEY_FILE"),
        ("staff", "INTAKE_SEARCH_KEY"),
        ("staff", "MFA_KEY"),
    ]
    + [("operations", "RECIPIENTS_FILE"), ("operations", "INTAKE_EMAIL"), ("operations", "DEFAULT_FROM_EMAIL")],
)
def test_a_missing_setting_stops_the_start_with_one_sentence(surroundings, process, missing):
    _refuses(surroundings.start(process, **{missing: None}), about=missing)


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_setting_is_a_missing_setting(surroundings, empty):
    _refuses(surroundings.start("public", SECRET_KEY=empty), about="SECRET_KEY")


@pytest.mark.parametrize(("given", "lacking"), [("PUBLIC", "PRIVATE"), ("PRIVATE", "PUBLIC")])
def test_one_key_of_recaptcha_without_the_other_stops_the_start(surroundings, given, lacking):
    _refuses(surroundings.start("public", **{f"RECAPTCHA_{given}_KEY": "k" * 40}), about=f"RECAPTCHA_{lacking}_KEY")


def test_a_version_of_recaptcha_that_there_is_not_stops_the_start(surroundings):
    _refuses(surroundings.start("public", RECAPTCHA_VERSION="4"), about="RECAPTCHA_VERSION")


def test_recaptcha_is_off_until_there_are_keys(surroundings):
    asks = "from django.conf import settings; print(settings.RECAPTCHA_PUBLIC_KEY or 'off')"
    assert surroundings.start("public", asks).stdout == "off\n"


@pytest.mark.parametrize(("process", "name"), [("public", "RECIPIENTS_FILE"), ("staff", "INTAKE_KEY_FILE")])
def test_a_file_that_is_not_there_stops_the_start_with_one_sentence(surroundings, process, name):
    _refuses(surroundings.start(process, **{name: "/nowhere/at/all"}), about=name)


def test_a_secret_in_a_file_that_is_not_there_stops_the_start_with_one_sentence(surroundings):
    _refuses(surroundings.start("public", SECRET_KEY=None, SECRET_KEY_FILE="/nowhere/at/all"), about="SECRET_KEY")


def test_a_database_address_that_is_none_stops_the_start_with_one_sentence(surroundings):
    _refuses(surroundings.start("public", DATABASE_URL="not an address"), about="DATABASE_URL")


def test_the_public_process_refuses_a_private_key_file_in_its_environment(surroundings):
    _refuses(surroundings.start("public", INTAKE_KEY_FILE=str(surroundings.intake_key)), about="INTAKE_KEY_FILE")


@pytest.mark.parametrize("name", ["INTAKE_SEARCH_KEY", "INTAKE_SEARCH_KEY_FILE"])
def test_the_public_process_refuses_the_key_of_the_search_in_its_environment(surroundings, name):
    _refuses(surroundings.start("public", **{name: "z" * 60}), about=name)


@pytest.fixture
def where_colleagues_unlock(surroundings):
    """The staff settings of a site whose process has no key."""
    canary = surroundings.folder / "private" / "canary.key"
    canary.write_text(str(pyrage.x25519.Identity.generate()))
    return {"INTAKE_KEY_FILE": None, "INTAKE_SEARCH_KEY": None, "CANARY_KEY_FILE": str(canary)}


def test_the_staff_process_starts_without_a_key_where_colleagues_unlock(surroundings, where_colleagues_unlock):
    asks = "from django.conf import settings as s; print(s.INTAKE_KEY_FILE, repr(s.INTAKE_SEARCH_KEY))"
    started = surroundings.start("staff", asks, **where_colleagues_unlock)
    assert (started.returncode, started.stdout) == (0, "None ''\n"), started.stderr


def test_where_colleagues_unlock_no_key_to_search_with_may_lie_beside(surroundings, where_colleagues_unlock):
    _refuses(surroundings.start("staff", **{**where_colleagues_unlock, "INTAKE_SEARCH_KEY": "z" * 60}), about="SEARCH_KEY")


def test_a_key_that_opens_letters_is_no_key_for_empty_ones(surroundings, where_colleagues_unlock):
    opens = {**where_colleagues_unlock, "CANARY_KEY_FILE": str(surroundings.intake_key)}
    _refuses(surroundings.start("staff", **opens), about="CANARY_KEY_FILE")


@pytest.mark.parametrize("recipient", ["age1nonsense", "AGE-SECRET-KEY-1X"])
def test_the_public_process_takes_no_nonsense_to_close_empty_letters_to(surroundings, recipient):
    refusal = surroundings.start("public", CANARY_RECIPIENT=recipient)
    assert refusal.returncode == 1
    assert recipient not in refusal.stderr


def test_empty_letters_go_to_no_key_that_opens_the_others(surroundings):
    _refuses(surroundings.start("public", CANARY_RECIPIENT=surroundings.recipients.read_text().split()[2]), about="CANARY")


def test_the_public_process_refuses_the_key_for_empty_letters(surroundings):
    _refuses(surroundings.start("public", CANARY_KEY_FILE="/somewhere"), about="CANARY_KEY_FILE")


@pytest.mark.parametrize("process", ["public", "operations"])
def test_only_the_staff_process_has_the_key_of_the_search(surroundings, process):
    asks = "from django.conf import settings; print(hasattr(settings, 'INTAKE_SEARCH_KEY'))"
    assert surroundings.start(process, asks).stdout == "False\n"
    assert surroundings.start("staff", asks).stdout == "True\n"


def test_the_public_process_refuses_a_private_key_in_any_variable(surroundings):
    refusal = surroundings.start("public", SOME_THING=surroundings.intake_key.read_text())
    _refuses(refusal, about="SOME_THING")
    assert "AGE-SECRET-KEY-" not in refusal.stderr


@pytest.mark.parametrize("place", ["intake.key", "old.txt", "intake/intake.key", ".hidden/deep/key"])
def test_the_public_process_refuses_a_private_key_it_can_read_beside_the_recipients(surroundings, place):
    beside = surroundings.recipients.parent / place
    beside.parent.mkdir(parents=True, exist_ok=True)
    surroundings.intake_key.rename(beside)
    _refuses(surroundings.start("public"), about=str(beside))


@pytest.mark.parametrize("process", ["public", "staff"])
def test_a_process_refuses_to_start_with_one_recipient(surroundings, process):
    first = surroundings.recipients.read_text().splitlines()[1]
    surroundings.recipients.write_text(f"{first}\n{first}\n")
    _refuses(surroundings.start(process), about="two recipients")


def test_a_recipient_that_is_none_stops_the_start_and_not_the_first_visitor(surroundings):
    surroundings.recipients.write_text("age1nonsense\nage1nonsense2\n")
    _refuses(surroundings.start("public"), about="recipients.txt")


@pytest.mark.parametrize("code", [SERVE, "import runpy; runpy.run_module('manage', run_name='__main__')"])
def test_a_process_without_a_name_does_not_start(surroundings, code):
    _refuses(surroundings.start("public", code, DJANGO_SETTINGS_MODULE=None), about="DJANGO_SETTINGS_MODULE")


def test_the_public_process_finds_the_hooks_of_its_apps_and_they_load_nothing_of_the_staff_side(surroundings):
    """Wagtail looks for them at the first page that somebody asks for."""
    look = "import django, sys; django.setup(); from wagtail import hooks; hooks.search_for_hooks(); print(*sys.modules)"
    looked = surroundings.start("public", look)
    assert looked.returncode == 0, looked.stderr
    assert not [name for name in looked.stdout.split() if name.startswith(("selfreferral.intake", "perspectief.outbox"))]


def _refuses(refusal, *, about):
    sentences = refusal.stderr.strip().splitlines()
    assert refusal.returncode == 1
    assert len(sentences) == 1, refusal.stderr
    assert about in sentences[0]
    assert sentences[0].endswith(".")


@pytest.mark.parametrize(
    "model",
    [Letter, Notice, *apps.get_app_config("selfreferral_intake").get_models()],
    ids=lambda model: model.__name__,
)
def test_in_the_public_process_django_itself_refuses_to_read(settings, model):
    settings.DATABASE_ROUTERS = ["selfreferral.wall.WriteOnlyRouter"]
    router.routers = [WriteOnlyRouter()]
    try:
        with pytest.raises(WallError):
            model.objects.count()
        with pytest.raises(WallError):
            model.objects.filter(pk=uuid.uuid4()).first()
    finally:
        del router.routers


def test_the_router_lets_the_public_side_write_letters_and_read_its_drafts():
    wall = WriteOnlyRouter()
    assert wall.db_for_read(Draft) is None
    assert not hasattr(wall, "db_for_write")
    assert wall.allow_migrate("default", "selfreferral") is False

"""The stage: databases, the cast, the keys."""

import functools
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from tests import plugin
from tests.database import MIGRATED, SEEDED, Contents

# How quickly a machine makes examples and runs them says nothing about the code; benchmarks measure.
hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("any machine")

pytest_plugins = [
    "tests.mail_server",
    "tests.cast",
    "tests.processes",
    "tests.collecting",
    "tests.serving",
    "tests.selfreferral.public_role",
    "tests.selfreferral.clock",
    "tests.selfreferral.google",
]


@functools.cache
def stage() -> Contents:
    """The databases this worker can switch between."""
    return Contents(folder=plugin.room(), worker=os.environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.fixture(scope="session")
def contents() -> Contents:
    """The same, for fixtures."""
    return stage()


@pytest.fixture(scope="session")
def django_db_setup(contents: Contents, django_db_blocker: pytest.FixtureRequest) -> None:
    """In place of pytest-django's: migrations replay once in a run, not once for each worker."""
    with django_db_blocker.unblock():
        contents.use(contents.current or MIGRATED)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no database comes first: so one worker has something to do while the other one makes the databases."""
    items.sort(key=lambda item: item.get_closest_marker("pure") is None)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported stays to the end: the garbage collector looks through what came after it alone, and not as often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 100)


def rolled_back_with_content(item: pytest.Item) -> bool:
    """A test that begins with the first content, and ends with a rollback: it leaves the copy it worked on as it was."""
    names = getattr(item, "fixturenames", ())
    return "seeded_site" in names and ("db" in names or item.get_closest_marker("django_db") is not None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The database has to be the right one before pytest-django opens its transaction. The next test may want the same."""
    wanted = SEEDED if rolled_back_with_content(item) else MIGRATED
    is_begun = bool(stage().current)  # else django_db_setup begins, for the first test that needs a database
    if not stage().is_ready(wanted) and (is_begun or wanted == SEEDED):
        with item.config.stash[blocking_manager_key].unblock():
            stage().use(wanted)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Wagtail keeps in the cache where each site begins; another test's database has other pages there."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)  # a request in English leaves its thread English
    yield
    cache.clear()


@pytest.fixture
def committing(django_db_setup: None, contents: Contents, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database in which a commit is a commit: for threads, other connections and failures. Don't add django_db."""
    yield from _on(MIGRATED, contents, django_db_blocker)


@pytest.fixture
def seeded_site(
    request: pytest.FixtureRequest, django_db_setup: None, contents: Contents, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """The site with its first content. Without django_db it commits, and costs a copy."""
    if rolled_back_with_content(request.node):
        yield
    else:
        yield from _on(SEEDED, contents, django_db_blocker)


def _on(content: str, contents: Contents, blocker: pytest.FixtureRequest) -> Iterator[None]:
    with blocker.unblock():
        contents.use(content)
        try:
            yield
        finally:
            contents.spoil()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Whichever database the test asked for; one that is rolled back when it asked for none."""
    asked = (name for name in ("seeded_site", "committing") if name in request.fixturenames)
    request.getfixturevalue(next(asked, "db"))


@pytest.fixture(scope="session")
def recovery_key() -> str:
    """What lies in the safe."""
    return (plugin.room() / "recovery.key").read_text().strip()


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Where the development process keeps its files."""
    return Path(os.environ["DATA_DIR"])

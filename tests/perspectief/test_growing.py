"""More than one machine, by configuration: a replica for reading pages, and a cache in front that is told of changes."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.processes import Surroundings

COPY = "postgres://perspectief_public@replica.internal/perspectief"
ASK = """
import django; django.setup()
from django.apps import apps
from django.db import router
from selfreferral.wall import WallError
def asked(model):
    try:
        return router.db_for_read(model)
    except WallError:
        return "wall"
reads = {model._meta.label: asked(model) for model in apps.get_models(include_auto_created=True)}
print(sorted(name for name, place in reads.items() if place == "replica"))
print(sorted({router.db_for_write(model) for model in apps.get_models()}))
image, rendition = apps.get_model("wagtailimages.image")(pk=1, collection_id=1), apps.get_model("wagtailimages.rendition")
image._state.db = "replica"
print(router.db_for_read(rendition, instance=image), router.db_for_write(rendition, instance=image))
"""
PUBLISH = """
import django; django.setup()
from home.models import HomePage
from wagtail.signals import page_published, page_unpublished
HomePage.specific_deferred = property(lambda page: page)  # asks a database for the kind of page
page = HomePage(id=7, content_type_id=1, title="x", slug="x", path="00010001", depth=2, url_path="/x/")
page.get_url_parts = lambda *a, **k: (1, "https://www.perspectief.test", "/over-ons/")
for signal in (page_published, page_unpublished):  # the store of pages asks the database what changed
    signal.disconnect(dispatch_uid="perspectief.pages")
page_published.send(sender=HomePage, instance=page, revision=None)
page_unpublished.send(sender=HomePage, instance=page)
"""
KEEP = """
import django; django.setup()
from django.core.management import execute_from_command_line
execute_from_command_line(["", "keep_pages"])
"""
pytestmark = pytest.mark.pure


def test_only_what_editors_change_is_read_from_a_replica(surroundings: Surroundings) -> None:
    done = surroundings.start("public", ASK, REPLICA_DATABASE_URL=COPY)
    assert done.returncode == 0, done.stderr
    read, written, rendition = done.stdout.splitlines()
    assert "'wagtailcore.Page'" in read
    assert "'home.HomePage'" in read
    for kind in ("selfreferral", "pages.", "Rendition", "auth.", "sessions."):
        assert kind not in read
    assert written == "['default']"
    assert rendition == "default default"


def test_without_a_replica_there_is_one_database(surroundings: Surroundings) -> None:
    done = surroundings.start(
        "public", "from django.conf import settings; print(*settings.DATABASES, *settings.DATABASE_ROUTERS)"
    )
    assert done.stdout.split() == ["default", "selfreferral.wall.WriteOnlyRouter"]


def test_a_database_elsewhere_is_spoken_to_in_secret_when_its_address_says_so(surroundings: Surroundings) -> None:
    ask = "from django.conf import settings; print(*(one['OPTIONS'].get('sslmode') for one in settings.DATABASES.values()))"
    there = "postgres://perspectief_public:x@database.internal/perspectief?sslmode=verify-full"
    done = surroundings.start("public", ask, DATABASE_URL=there, REPLICA_DATABASE_URL=f"{COPY}?sslmode=require")
    assert done.stdout.split() == ["verify-full", "require"]
    assert surroundings.start("operations", ask, DATABASE_URL=there).stdout.split() == ["verify-full"]


@pytest.mark.parametrize("process", ["staff", "operations"])
def test_a_process_that_must_see_what_is_new_refuses_a_replica(surroundings: Surroundings, process: str) -> None:
    done = surroundings.start(process, REPLICA_DATABASE_URL=COPY)
    assert done.returncode == 1
    assert done.stderr == "Only a public process reads from a replica: take REPLICA_DATABASE_URL away from this one.\n"


def test_the_keeper_of_pages_refuses_a_replica(surroundings: Surroundings) -> None:
    done = surroundings.start("public", KEEP, REPLICA_DATABASE_URL=COPY, PAGES_DIR=str(surroundings.folder))
    assert "What the keeper stores has to be new" in done.stderr
    assert done.returncode == 1


def test_a_replica_that_is_no_other_database_is_refused(surroundings: Surroundings) -> None:
    same = surroundings.environment("public")["DATABASE_URL"]
    done = surroundings.start("public", REPLICA_DATABASE_URL=same)
    assert done.stderr == "The setting REPLICA_DATABASE_URL names the same database as DATABASE_URL: leave it out.\n"


@pytest.fixture
def cache() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """A cache in front: its address, and what it was told."""
    told: list[tuple[str, str, str]] = []

    class Hearing(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            told.append((self.command, self.path, self.headers["Host"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Hearing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("process", ["staff", "operations"])
def test_a_cache_is_told_of_each_page_that_comes_or_goes(surroundings: Surroundings, cache, process: str) -> None:
    address, told = cache
    done = surroundings.start(process, PUBLISH, PURGE_URL=address)
    assert done.returncode == 0, done.stderr
    assert told == [("PURGE", "/over-ons/", "www.perspectief.test")] * 2


def test_a_cache_without_a_protocol_stops_the_start(surroundings: Surroundings) -> None:
    done = surroundings.start("staff", PURGE_URL="cache.internal")
    assert done.stderr == "The setting PURGE_URL has to be an address like http://cache.internal:6081.\n"

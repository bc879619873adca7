"""The site with its static files as a server has them: collected, named by their contents and compressed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler

from perspectief.inlining import FOR_THE_FIRST_LOOK
from tests.answering import answering

OUR_OWN = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # no page shows a file of Wagtail's
HASHED = {"BACKEND": "perspectief.static_files.JoinedStaticFilesStorage"}


@contextmanager
def as_served(folder: Path) -> Iterator[str]:
    """The address of the development process on a free port, with production's static files."""
    changed = {
        "STORAGES": {**settings.STORAGES, "staticfiles": HASHED},
        "STATIC_ROOT": str(folder),
        "INLINED_STYLES": FOR_THE_FIRST_LOOK,
        "STATICFILES_FINDERS": OUR_OWN,
        "WHITENOISE_USE_FINDERS": False,
        "WHITENOISE_AUTOREFRESH": False,
    }
    with override_settings(**changed):
        call_command("collectstatic", interactive=False, verbosity=0)
        server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
        server.daemon_threads = True
        server.set_app(WSGIHandler())
        with answering(server):
            yield f"http://127.0.0.1:{server.server_port}"

"""The site that `wagtail start` makes, as it is: on PostgreSQL and Granian, without DEBUG, nothing cached."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.postgres import Cluster
from tests.serving import HOST, PublicProcess

DATABASE = "stock"
SETTINGS = """
from .base import *
DEBUG = False
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "s" * 60
STORAGES = {{"default": {{"BACKEND": "django.core.files.storage.FileSystemStorage"}},
            "staticfiles": {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}}}
DATABASES = {{"default": {{"ENGINE": "django.db.backends.postgresql", "NAME": "{database}", "USER": "postgres",
                          "HOST": "{host}", "CONN_MAX_AGE": 60}}}}
"""


@contextlib.contextmanager
def stock(folder: Path, server: Cluster, *, port: int) -> Iterator[str]:
    """Gives the address of its home page."""
    project = folder / "stock"
    project.mkdir()
    bare = {**os.environ, "PYTHONPATH": str(project), "DJANGO_SETTINGS_MODULE": "stock.settings.bench"}
    wagtail = Path(sys.executable).with_name("wagtail")
    subprocess.run([wagtail, "start", "stock", project], check=True, env=_plain(bare), stdout=subprocess.DEVNULL)
    (project / "stock" / "settings" / "bench.py").write_text(SETTINGS.format(database=DATABASE, host=server.folder))
    with psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    manage = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(manage, check=True, env=bare, cwd=project)
    process = PublicProcess(bare, port, project, application="stock.wsgi:application", alive="/")
    process.start()
    try:
        process.wait_until_ready()
        yield f"http://{HOST}:{port}/"
    finally:
        process.stop()


def _plain(environment: dict[str, str]) -> dict[str, str]:
    """`wagtail start` needs no settings, and would look for those."""
    return {name: value for name, value in environment.items() if name != "DJANGO_SETTINGS_MODULE"}

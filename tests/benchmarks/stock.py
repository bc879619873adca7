"""The site that `wagtail start` makes, as it is: on PostgreSQL and Granian, without DEBUG, nothing cached.

Beside its nearly empty home page it has one that is as much of a page as ours: a menu, and rich text of 15 KB.
"""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
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
INSTALLED_APPS = [*INSTALLED_APPS, "rich"]
STORAGES = {{"default": {{"BACKEND": "django.core.files.storage.FileSystemStorage"}},
            "staticfiles": {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}}}
DATABASES = {{"default": {{"ENGINE": "django.db.backends.postgresql", "NAME": "{database}", "USER": "postgres",
                          "HOST": "{host}", "CONN_MAX_AGE": 60}}}}
"""
RICH = {
    "rich/__init__.py": "",
    "rich/migrations/__init__.py": "",
    # As Wagtail's own tutorial has it (https://docs.wagtail.org/en/stable/tutorial/).
    "rich/models.py": """
from wagtail.fields import RichTextField
from wagtail.models import Page


class RichPage(Page):
    body = RichTextField(blank=True)
""",
    "rich/templates/rich/rich_page.html": """
{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}
{% wagtail_site as current_site %}
<nav>
{% for item in current_site.root_page.get_children.live.in_menu %}
<a href="{% pageurl item %}">{{ item.title }}</a>{% endfor %}
</nav>
<h1>{{ page.title }}</h1>
{{ page.body|richtext }}
{% endblock %}
""",
}
FILLED = """
from wagtail.models import Page
from rich.models import RichPage
home = Page.objects.get(depth=2)
others = [home.add_child(instance=RichPage(title=f"Menu {one}", slug=f"menu-{one}", show_in_menus=True)) for one in range(6)]
link = f'<a linktype="page" id="{others[0].pk}">a page</a>'
part = "<h2>A heading</h2><p>" + "Some words of a text to read, as long as others are. " * 18 + f"And {link}.</p>"
home.add_child(instance=RichPage(title="Rich", slug="rich", body=part * 13))
"""


@dataclass(frozen=True)
class Stock:
    """The addresses of the two pages."""

    home: str
    rich: str


@contextlib.contextmanager
def stock(folder: Path, server: Cluster, *, port: int) -> Iterator[Stock]:
    """Made anew, with one worker."""
    project = folder / "stock"
    project.mkdir()
    bare = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(project), "DJANGO_SETTINGS_MODULE": "stock.settings.bench"}
    wagtail = Path(sys.executable).with_name("wagtail")
    subprocess.run([wagtail, "start", "stock", project], check=True, env=_plain(bare), stdout=subprocess.DEVNULL)
    (project / "stock" / "settings" / "bench.py").write_text(SETTINGS.format(database=DATABASE, host=server.folder))
    for name, text in RICH.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text.lstrip())
    with psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    for command in (
        ["makemigrations", "rich", "--verbosity=0"],
        ["migrate", "--verbosity=0"],
        ["shell", "-v0", "-c", FILLED],
    ):
        subprocess.run([sys.executable, "manage.py", *command], check=True, env=bare, cwd=project)
    process = PublicProcess(bare, port, project, application="stock.wsgi:application", alive="/")
    process.start()
    try:
        process.wait_until_ready()
        yield Stock(f"http://{HOST}:{port}/", f"http://{HOST}:{port}/rich/")
    finally:
        process.stop()


def _plain(environment: dict[str, str]) -> dict[str, str]:
    """`wagtail start` needs no settings, and would look for those."""
    return {name: value for name, value in environment.items() if name != "DJANGO_SETTINGS_MODULE"}

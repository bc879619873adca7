"""Whether the static files that pages name were collected: one that was not has no address, and each page with it fails."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from perspectief.settings.env import WrongConfigurationError

REMEDY = "give `perspectief operations collectstatic --noinput`"


def require_collected_files() -> None:
    """Stop a process that makes pages when a file of theirs is not there. Nothing is collected while developing."""
    missing = next(_missing(), None)
    if missing:
        raise WrongConfigurationError(f"The static file {missing} was not collected in {settings.STATIC_ROOT}: {REMEDY}.")


def _missing() -> Iterator[str]:
    """What the code brings and collectstatic has not put there, where files are named by their contents."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return
    for name in _brought():
        stored = staticfiles_storage.hashed_files.get(staticfiles_storage.hash_key(name))
        if not (stored and staticfiles_storage.exists(stored)):
            yield name


def _brought() -> Iterator[str]:
    """What collectstatic looks for."""
    for finder in get_finders():
        for name, _ in finder.list(StaticFilesConfig.ignore_patterns):
            yield name

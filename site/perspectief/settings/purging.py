"""A cache in front of the site (a CDN, Varnish) that is told which pages changed, for the processes that publish."""

from typing import Any

from .env import WrongConfigurationError, given

APP = "wagtail.contrib.frontend_cache"


def purging() -> dict[str, dict[str, Any]]:
    """Wagtail's setting: a PURGE for each page that is published or taken off. Empty when nobody is to be told."""
    address = given("PURGE_URL").strip()
    if address and not address.startswith(("http://", "https://")):
        raise WrongConfigurationError("The setting PURGE_URL has to be an address like http://cache.internal:6081.")
    return {"cache": {"BACKEND": f"{APP}.backends.HTTPBackend", "LOCATION": address}} if address else {}

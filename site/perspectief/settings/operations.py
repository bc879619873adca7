"""The operations process: migrations, grants, sweeps. It serves no address and holds no private key."""

from pathlib import Path

from perspectief import patience

from .accounts import *  # noqa: F403  a settings module is its base and what it adds
from .accounts import ACCOUNT_APPS, ACCOUNT_MIDDLEWARE
from .base import *  # noqa: F403  the same
from .base import CONTENT_APPS, CONTENT_CONTEXT, EDITING_APPS, STAFF_CONTEXT, templates
from .env import required
from .mail import *  # noqa: F403  the same
from .production import *  # noqa: F403  the same
from .production import DATABASES, SILENCED_SYSTEM_CHECKS
from .purging import APP as PURGING_APP
from .purging import purging
from .recipients import Recipients
from .replica import refuse_replica
from .retention import *  # noqa: F403  the same

# Before create_keys has run there is no file yet; this process seals nothing by itself.
RECIPIENTS_FILE = Path(required("RECIPIENTS_FILE"))
RECIPIENTS = Recipients(RECIPIENTS_FILE) if RECIPIENTS_FILE.exists() else ()
RECIPIENTS_DIR = RECIPIENTS_FILE.parent

INSTALLED_APPS = [
    "perspectief.operations",
    "selfreferral",
    "selfreferral.public",
    "selfreferral.intake",
    *CONTENT_APPS,
    *EDITING_APPS,
    *ACCOUNT_APPS,
]
refuse_replica()
WAGTAILFRONTENDCACHE = purging()  # pages are published by the clock here
if WAGTAILFRONTENDCACHE:
    INSTALLED_APPS += [PURGING_APP]
MIDDLEWARE = ACCOUNT_MIDDLEWARE  # serves nothing; allauth refuses to be installed without it
SILENCED_SYSTEM_CHECKS = [
    *SILENCED_SYSTEM_CHECKS,
    "security.W001",
    "security.W002",
    "security.W003",
]  # the same: no requests
TEMPLATES = templates(*CONTENT_CONTEXT, *STAFF_CONTEXT)

# A migration or a change of keys may take its time; the sweep sets bounds of its own (operations/sweeping.py).
DATABASES["default"]["OPTIONS"].update(patience.bounded(connect=10))
INTAKE_EMAIL = required("INTAKE_EMAIL")

"""The operations process: migrations, grants, sweeps. It serves no address and holds no private key."""

from pathlib import Path

from .base import *  # noqa: F403  a settings module is its base and what it adds
from .base import CONTENT_APPS, CONTENT_CONTEXT, EDITING_APPS, STAFF_CONTEXT, templates
from .env import env, required
from .keys import read_recipients
from .production import *  # noqa: F403

# Before create_keys has run there is no file yet; this process seals nothing by itself.
_recipients_file = Path(required("RECIPIENTS_FILE"))
RECIPIENTS = read_recipients(_recipients_file) if _recipients_file.exists() else ()
RECIPIENTS_DIR = _recipients_file.parent

INSTALLED_APPS = [
    "perspectief.operations",
    "selfreferral",
    "selfreferral.public",
    "selfreferral.intake",
    *CONTENT_APPS,
    *EDITING_APPS,
]
TEMPLATES = templates(*CONTENT_CONTEXT, *STAFF_CONTEXT)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL")
INTAKE_EMAIL = required("INTAKE_EMAIL")

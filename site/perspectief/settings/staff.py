"""The staff process: the Wagtail admin for editors and the queue for intake workers, where letters are opened."""

from perspectief.headers import STAFF_POLICY

from .accounts import *  # noqa: F403  a settings module is its base and what it adds
from .accounts import ACCOUNT_APPS, ACCOUNT_MIDDLEWARE
from .base import *  # noqa: F403  the same
from .base import (
    CONTENT_APPS,
    CONTENT_CONTEXT,
    CONTENT_MIDDLEWARE,
    EDITING_APPS,
    OUTER_MIDDLEWARE,
    STAFF_CONTEXT,
    STAFF_MIDDLEWARE,
    templates,
)
from .env import env, optional_secret, required_path, required_secret, required_secrets
from .mail import *  # noqa: F403  the same
from .opening import opening
from .production import *  # noqa: F403  the same
from .purging import APP as PURGING_APP
from .purging import purging
from .recipients import Recipients
from .replica import refuse_replica
from .retention import *  # noqa: F403  the same

RECIPIENTS_FILE = required_path("RECIPIENTS_FILE")
RECIPIENTS = Recipients(RECIPIENTS_FILE)
RECEIPT_PEPPER = required_secret("RECEIPT_PEPPER")  # finds a referral by the code that somebody reads out
_opening = opening(RECIPIENTS.now())
INTAKE_KEY_FILE, CANARY_KEY_FILE = _opening.intake_key_file, _opening.canary_key_file
INTAKE_SEARCH_KEY = _opening.search_key  # finds a referral by a name, a number or an address

refuse_replica()
WAGTAILFRONTENDCACHE = purging()

MFA_KEYS = required_secrets("MFA_KEY")
METRICS_TOKEN = optional_secret("METRICS_TOKEN")  # left out: nobody may ask how the site is doing
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # that add a colleague's address to X-Forwarded-For

ROOT_URLCONF = "perspectief.urls.staff"
INSTALLED_APPS = ["selfreferral", "selfreferral.intake", *CONTENT_APPS, *EDITING_APPS, *ACCOUNT_APPS, "csp"]
if WAGTAILFRONTENDCACHE:
    INSTALLED_APPS += [PURGING_APP]
MIDDLEWARE = [*OUTER_MIDDLEWARE, *STAFF_MIDDLEWARE, *CONTENT_MIDDLEWARE, *ACCOUNT_MIDDLEWARE]
TEMPLATES = templates(*CONTENT_CONTEXT, *STAFF_CONTEXT)
CONTENT_SECURITY_POLICY = STAFF_POLICY
X_FRAME_OPTIONS = "SAMEORIGIN"  # the page preview is a frame
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page in the editor has thousands
SESSION_COOKIE_NAME = "__Host-medewerker"
CSRF_COOKIE_NAME = "__Host-csrf-medewerker"
UNLOCK_COOKIE_NAME = "__Secure-slot"  # not __Host-, which asks for the whole site as its path
CSRF_FAILURE_VIEW = "perspectief.staff_failures.csrf_failure"

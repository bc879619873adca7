"""Everything in one process on SQLite, for `make run`. Secrets and keys are made on this machine and kept in DATA_DIR."""

from pathlib import Path
from typing import Any

from perspectief.headers import PUBLIC_POLICY

from .accounts import *  # noqa: F403  a settings module is its base and what it adds
from .accounts import ACCOUNT_APPS, ACCOUNT_MIDDLEWARE, SECOND_FACTOR
from .base import *  # noqa: F403  the same
from .base import (
    CONTENT_APPS,
    CONTENT_CONTEXT,
    CONTENT_MIDDLEWARE,
    EDITING_APPS,
    OUTER_MIDDLEWARE,
    ROOT,
    STAFF_CONTEXT,
    STAFF_MIDDLEWARE,
    STORAGES,
    templates,
)
from .env import env, given, kept_secret, own_folder
from .recaptcha import *  # noqa: F403  not configured, unless the environment says so
from .recipients import Recipients
from .retention import *  # noqa: F403  the periods, as on a server

DATA_DIR = own_folder(Path(given("DATA_DIR") or ROOT / "var").resolve())

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["*"]
SECRET_KEY = kept_secret(DATA_DIR / "secrets" / "secret-key")
MFA_KEYS = [kept_secret(DATA_DIR / "secrets" / "mfa-key")]
RECEIPT_PEPPER = kept_secret(DATA_DIR / "secrets" / "receipt-pepper")
INTAKE_SEARCH_KEY = kept_secret(DATA_DIR / "secrets" / "intake-search-key")

INTAKE_KEY_DIR, RECIPIENTS_DIR = DATA_DIR / "keys" / "intake", DATA_DIR / "keys"
INTAKE_KEY_FILE = INTAKE_KEY_DIR / "intake.key"
CANARY_KEY_FILE, CANARY_RECIPIENT = None, ""
# Before create_keys has run there is no file yet; sealing refuses without recipients.
RECIPIENTS_FILE = RECIPIENTS_DIR / "recipients.txt"
RECIPIENTS = Recipients(RECIPIENTS_FILE) if RECIPIENTS_FILE.exists() else ()

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "perspectief.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}

ROOT_URLCONF = "perspectief.urls.development"
INSTALLED_APPS = [
    "perspectief.operations",
    "selfreferral",
    "selfreferral.public",
    "selfreferral.intake",
    *CONTENT_APPS,
    *EDITING_APPS,
    *ACCOUNT_APPS,
    "django.forms",
    "django_recaptcha",
    "csp",
]
# Somebody who tries the site may put the second factor off. The view and the middleware for it are installed nowhere else.
SKIPPABLE = "perspectief.accounts.skipping.RequireSecondFactorOrSkip"
MIDDLEWARE = [
    *OUTER_MIDDLEWARE,
    "perspectief.headers.StaffPolicyOnStaffAddresses",
    *STAFF_MIDDLEWARE,
    *CONTENT_MIDDLEWARE,
    *(SKIPPABLE if name == SECOND_FACTOR else name for name in ACCOUNT_MIDDLEWARE),
]
TEMPLATES = templates(*CONTENT_CONTEXT, *STAFF_CONTEXT)
CONTENT_SECURITY_POLICY = PUBLIC_POLICY
X_FRAME_OPTIONS = "SAMEORIGIN"

TRUSTED_PROXIES = 0
DRAFT_COOKIE_NAME = "formulier"  # a __Host- cookie needs HTTPS
RETURN_COOKIE_NAME = "terug"
UNLOCK_COOKIE_NAME = "slot"
CSRF_FAILURE_VIEW = "selfreferral.public.failures.csrf_failure"

MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = "website@perspectief.example"
INTAKE_EMAIL = "aanmeldpunt@perspectief.example"
RECEIPT_MAIL: dict[str, Any] | None = {
    "BACKEND": EMAIL_BACKEND,
    "OPTIONS": {"file_path": EMAIL_FILE_PATH},
    "FROM": "Bericht <bericht@post.example>",
    "SUBJECT": "",
}

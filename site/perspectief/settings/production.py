"""What the processes on a server share: a real database, HTTPS, named hosts and secrets without defaults."""

from perspectief import patience

from .base import ROOT, STORAGES
from .env import env, optional_folder, required, required_database, required_secret
from .media import uploads

SECRET_KEY = required_secret("SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

_named = required_database("DATABASE_URL")
DATABASES = {
    "default": {
        **_named,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ENGINE": patience.ENGINE,
        # A visitor gets an answer in seconds, even if it is that the database is busy; so does a colleague.
        # Who waits for a lock keeps a thread from all others (docs/decisions/0022-nobody-waits-for-ever.md).
        "OPTIONS": {
            **_named.get("OPTIONS", {}),  # sslmode, say
            **patience.bounded(connect=5, lock=2, statement=15, silence=20),
        },
    }
}

STATIC_ROOT = env.str("STATIC_ROOT", default=str(ROOT / "var" / "static"))
PAGES_DIR = optional_folder("PAGES_DIR")
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(ROOT / "var" / "media"))
STORAGES = {**STORAGES, "default": uploads()}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the proxy sets it, and drops what a visitor sent
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # staff only: the page preview is a frame of the same origin
    "security.W003",  # the check of a form's token is Django's own, with a few words more (origins.py)
    "security.W021",  # to be on the browsers' preload list is for the owner of the domain to decide
]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = True

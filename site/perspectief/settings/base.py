"""What every process shares. Each process adds its own apps, middleware, addresses and keys in its own module."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from perspectief.headers import of_static_files

from .env import WrongConfigurationError, env
from .media import FOLDER

ROOT = Path(__file__).resolve().parents[3]

DEBUG = False
AUTH_USER_MODEL = "accounts.User"
WSGI_HANDLER = "perspectief.encoding.Utf8Handler"
METRICS_TOKEN = ""  # nobody may ask how the site is doing
PAGES_DIR: Path | None = None  # where pages are stored; only on a server
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The pages and what they are made of: every process can read and render them.
CONTENT_APPS = [
    "home",
    "information",
    "perspectief.accounts",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",  # the index of Wagtail's search has its kinds of columns
    "django.contrib.staticfiles",
]
# Where people log in and write pages.
EDITING_APPS = [
    "perspectief.pages.apps.ChangingPagesConfig",
    "perspectief.outbox",
    "perspectief.watching",
    "perspectief.editing",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "perspectief.accounts.managing.apps.ManagingConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.embeds",
    "wagtail.admin",
    "django.contrib.sessions",
    "django.contrib.messages",
]

OUTER_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before the policies of pages, which a style sheet or font has no use for
    "csp.middleware.CSPMiddleware",
    "perspectief.headers.InlinedStyles",
    "perspectief.headers.PrivacyHeaders",
    "perspectief.bounding.BoundedBodies",
]
STAFF_MIDDLEWARE = [
    "perspectief.headers.StylesOfTheTextEditor",
    "perspectief.editing.missing.NothingThere",  # innermost of what sees an error of a view
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
REMEMBERING = "perspectief.pages.remembering.RememberForOneRequest"
CONTENT_MIDDLEWARE = [
    REMEMBERING,
    "perspectief.language.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "perspectief.origins.CsrfWithoutReferrer",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

CONTENT_CONTEXT = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "wagtail.contrib.settings.context_processors.settings",
    "home.navigation.navigation",
]
STAFF_CONTEXT = [
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]


def templates(*context: str) -> list[dict[str, object]]:
    """The TEMPLATES setting with these context processors."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [ROOT / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": list(context)},
        }
    ]


# Dutch first. The address says the language; nothing is read from, or stored in, the visitor's browser.
LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]  # colleagues read every referral in one language
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True

WHITENOISE_ROOT = ROOT / "static" / "root"  # /favicon.ico, which browsers ask for by themselves
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site uses our scripts and fonts
WHITENOISE_ADD_HEADERS_FUNCTION = of_static_files
STATIC_URL = "/static/"
INLINED_STYLES: tuple[str, ...] = ()  # by the public process alone
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
STORAGES = {
    "default": FOLDER,
    "staticfiles": {"BACKEND": "perspectief.static_files.JoinedStaticFilesStorage"},
}

SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")  # for who finds a weakness (home/security_txt.py)
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:")):
    raise WrongConfigurationError("The setting SECURITY_CONTACT has to begin with mailto:, https:// or tel:.")
WAGTAIL_SITE_NAME = "Perspectief Herstelbemiddeling"
WAGTAILADMIN_BASE_URL = env.str("STAFF_URL", default="http://127.0.0.1:8000")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "direct"  # a document is a public file: no view counts who reads it
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "docx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "perspectief.uploads.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]  # no SVG: it can hold scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # unpacked in memory, four bytes each
WAGTAILIMAGES_IMAGE_FORM_BASE = "perspectief.uploads.forms.ImageForm"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # a mailbox must not be a way to the referrals: a colleague resets it
WAGTAIL_ENABLE_UPDATE_CHECK = False  # nobody is told that this site exists or how it is doing
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party sees who works here
TAGGIT_CASE_INSENSITIVE = True

CSRF_COOKIE_AGE = None  # gone when the browser closes: nothing stays on a shared computer
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"  # of pages; a form says no-referrer itself
SECURE_CONTENT_TYPE_NOSNIFF = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Against abuse: what goes beyond, or came faster than anybody types, is taken and put aside for a colleague to check.
MOST_BODY_BYTES = 25_000_000  # files and all, where colleagues upload; see settings/public.py
DAILY_CEILING = env.int("DAILY_CEILING", default=100)
LEAST_SECONDS = env.int("LEAST_SECONDS", default=20)  # some fifteen pages: nobody reads and answers those faster

# A message of an exception can quote what a visitor typed, so the log gets its kind and place only. The web server's own
# loggers stand here too: it quotes messages and addresses, unless deploy/granian/logging.json says otherwise.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "perspectief.logs.ReticentFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # which pages somebody could not open is nobody's business
        "_granian": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "granian.access": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "perspectief": {"level": "INFO"},
        "selfreferral": {"level": "INFO"},
    },
}

"""The public process: serves the pages and the form. It writes letters and cannot read one."""

from perspectief.headers import PUBLIC_POLICY
from perspectief.inlining import FOR_THE_FIRST_LOOK

from .base import *  # noqa: F403  a settings module is its base and what it adds
from .base import CONTENT_APPS, CONTENT_CONTEXT, CONTENT_MIDDLEWARE, OUTER_MIDDLEWARE, REMEMBERING, templates
from .env import env, required_path, required_secret
from .keys import refuse_private_keys
from .opening import canary_recipient
from .production import *  # noqa: F403  the same
from .production import DATABASES
from .recaptcha import *  # noqa: F403  the same
from .receipt_mail import receipt_mail
from .recipients import Recipients
from .replica import with_replica

RECIPIENTS_FILE = required_path("RECIPIENTS_FILE")
refuse_private_keys(beside=RECIPIENTS_FILE)

RECIPIENTS = Recipients(RECIPIENTS_FILE)
CANARY_RECIPIENT = canary_recipient(RECIPIENTS.now())
RECEIPT_PEPPER = required_secret("RECEIPT_PEPPER")
DATABASES = with_replica(DATABASES)
DATABASE_ROUTERS = ["selfreferral.wall.WriteOnlyRouter"]
if "replica" in DATABASES:
    DATABASE_ROUTERS += ["perspectief.replica.PagesFromReplica"]  # after the wall

WSGI_HANDLER = "perspectief.pages.serving.StoredPages"
ROOT_URLCONF = "perspectief.urls.public"
INSTALLED_APPS = [
    "selfreferral",
    "selfreferral.public",
    "perspectief.pages",
    *CONTENT_APPS,
    "django.forms",
    "django_recaptcha",
    "csp",
]
UNTIL_A_CHANGE = {REMEMBERING: "perspectief.pages.remembering.RememberUntilSomethingChanges"}
MIDDLEWARE = [
    *OUTER_MIDDLEWARE,
    *(UNTIL_A_CHANGE.get(name, name) for name in CONTENT_MIDDLEWARE),
    "perspectief.pages.standing_in.StoredPagesWithoutDatabase",
]
TEMPLATES = templates(*CONTENT_CONTEXT)
CONTENT_SECURITY_POLICY = PUBLIC_POLICY
INLINED_STYLES = FOR_THE_FIRST_LOOK
X_FRAME_OPTIONS = "DENY"
MOST_BODY_BYTES = DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # no visitor sends a file; the longest page is a tenth of this

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # that add a visitor's address to X-Forwarded-For

DRAFT_COOKIE_NAME = "__Host-formulier"
RETURN_COOKIE_NAME = "__Host-terug"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_FAILURE_VIEW = "selfreferral.public.failures.csrf_failure"

RECEIPT_MAIL = receipt_mail()  # None: nobody is offered a mail

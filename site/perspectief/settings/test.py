"""The development process for the tests: quick passwords, mail in memory, and the database that TEST_DATABASE_URL names."""

from .development import *  # noqa: F403  a settings module is its base and what it adds
from .development import DATABASES
from .env import env

if env.str("TEST_DATABASE_URL", default=""):
    DATABASES = {"default": env.db("TEST_DATABASE_URL")}

LEAST_SECONDS = 0  # tests type fast
DAILY_CEILING = 1000
RECAPTCHA_PUBLIC_KEY = RECAPTCHA_PRIVATE_KEY = ""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
RECEIPT_MAIL = None  # the tests about it have a mail server of their own

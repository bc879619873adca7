"""Sending mail: the operations process tells intake what waits, the staff process tells editors what to review."""

import environ

from .env import given, required

vars().update(environ.Env.email_url_config(given("EMAIL_URL").strip() or "smtp://localhost:25"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL")

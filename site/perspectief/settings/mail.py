"""Sending mail: the operations process tells intake what waits, the staff process tells editors what to review."""

from .env import env, required

vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL")

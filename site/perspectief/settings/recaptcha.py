"""reCAPTCHA, if there are keys for it: something a visitor may click, never something that has to be passed."""

from .env import WrongConfigurationError, env, given, required

# One key without the other is a mistake, and stops the start.
_is_wanted = any(given(name).strip() for name in ("RECAPTCHA_PUBLIC_KEY", "RECAPTCHA_PRIVATE_KEY"))
RECAPTCHA_PUBLIC_KEY = required("RECAPTCHA_PUBLIC_KEY") if _is_wanted else ""
RECAPTCHA_PRIVATE_KEY = required("RECAPTCHA_PRIVATE_KEY") if _is_wanted else ""

RECAPTCHA_VERSION = env.str("RECAPTCHA_VERSION", default="2")
if RECAPTCHA_VERSION not in {"2", "3"}:
    raise WrongConfigurationError("The setting RECAPTCHA_VERSION has to be 2 or 3.")
# www.google.com does the same, and may set more cookies of its own (Google's reCAPTCHA FAQ).
RECAPTCHA_DOMAIN = env.str("RECAPTCHA_DOMAIN", default="www.recaptcha.net")
RECAPTCHA_REQUIRED_SCORE = env.float("RECAPTCHA_REQUIRED_SCORE", default=0.5)  # version 3 only: 0 is a machine, 1 a person
RECAPTCHA_VERIFY_REQUEST_TIMEOUT = env.float("RECAPTCHA_TIMEOUT", default=3)  # seconds that a visitor may wait for Google

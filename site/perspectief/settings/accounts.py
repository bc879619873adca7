"""Logging in with two factors: what the processes where staff log in share, and operations for its tables and chores."""

from datetime import timedelta

ACCOUNT_APPS = ["perspectief.accounts.twofactor", "allauth", "allauth.account", "allauth.mfa", "axes"]
SECOND_FACTOR = "perspectief.accounts.twofactor.middleware.RequireSecondFactor"
# After the check of a form's token; axes last, so that its answer replaces that of a view.
ACCOUNT_MIDDLEWARE = [
    "allauth.account.middleware.AccountMiddleware",
    SECOND_FACTOR,
    "perspectief.editing.library.OnlyWhatMayBeSeen",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]

LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_ENGINE = "perspectief.accounts.twofactor.session_store"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "perspectief.accounts.twofactor.adapters.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth checks that the two lists agree
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # None would ask, and True keep a shared computer logged in
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"login": "perspectief.accounts.twofactor.forms.LoginForm"}
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # counted in the database instead (guessing.py)

MFA_ADAPTER = "perspectief.accounts.twofactor.adapters.SealedFactors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a stolen key alone opens nothing: finger, face or PIN
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Perspectief Herstelbemiddeling"
MFA_TOTP_TOLERANCE = 1  # RFC 6238, 5.2: one step for who types slowly
MFA_FORMS = {
    "authenticate": "perspectief.accounts.twofactor.forms.LoginCodeForm",
    "reauthenticate": "perspectief.accounts.twofactor.forms.ConfirmCodeForm",
    "activate_totp": "perspectief.accounts.twofactor.forms.EnrolAppForm",
    "add_webauthn": "perspectief.accounts.twofactor.forms.EnrolPasskeyForm",
}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = "perspectief.accounts.twofactor.guessing.lockout_parameters"
AXES_USERNAME_CALLABLE = "perspectief.accounts.twofactor.guessing.account_name"
AXES_CLIENT_IP_CALLABLE = "perspectief.accounts.twofactor.guessing.address_of"
AXES_LOCKOUT_CALLABLE = "perspectief.accounts.twofactor.guessing.locked"
AXES_DISABLE_ACCESS_LOG = True  # where somebody is logged in stands in their own list (twofactor/models.py)
# Of a failed attempt django-axes keeps the form and the query too: without what was typed, and without a referral's address.
AXES_SENSITIVE_PARAMETERS = [
    *("username", "ip_address", "login", "password", "code", "credential", "next", "csrfmiddlewaretoken"),
    *("passphrase", "former_passphrase", "new_passphrase", "again"),
]

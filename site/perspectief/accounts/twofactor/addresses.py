"""The addresses of logging in. One for one, not allauth's own list: no signing up, no mail that lets somebody in."""

from allauth.account.views import login, logout
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path
from django.views.decorators.cache import never_cache

from .views import ConfirmWithPasskeyView, RemoveAppView, RemovePasskeyView, confirmed

factors = [
    path("", never_cache(base.index), name="mfa_index"),
    path("code/", base.authenticate, name="mfa_authenticate"),
    path("passkey/inloggen/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("bevestigen/", never_cache(base.reauthenticate), name="mfa_reauthenticate"),
    path("bevestigen/passkey/", never_cache(ConfirmWithPasskeyView.as_view()), name="mfa_reauthenticate_webauthn"),
    path("bevestigd/", never_cache(confirmed), name="twofactor_confirmed"),
    path("app/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("app/weg/", never_cache(RemoveAppView.as_view()), name="mfa_deactivate_totp"),
    path("passkey/", never_cache(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkey/<int:pk>/weg/", never_cache(RemovePasskeyView.as_view()), name="mfa_remove_webauthn"),
    path("herstelcodes/", never_cache(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", never_cache(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]

# Before Wagtail's own addresses: at login/ and logout/ these stand in their place.
urlpatterns = [
    path("login/", login, name="account_login"),
    path("login/", login, name="wagtailcore_login"),  # Wagtail leads here from a page that is for colleagues only
    path("logout/", never_cache(logout), name="account_logout"),
    path("twee-factor/", include(factors)),
]

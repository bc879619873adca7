"""What staff reach: the Wagtail admin with the queue inside it, and the pages as they will look."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.urls import serve_pattern

from home.routing import serve
from home.security_txt import security_txt
from perspectief.accounts.twofactor import addresses
from perspectief.editing import history, library
from perspectief.failures import health, not_found
from perspectief.watching.views import metrics

Patterns = list[URLPattern | URLResolver]

admin: Patterns = [
    # Wagtail's own fails on purpose.
    path("beheer/failwhale/", require_admin_access(not_found), {"exception": None}, name="wagtailadmin_error_test"),
    path("beheer/", include(addresses)),
    path("beheer/", include(history)),
    path("beheer/", include(library)),
    path("beheer/", include(admin_urls)),
]
pages: Patterns = i18n_patterns(re_path(serve_pattern, serve, name="wagtail_serve"), prefix_default_language=False)

watching: Patterns = [path("-/metrics/", metrics, name="metrics")]

urlpatterns = [
    path("-/health/", health),
    path(".well-known/security.txt", security_txt),
    *watching,
    *admin,
    *pages,
]

handler404 = "perspectief.failures.not_found"
handler500 = "perspectief.staff_failures.server_error"
handler403 = "perspectief.staff_failures.forbidden"
handler400 = "perspectief.failures.bad_request"
handler429 = "perspectief.accounts.twofactor.guessing.too_fast"  # asked for by allauth

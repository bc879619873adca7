"""What visitors reach: the form and the pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.urls import serve_pattern

from home.routing import serve
from home.search.views import search
from perspectief.failures import health

Patterns = list[URLPattern | URLResolver]

unprefixed: Patterns = [path("-/health/", health), path("", include("home.urls"))]
pages: Patterns = i18n_patterns(
    path(_("zoeken/"), search, name="search"),
    path("", include("information.urls")),
    re_path(serve_pattern, serve, name="wagtail_serve"),
    prefix_default_language=False,
)
form: Patterns = i18n_patterns(path("", include("selfreferral.public.urls")), prefix_default_language=False)

urlpatterns = [*unprefixed, *form, *pages]

handler404 = "perspectief.failures.not_found"
handler500 = "perspectief.failures.server_error"
handler403 = "perspectief.failures.forbidden"
handler400 = "perspectief.failures.bad_request"

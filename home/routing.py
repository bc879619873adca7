"""From an address to its page in two questions, where Wagtail asks two for each step down the tree."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.views import serve as serve_page


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own view, which is told where the page is. What is not found here, Wagtail looks for itself."""
    if (page := _page(request, path)) is not None:
        vars(request)["_wagtail_route_for_request"] = page.route(request, [])  # as Page.route_for_request keeps it
    return serve_page(request, path)


def _page(request: HttpRequest, path: str) -> Page | None:
    site = Site.find_for_request(request)
    language = get_language()
    roots = [root for root in Site.get_site_root_paths() if site and root[0] == site.pk and root[3] == language]
    if not roots:
        return None
    found = Page.objects.live().filter(url_path=f"{roots[0][1]}{path}").select_related("locale").first()
    if found is None:
        return None
    page: Page = found.specific
    page.locale = found.locale
    return page

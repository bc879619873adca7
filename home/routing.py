"""From an address to its page in one question, where Wagtail asks two for each step down the tree."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail.views import serve as serve_page

from information.whereabouts import whereabouts
from perspectief.pages.remembering import remembered


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own view, which is told where the page is. What is not found here, Wagtail looks for itself."""
    if (page := _page(request, path)) is not None:
        vars(request)["_wagtail_route_for_request"] = page.route(request, [])  # as Page.route_for_request keeps it
    return serve_page(request, path)


def _page(request: HttpRequest, path: str) -> Page | None:
    around, language = whereabouts(), get_language()
    site = around.site(request)
    root = next((root for root in around.roots if site and (root.site_id, root.language_code) == (site.pk, language)), None)
    place = around.by_url_path.get(f"{root.root_path}{path}") if root else None
    kind = ContentType.objects.get_for_id(place.content_type_id).model_class() if place else None
    page = kind._default_manager.filter(pk=place.number, live=True).first() if kind and place else None
    if place is None or not isinstance(page, Page):
        return None
    page.locale = remembered(f"locale {place.locale_id}", lambda: Locale.objects.get(pk=place.locale_id))
    return page

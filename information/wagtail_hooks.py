"""What rich text is made of, and who gets a page. Nothing of the editor is imported: the public process reads this too."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import BaseViewRestriction, Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from .page_links import LanguagePageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def links_by_language(features: FeatureRegistry) -> None:
    """After Wagtail's own, in whose place it comes."""
    features.register_link_type(LanguagePageLinkHandler)


@hooks.register("before_serve_page")
def keep_to_colleagues(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """404 for a page that isn't for everybody, where nobody logs in: Wagtail would lead to a log-in that isn't there."""
    kinds = {restriction.restriction_type for restriction in page.get_view_restrictions()}
    if kinds and (BaseViewRestriction.PASSWORD in kinds or not hasattr(request, "user")):
        raise Http404

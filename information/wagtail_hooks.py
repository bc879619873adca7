"""What rich text is made of. Nothing of the editor is imported here: the public process reads this too."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from .page_links import LanguagePageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def links_by_language(features: FeatureRegistry) -> None:
    """After Wagtail's own, in whose place it comes."""
    features.register_link_type(LanguagePageLinkHandler)

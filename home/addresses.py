"""Addresses of the form that pages link to. The staff process renders previews without the form's own addresses."""

from django.utils.translation import get_language

SIGN_UP = "/aanmelden/"
LEAVE = "/verlaat-deze-site/"
SAFE_BROWSING = "/veilig-bezoek/"


def in_language(path: str) -> str:
    """The address in the language of the page; Dutch has no prefix."""
    language = get_language() or "nl"
    return path if language == "nl" else f"/{language}{path}"

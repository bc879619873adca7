"""Addresses that every page links to. The staff process renders previews without the form's own addresses.

Each is known by its Dutch form. Other languages have a prefix, and words of their own in the translations (`locale/`);
an editor who gives such a page another slug keeps the old address alive with a redirect.
"""

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

SIGN_UP = "/aanmelden/"
MY_REFERRAL = "/mijn-aanmelding/"
ON_PAPER = "/aanmelden/op-papier/"
LEAVE = "/verlaat-deze-site/"
SAFE_BROWSING = "/veilig-bezoek/"
HOME = "/"
SEARCH = "/zoeken/"
CONTACT, PRIVACY, ACCESSIBILITY = "/contact/", "/privacy/", "/toegankelijkheid/"
PROFESSIONALS = "/professionals/"

# What is translated is the part without the first slash, as in the address patterns of the form.
TRANSLATED = (
    _("mijn-aanmelding/"),
    _("aanmelden/op-papier/"),
    _("zoeken/"),
    _("veilig-bezoek/"),
    _("contact/"),
    _("privacy/"),
    _("toegankelijkheid/"),
    _("professionals/"),
)


def in_language(path: str) -> str:
    """The address in the language of the page; Dutch has no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return path
    words = path.removeprefix("/")
    return f"/{language}/{gettext(words) if words else words}"

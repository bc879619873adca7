"""What the first help numbers are called in other languages. Editors write names and purposes in Dutch only.

A text that an editor changed is shown as it was written, until it is translated here as well.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KNOWN = frozenset(
    {
        _("Noodnummer"),
        _("Als er nu gevaar is"),
        _("Politie"),
        _("Als er geen spoed is"),
        _("Slachtofferhulp Nederland"),
        _("Steun en advies voor slachtoffers en nabestaanden"),
        _("Veilig Thuis"),
        _("Geweld of onveiligheid thuis"),
        _("113 Zelfmoordpreventie"),
        _("Als u denkt aan zelfmoord of zich zorgen maakt om iemand"),
        _("Centrum Seksueel Geweld"),
        _("Na een aanranding of verkrachting"),
    }
)


def in_this_language(text: str) -> str:
    """The text of a help number in the language of the page, as far as it is known."""
    return gettext(text) if text in KNOWN else text

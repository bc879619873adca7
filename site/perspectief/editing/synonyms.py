"""Editors keep the words that mean the same for the search page."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import SearchSynonym

HELP = (
    "Zet komma's tussen de woorden. Wie één ervan zoekt, vindt ze allemaal. Staat de titel van een pagina in de rij, dan"
    " komt die pagina bij deze woorden bovenaan, als ‘aanbevolen’."
)


class SynonymsViewSet(SnippetViewSet):
    """One list, and a form with one field."""

    model = SearchSynonym
    icon = "search"
    menu_label = "Synoniemen voor zoeken"
    add_to_settings_menu = True
    list_display: ClassVar = ["words"]
    panels: ClassVar = [FieldPanel("words", help_text=HELP)]


def register_synonyms() -> None:
    """Called once, when the editing side starts."""
    register_snippet(SynonymsViewSet)

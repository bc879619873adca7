"""Rich text that is clean wherever it came from: the editor, an import, a seed or a row changed by hand."""

from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from information.sanitise import sanitise


class CleanRichTextBlock(blocks.RichTextBlock):
    """Wagtail's own block, with our list applied on the way in and on the way out of the database."""

    def to_python(self, value: str) -> RichText:
        """What is read from the database."""
        return _clean(value)

    def normalize(self, value: RichText | str | None) -> RichText:
        """What code hands over."""
        return _clean(value.source if isinstance(value, RichText) else value)

    def value_from_form(self, value: str) -> RichText:
        """What an editor typed."""
        return _clean(value)

    def get_prep_value(self, value: RichText) -> str:
        """What is written to the database."""
        return sanitise(value.source)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """To a migration it is Wagtail's block: how we clean is not part of the database."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


def _clean(source: str | None) -> RichText:
    return RichText(sanitise(str(source)) if source else "")

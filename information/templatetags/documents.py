"""What a reader wants to know before downloading."""

from django import template
from django.utils.formats import number_format
from wagtail.documents.models import AbstractDocument

register = template.Library()


@register.filter
def kind_and_size(document: AbstractDocument) -> str:
    """'pdf, 120 kB': the kind, and the size where it is known. Reads only: Wagtail's own `get_file_size` writes."""
    kind = document.file_extension.lower()
    size = document.file_size or _size_on_disk(document)
    return f"{kind}, {_in_words(size)}" if size else kind


def _in_words(size: int) -> str:
    """Bytes as people say them: '120 kB', '1,4 MB'."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{number_format(size / 1_000_000, 1)} MB"


def _size_on_disk(document: AbstractDocument) -> int:
    """0 for a file that is not there."""
    try:
        return int(document.file.size)
    except OSError:
        return 0

"""Where uploaded files are kept. Every way in ends here: the library, several at once, the chooser, an imported page."""

from pathlib import PurePath

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from .images import SeenOnly, seen_only

PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
CUT = "images"  # Wagtail's folder for what it cuts from pictures that are kept already


class KeepsWhatIsSeen:
    """Any storage: keeps of a picture what is seen of it."""

    def _save(self, name: str, content: File) -> str:
        path = PurePath(name)
        if path.suffix.lower() in PICTURES and path.parts[0] != CUT and not isinstance(content, SeenOnly):
            content.seek(0)
            content = SeenOnly(seen_only(content.read()), name=name)
        kept: str = super()._save(name, content)  # type: ignore[misc]  # named in Django's guide for storages, not in its stubs
        return kept


class UploadsStorage(KeepsWhatIsSeen, FileSystemStorage):
    """A folder of this machine, MEDIA_ROOT."""

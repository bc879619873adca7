"""What colleagues uploaded, as a folder that a backup can be made of."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, default_storage


@contextlib.contextmanager
def uploaded_files() -> Iterator[Path]:
    """MEDIA_ROOT; of a bucket a copy, for as long as this lasts."""
    if isinstance(default_storage, FileSystemStorage):
        yield Path(settings.MEDIA_ROOT)
        return
    with tempfile.TemporaryDirectory(prefix="perspectief-uploads-") as folder:
        _copy(default_storage, "", Path(folder))
        yield Path(folder)


def _copy(storage: Storage, place: str, to: Path) -> None:
    folders, files = storage.listdir(place)
    to.mkdir(exist_ok=True)
    for name in filter(None, files):
        with storage.open(f"{place}{name}") as source, (to / name).open("wb") as copy:
            shutil.copyfileobj(source, copy)
    for name in folders:
        _copy(storage, f"{place}{name}/", to / name)

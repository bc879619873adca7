"""Bringing an old page's pictures into the library."""

import io
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import UnidentifiedImageError
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from .fetching import Fetched, NotFetchedError, fetch, path_of, public_or_on, read_file
from .old_page import Picture

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000  # unpacked in memory, four bytes each
ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


def bring_in(picture: Picture, *, page_address: str) -> AbstractImage:
    """Put one picture in the library. Raises NotFetchedError when it can't be had or is no picture."""
    fetched = _fetched(urljoin(page_address, picture.source), page_address)
    ending = _checked(fetched.content)
    name = PurePosixPath(unquote(urlsplit(fetched.address).path)).stem or "afbeelding"
    file = ContentFile(fetched.content, name=f"{name[:80]}.{ending}")
    title = (picture.alt or name)[:255]
    image: AbstractImage = get_image_model().objects.create(title=title, file=file, file_size=file.size)
    return image


def _fetched(address: str, page_address: str) -> Fetched:
    page = urlsplit(page_address)
    if page.scheme != "file":
        return fetch(address, at_most=MOST_BYTES, may_visit=public_or_on(page.hostname))
    if urlsplit(address).scheme != "file":
        return fetch(address, at_most=MOST_BYTES, may_visit=public_or_on(None))
    return read_file(path_of(address), at_most=MOST_BYTES, below=path_of(page_address).parent)


def _checked(content: bytes) -> str:
    """The ending for its name; the bytes decide what it is, not the name that it had."""
    try:
        with Pillow.open(io.BytesIO(content), formats=list(ENDINGS)) as image:
            ending, (width, height) = ENDINGS[str(image.format)], image.size
            if width * height > MOST_PIXELS or ending not in settings.WAGTAILIMAGES_EXTENSIONS:
                raise NotFetchedError("de afbeelding is te groot")
            image.verify()
    except (UnidentifiedImageError, Pillow.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise NotFetchedError("dit is geen afbeelding die wij kunnen tonen") from error
    return ending

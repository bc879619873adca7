"""A picture without what the camera wrote into it: where it was taken, when, with whose telephone, a smaller copy of it."""

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, ImageSequence

KEPT = ("icc_profile", "transparency", "background", "duration", "loop", "disposal", "blend", "gamma")
NOTHING: dict[str, Any] = {"exif": b"", "xmp": b"", "comment": b""}
# Nobody sees the difference; a JPEG that needs no turning is written with its own tables.
QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": 0, "optimize": True},
    "WEBP": {"quality": 95, "method": 4},
    "AVIF": {"quality": 90},
    "PNG": {"optimize": True},
    "GIF": {},
}


class SeenOnly(ContentFile):
    """A picture that was made by `seen_only`."""


def seen_only(content: bytes) -> bytes:
    """The same picture, made anew from its pixels: the way up that the camera meant, and nothing beside or behind them.

    Raises what Pillow raises for what is no picture.
    """
    with Image.open(io.BytesIO(content), formats=list(QUALITY)) as image:
        kind = str(image.format)
        how = {**QUALITY[kind], **NOTHING, **{name: image.info[name] for name in KEPT if name in image.info}}
        written = io.BytesIO()
        if getattr(image, "n_frames", 1) > 1:
            frames = [_bare(frame) for frame in ImageSequence.Iterator(image)]
            frames[0].save(written, kind, save_all=True, append_images=frames[1:], **{**how, **_timing(image)})
        else:
            _bare(image).save(written, kind, **how)
    return written.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(image).copy()
    turned.info = {}
    return turned


def _timing(image: Image.Image) -> dict[str, Any]:
    """How long each picture of a moving one stays."""
    durations = [frame.info.get("duration", 0) for frame in ImageSequence.Iterator(image)]
    return {"duration": durations} if any(durations) else {}

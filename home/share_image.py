"""Draws the share image: the title beside two fields of view, as in templates/components/two_views.html.

Our own shapes, colours (static/css/tokens.css) and letters. Nothing is written to disk: a picture is drawn when it is
asked for, and the last ones stay in memory (some 25 KB each).
"""

import functools
import io

from django.contrib.staticfiles import finders
from PIL import Image, ImageChops, ImageDraw, ImageFont

DESIGN = 1  # raise it when the drawing changes: pictures get new addresses
WIDTH, HEIGHT = 1200, 630
MARGIN, COLUMN, DEEPEST = 72, 560, 440  # the title's room: from the margin, this wide, down to here
SIZES = (76, 68, 60, 52, 44, 36)
LEADING = 1.16
SMOOTH = 3  # Pillow draws hard edges: drawn three times as large and made small

PAPER, SUNK, INK, QUIET = "#fbf7f0", "#f3ece1", "#22292e", "#525c61"
TEAL, CLAY, PLUM, LIGHT = "#2a8290", "#c96f3f", "#6b2f58", "#f6cf8f"
PALE = 102  # how much of the thin lines is seen, of 255
TITLE_FONTS = ("fraunces-600", "atkinson-700")  # that of our headings holds fewer letters (static/fonts/README.md)


@functools.lru_cache(maxsize=128)
def share_image(title: str) -> bytes:
    """A PNG of 1200 by 630. A title in letters that our fonts lack is left out: boxes help nobody."""
    image = _backdrop().copy()
    name = next((name for name in TITLE_FONTS if _can_write(title, name)), None)
    if name:
        font, lines = _fitting(title, name)
        draw = ImageDraw.Draw(image)
        for number, line in enumerate(lines):
            draw.text((MARGIN, MARGIN + number * font.size * LEADING), line, font=font, fill=INK)
    file = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


@functools.cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(finders.find(f"fonts/{name}.woff2")), size, layout_engine=ImageFont.Layout.BASIC)


def _can_write(text: str, name: str) -> bool:
    font = _font(name, SIZES[-1])
    unknown = bytes(font.getmask("\uffff"))
    return all(letter.isspace() or bytes(font.getmask(letter)) != unknown for letter in set(text))


def _fitting(title: str, name: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the title fits its room; in the smallest, what does not fit is cut off."""
    for size in SIZES:
        font = _font(name, size)
        lines = _lines(title, font)
        room = int((DEEPEST - MARGIN) / (size * LEADING))
        if len(lines) <= room and all(font.getlength(line) <= COLUMN for line in lines):
            return font, lines
    return font, [*lines[: room - 1], f"{lines[room - 1]} …"] if len(lines) > room else lines


def _lines(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > COLUMN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@functools.cache
def _backdrop() -> Image.Image:
    """Everything but the title."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SUNK)
    views, mark = _small(_views()), _small(_fields(64, 44, 40))
    image.paste(views, (WIDTH - views.width, HEIGHT - views.height), views)
    image.paste(mark, (MARGIN, HEIGHT - MARGIN - mark.height), mark)
    draw = ImageDraw.Draw(image)
    beside = MARGIN + mark.width + 20
    draw.text((beside, HEIGHT - MARGIN - 31), "Perspectief", font=_font("fraunces-600", 38), fill=INK, anchor="ls")
    draw.text((beside, HEIGHT - MARGIN), "Herstelbemiddeling", font=_font("atkinson-400", 27), fill=QUIET, anchor="ls")
    return image


def _small(image: Image.Image) -> Image.Image:
    return image.resize((image.width // SMOOTH, image.height // SMOOTH), Image.Resampling.LANCZOS)


def _circle(
    draw: ImageDraw.ImageDraw,
    x: float,
    y: float,
    radius: float,
    *,
    fill: str | int | None = None,
    outline: int | None = None,
    width: int = 1,
) -> None:
    box = [SMOOTH * edge for edge in (x - radius, y - radius, x + radius, y + radius)]
    draw.ellipse(box, fill=fill, outline=outline, width=width)


def _field(width: int, height: int, *, x: int, radius: int) -> Image.Image:
    """What is seen from a corner at the bottom."""
    mask = Image.new("L", (width * SMOOTH, height * SMOOTH))
    _circle(ImageDraw.Draw(mask), x, height, radius, fill=255)
    return mask


def _fields(width: int, height: int, radius: int, lines: Image.Image | None = None) -> Image.Image:
    """Two fields of view, and a third colour where they meet."""
    image = Image.new("RGBA", (width * SMOOTH, height * SMOOTH))
    left, right = (_field(width, height, x=x, radius=radius) for x in (0, width))
    image.paste(TEAL, mask=left)
    image.paste(CLAY, mask=right)
    if lines:
        image.paste(PAPER, mask=lines)
    image.paste(PLUM, mask=ImageChops.multiply(left, right))
    return image


def _views() -> Image.Image:
    """The drawing of the front page, 560 by 400: a light that both see, and a way between the two."""
    lines = Image.new("L", (560 * SMOOTH, 400 * SMOOTH))
    for radius in (300, 240, 180, 120, 60):
        for corner in (0, 560):
            _circle(ImageDraw.Draw(lines), corner, 400, radius, outline=PALE, width=4)
    image = Image.new("RGBA", lines.size)
    _circle(ImageDraw.Draw(image), 280, 128, 52, fill=LIGHT)
    image.alpha_composite(_fields(560, 400, 360, lines))
    draw = ImageDraw.Draw(image)
    for x in range(60, 501, 9):
        _circle(draw, x, 352 + 18 * ((x - 280) / 220) ** 2, 2, fill=LIGHT)
    for x in (60, 500):
        _circle(draw, x, 370, 13, fill=LIGHT)
    return image

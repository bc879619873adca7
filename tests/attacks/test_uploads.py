"""What colleagues upload is what it says, shows nothing but itself, and can run nowhere (OWASP A04; WSTG-BUSL-08, 09)."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow
from PIL import ImageOps, PngImagePlugin
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from perspectief.headers import UPLOADS_POLICY
from perspectief.uploads.images import seen_only
from tests.attacks.payloads import MARK
from tests.attacks.place import Place
from tests.attacks.wire import ask
from tests.cast import Player

SECRET = "Kerkstraat 1, Noor"
PICTURES, DOCUMENTS, SEVERAL = "/beheer/images/add/", "/beheer/documents/add/", "/beheer/images/multiple/add/"
LIES = {
    "script.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>zqx7()</script></svg>",
    "script.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='zqx7()'/>",
    "page.jpg": b"<html><script>zqx7()</script></html>",
    "page.html": b"<html></html>",
    "shell.php": b"<?php system($_GET[0]);",
    "shell.php.png": b"\x89PNG\r\n\x1a\n<?php system($_GET[0]);",
    "cut.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
}


def _picture(kind: str = "JPEG", *, turned: int = 6, size: tuple[int, int] = (40, 20)) -> bytes:
    """With where it was taken, who took it, and that the camera was turned."""
    image = Pillow.new("RGB", size, "white")
    for x in range(size[0] // 2):
        for y in range(size[1]):
            image.putpixel((x, y), (200, 0, 0))
    exif = Pillow.Exif()
    exif[0x0112], exif[0x010E], exif[0x013B] = turned, SECRET, SECRET
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 12.0)
    more: dict[str, Any] = {"exif": exif}
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", SECRET)
    if kind in ("JPEG", "WEBP"):
        more["xmp"] = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    if kind == "GIF":
        more = {"comment": SECRET.encode()}
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


@pytest.mark.pure
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_of_a_picture_only_what_is_seen_is_left(kind: str) -> None:
    before = _picture(kind)
    assert SECRET.encode() in before
    after = seen_only(before + b"<?php " + SECRET.encode())  # behind the picture too
    assert SECRET.encode() not in after
    with Pillow.open(io.BytesIO(before)) as taken, Pillow.open(io.BytesIO(after)) as kept:
        assert kept.format == kind
        assert not dict(kept.getexif())
        assert not {"xmp", "comment", "Comment", "exif"} & kept.info.keys()
        meant = ImageOps.exif_transpose(taken).convert("RGB")
        assert kept.size == meant.size
        for corner in ((2, 2), (kept.width - 3, kept.height - 3)):
            pairs = zip(kept.convert("RGB").getpixel(corner), meant.getpixel(corner), strict=True)  # type: ignore[arg-type]  # three colours
            assert max(abs(one - other) for one, other in pairs) < 30


@pytest.mark.pure
def test_a_moving_picture_keeps_moving() -> None:
    frames = [Pillow.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue", "white")]
    written = io.BytesIO()
    frames[0].save(
        written,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[100, 200, 300, 400],
        loop=0,
        comment=SECRET.encode(),
    )
    after = seen_only(written.getvalue())
    with Pillow.open(io.BytesIO(after)) as kept:
        assert getattr(kept, "n_frames", 1) == 4
        assert kept.info["duration"] == 100
    assert SECRET.encode() not in after


def _kept(row: Any) -> bytes:
    return Path(row.file.path).read_bytes()


@pytest.mark.django_db
def test_a_picture_and_what_is_cut_from_it_tell_nothing_else(editor: Player) -> None:
    reply = editor.client.post(PICTURES, {"title": "Foto", "file": SimpleUploadedFile("foto.jpg", _picture())})
    assert reply.status_code == 302
    image = get_image_model().objects.get()
    assert (image.width, image.height) == (20, 40)  # the way up that was meant
    for file in (image, image.get_rendition("width-10"), image.get_rendition("original")):
        assert SECRET.encode() not in _kept(file)
        with Pillow.open(file.file.path) as kept:
            assert not dict(kept.getexif())


@pytest.mark.django_db
def test_every_other_way_in_takes_it_away_too(editor: Player) -> None:
    sent = editor.client.post(
        SEVERAL, {"files[]": SimpleUploadedFile("a.jpg", _picture())}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert sent.json()["success"]
    odd = {"files[]": SimpleUploadedFile("b.jpg", _picture()), "title": "x" * 300}  # kept apart until the title is mended
    assert editor.client.post(SEVERAL, odd, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 200
    get_image_model().objects.create(title="Van elders", file=ContentFile(_picture(), name="c.jpg"))
    folder = Path(get_image_model().objects.first().file.path).parents[1]
    pictures = [file for file in folder.rglob("*.jpg") if file.is_file()]
    assert len(pictures) >= 3
    assert not [file for file in pictures if SECRET.encode() in file.read_bytes()]


@pytest.mark.django_db
@pytest.mark.parametrize("name", LIES)
def test_what_is_no_picture_is_refused(editor: Player, name: str) -> None:
    reply = editor.client.post(PICTURES, {"title": "Foto", "file": SimpleUploadedFile(name, LIES[name])})
    assert reply.status_code == 200
    assert not get_image_model().objects.exists()
    several = editor.client.post(
        SEVERAL, {"files[]": SimpleUploadedFile(name, LIES[name])}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert not several.json()["success"]


def _zip(*names: str, mimetype: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return written.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
OPEN = "application/vnd.oasis.opendocument.text"
HONEST = {"a.pdf": b"%PDF-1.7\n%%EOF", "a.docx": _zip(*WORD), "a.odt": _zip("content.xml", mimetype=OPEN)}
DISHONEST = {
    "html.pdf": b"<html>%PDF-1.7</html>",
    "empty.pdf": b"",
    "exe.docx": b"MZ" + b"\0" * 100,
    "plain.docx": _zip("a.txt"),
    "macros.docx": _zip(*WORD, "word/vbaProject.bin"),
    "macros.odt": _zip("Basic/x.xml", mimetype=OPEN),
    "other.odt": _zip("content.xml", mimetype="image/svg+xml"),
    "broken.docx": b"PK\x03\x04" + b"\xff" * 100,
    "late.docx": b"<html>" + _zip(*WORD),
    "a.html": b"<html>",
    "a.svg": LIES["script.svg"],
    "a.zip": _zip("a"),
    "a.exe": b"MZ",
    "a.pdf.html": b"%PDF-1.7",
    "many.docx": _zip(*WORD, *(f"{n}" for n in range(5_001))),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*HONEST, *DISHONEST])
def test_a_document_is_what_its_name_says(editor: Player, name: str) -> None:
    content = HONEST.get(name, DISHONEST.get(name, b""))
    editor.client.post(DOCUMENTS, {"title": "Stuk", "file": SimpleUploadedFile(name, content)})
    assert get_document_model().objects.exists() is (name in HONEST)


@pytest.mark.django_db
def test_what_is_too_large_is_refused(editor: Player, settings: Any) -> None:
    large = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"\0" * (settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1))
    assert editor.client.post(DOCUMENTS, {"title": "Stuk", "file": large}).status_code == 200
    assert not get_document_model().objects.exists()
    bomb = io.BytesIO()
    Pillow.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 200_000
    assert (
        editor.client.post(PICTURES, {"title": "Bom", "file": SimpleUploadedFile("b.png", bomb.getvalue())}).status_code
        == 200
    )
    assert not get_image_model().objects.exists()


@pytest.mark.django_db
def test_django_gives_an_uploaded_file_that_can_run_nothing(editor: Player, visitor: Client) -> None:
    editor.client.post(DOCUMENTS, {"title": "Stuk", "file": SimpleUploadedFile("stuk.pdf", HONEST["a.pdf"])})
    editor.client.post(PICTURES, {"title": "Foto", "file": SimpleUploadedFile("foto.jpg", _picture())})
    document, picture = get_document_model().objects.get(), get_image_model().objects.get()
    for row, disposition in ((document, "attachment"), (picture, None)):
        reply = visitor.get(f"/media/{row.file.name}")
        reply.close()  # the file behind it, which a server closes
        assert reply.status_code == 200
        assert reply["Content-Security-Policy"] == UPLOADS_POLICY
        assert reply["X-Content-Type-Options"] == "nosniff"
        assert reply.get("Content-Disposition", None) in (disposition, f'inline; filename="{Path(row.file.name).name}"')


@pytest.mark.parametrize(
    "name", ["documents/a.pdf", "documents/a.html", "images/a.jpg", "images/a.svg", "original_images/a.php", "a.html"]
)
def test_nginx_gives_an_uploaded_file_that_can_run_nothing(standing: Place, name: str) -> None:
    file = standing.media / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"<script>{MARK}()</script>")
    for port in (standing.proxy.public, standing.proxy.staff):
        reply = ask(standing.proxy, f"/media/{name}".encode(), port=port)
        assert reply.status == 200
        assert reply.headers["content-security-policy"] == UPLOADS_POLICY
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"
        assert reply.headers["content-type"] in ("application/octet-stream", "application/pdf", "image/jpeg")
        assert reply.headers.get("content-disposition", "") == ("attachment" if name.startswith("documents/") else "")
        assert ask(standing.proxy, f"/media/{name}".encode(), port=port, method="POST").status in (403, 405)

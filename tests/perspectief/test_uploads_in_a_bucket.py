"""Uploaded files in a bucket: a real server that speaks S3, and nginx before it as deploy/nginx has it."""

import contextlib
import http.client
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from information.models import InformationPage
from perspectief.operations.backups.uploads import uploaded_files
from perspectief.settings.media import uploads
from tests.cast import Player
from tests.nginx import DEPLOYED, HOST, listening, understood
from tests.processes import ROOT, Surroundings
from tests.serving import free_ports

BUCKET = "perspectief"
PDF = b"%PDF-1.7\n%%EOF"
SERVER = """
  access_log off;
  server {{ listen {host}:{port}; include perspectief/uploads-from-bucket.conf; location / {{ return 404; }} }}
"""


@dataclass(frozen=True)
class Storage:
    """`folder`: where the server keeps the bucket. `endpoint` speaks S3; `site` is what visitors ask."""

    folder: Path
    endpoint: str
    site: str

    @property
    def told(self) -> dict[str, str]:
        keys = {"MEDIA_S3_ACCESS_KEY": "known", "MEDIA_S3_SECRET_KEY": "secret", "MEDIA_S3_REGION": "nl"}
        return {"MEDIA_S3_BUCKET": BUCKET, "MEDIA_S3_ENDPOINT": self.endpoint, **keys}

    def kept(self) -> dict[str, bytes]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    folder = tmp_path_factory.mktemp("bucket")
    (folder / "kept" / BUCKET).mkdir(parents=True)
    behind, port = free_ports(2)
    storage = Storage(folder / "kept" / BUCKET, f"http://{HOST}:{behind}", f"{HOST}:{port}")
    (folder / "perspectief").mkdir()
    for file in ("uploads-from-bucket.conf", "from-bucket.conf"):
        text = (DEPLOYED / file).read_text().replace("https://s3.example.nl", storage.endpoint)
        (folder / "perspectief" / file).write_text(understood(text.replace("/example-bucket/", f"/{BUCKET}/")))
    command = [Path(sys.executable).with_name("localbucket"), folder / "kept", "--port", str(behind)]
    bucket = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with listening(folder, SERVER.format(host=HOST, port=port), port=port, connections=32):
            _wait_for(storage)
            yield storage
    finally:
        bucket.terminate()
        bucket.wait()


@pytest.fixture
def storage(servers: Storage, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    """Empty, and where this process keeps files."""
    for path in servers.folder.iterdir():
        shutil.rmtree(path)
    for name, value in servers.told.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "default": uploads()}
    return servers


def _wait_for(storage: Storage) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            if _get(storage, "/media/images/x.jpg")[0] == 404:
                return
        time.sleep(0.1)
    raise AssertionError("The servers do not answer.")


def _get(storage: Storage, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    with contextlib.closing(http.client.HTTPConnection(storage.site, timeout=20)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def _upload(editor: Player) -> None:
    picture = SimpleUploadedFile("foto.png", get_test_image_file(size=(1400, 900)).file.getvalue())
    assert editor.client.post("/beheer/images/add/", {"title": "Foto", "file": picture}).status_code == 302
    document = SimpleUploadedFile("folder.pdf", PDF)
    assert editor.client.post("/beheer/documents/add/", {"title": "Folder", "file": document}).status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded_site")
def test_what_an_editor_uploads_is_on_the_page_and_comes_by_our_own_name(
    editor: Player, visitor: Client, storage: Storage
) -> None:
    _upload(editor)
    image, document = get_image_model().objects.get(), get_document_model().objects.get()
    page = InformationPage.objects.get(slug="contact", locale__language_code="nl")
    text = f'<p><a linktype="document" id="{document.pk}">een document</a></p>'
    page.body = [("figure", {"image": image, "caption": ""}), ("text", {"heading": "Kop", "text": text})]
    page.save_revision().publish()
    html = visitor.get("/contact/").text
    named = set(re.findall(r"/media/[^\s\"]+", html))
    assert len(named) == 4, html  # three widths, and the document
    assert storage.endpoint not in html
    for path in named:
        status, headers, body = _get(storage, path)
        assert status == 200
        assert body == storage.kept()[path.removeprefix("/media/")]
        assert headers["content-type"] == ("application/pdf" if path.endswith("pdf") else "image/png")
        assert headers.get("content-disposition") == ("attachment" if path.endswith("pdf") else None)
    assert f"documents/{Path(document.file.name).name}" in storage.kept()


@pytest.mark.django_db
def test_a_file_of_the_same_name_takes_the_place_of_no_other(editor: Player, storage: Storage) -> None:
    _upload(editor)
    _upload(editor)
    rows = [*get_image_model().objects.all(), *get_document_model().objects.all()]
    assert len({row.file.name for row in rows}) == 4
    assert {row.file.name for row in rows} <= set(storage.kept())


@pytest.mark.django_db
def test_a_backup_is_made_of_the_bucket(editor: Player, storage: Storage) -> None:
    _upload(editor)
    with uploaded_files() as folder:
        copied = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert copied == storage.kept()
    assert len(copied) >= 2
    assert not folder.exists()


@pytest.mark.pure
def test_the_headers_are_those_of_files_on_the_disk_and_none_of_the_storage(servers: Storage) -> None:
    (servers.folder / "documents").mkdir(exist_ok=True)
    (servers.folder / "documents" / "a.pdf").write_bytes(PDF)
    headers = re.findall(r'(?m)^    add_header ([\w-]+) "?(.*?)"? always;$', (DEPLOYED / "uploads.conf").read_text())
    assert len(headers) == 10
    status, told, _ = _get(servers, "/media/documents/a.pdf", Origin="https://elsewhere.example", Cookie="a=b")
    assert status == 200
    assert {name.lower(): value for name, value in headers}.items() <= told.items()
    assert not [name for name in told if name.startswith(("x-amz", "access-control", "set-cookie", "server"))]
    missing = _get(servers, "/media/documents/b.pdf")
    assert missing[0] == 404
    assert b"NoSuchKey" not in missing[2]
    assert _get(servers, "/media/documents/a.pdf", Range="bytes=0-3")[2] == PDF[:4]


@pytest.mark.pure
def test_nobody_gets_a_list_of_files_or_what_is_in_another_bucket(servers: Storage) -> None:
    other = servers.folder.with_name("other")
    other.mkdir()
    (other / "x").write_bytes(PDF)
    lists = ("/media/", "/media/?list-type=2", "/media/documents/?uploads", "/media/documents", "/media")
    ways = (
        "../other/x",
        "..%2fother%2fx",
        "documents/../../other/x",
        "%2e%2e/other/x",
        "..;/other/x",
        "/other/x",
        "%252e%252e/other/x",
    )
    for path in (*lists, *(f"/media/{way}" for way in ways)):
        status, _, body = _get(servers, path)
        assert status in (301, 400, 404), path
        assert PDF not in body


@pytest.mark.pure
def test_a_setting_that_is_not_right_stops_the_start(surroundings: Surroundings, servers: Storage) -> None:
    ask = "from django.conf import settings; print(settings.STORAGES['default']['BACKEND'])"
    assert surroundings.start("public", ask).stdout == "perspectief.uploads.storage.UploadsStorage\n"
    assert surroundings.start("public", ask, **servers.told).stdout == "perspectief.uploads.bucket.UploadsInBucket\n"
    wrong = surroundings.start("public", ask, **{**servers.told, "MEDIA_S3_SECRET_KEY": None})
    assert "MEDIA_S3_SECRET_KEY is missing" in wrong.stderr
    wrong = surroundings.start("public", ask, **{**servers.told, "MEDIA_S3_ENDPOINT": "s3.example.nl"})
    assert wrong.stderr == "The setting MEDIA_S3_ENDPOINT has to be an address like https://s3.example.nl.\n"
    hidden = f"import sys; sys.modules['storages'] = None; sys.path.insert(0, {str(ROOT / 'site')!r})\n{ask}"
    absent = surroundings.start("public", hidden, **servers.told)
    assert absent.stderr == "Uploaded files in a bucket need what is in requirements-s3.txt: give `make .venv/s3`.\n"

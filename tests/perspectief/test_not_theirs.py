"""Somebody's own: a colleague who may use an address gets nothing at it that is another's (OWASP A01; WSTG-ATHZ-04).

Which roles may use an address at all stands in matrix.txt; here they may, and ask for what belongs to somebody else.
"""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.admin.models import EditingSession
from wagtail.images import get_image_model
from wagtail.models import Page, UploadedFile

from perspectief.accounts import roles
from perspectief.accounts.twofactor.models import StaffSession
from selfreferral.intake.models import Referral
from tests.cast import Player
from tests.selfreferral.intake.conftest import referral, send_in

__all__ = ["referral", "send_in"]

pytestmark = pytest.mark.usefixtures("seeded_site", "db")

EVERYBODY = ("writer", "editor", "intake_worker", "coordinator", "auditor", "technician", "technical_administrator")
DEVICES, SECRET = "/beheer/account/apparaten/", "Zebedeus"
REFUSED = (302, 403, 404, 405)


@pytest.fixture(params=EVERYBODY)
def somebody(request: pytest.FixtureRequest) -> Player:
    """In each role."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def other(other_intake_worker: Player) -> Player:
    """Whose things are asked for: a colleague with a passkey, who is logged in."""
    Authenticator.objects.create(user=other_intake_worker.user, type="webauthn", data={"name": SECRET})
    other_intake_worker.client.get("/beheer/")
    return other_intake_worker


def test_nobody_removes_the_passkey_of_another(somebody: Player, other: Player) -> None:
    key = Authenticator.objects.get(user=other.user, type="webauthn")
    for method in ("get", "post"):
        reply = getattr(somebody.client, method)(reverse("mfa_remove_webauthn", args=[key.pk]))
        assert reply.status_code in REFUSED
        assert SECRET not in reply.text
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_nobody_sees_or_ends_the_session_of_another_among_their_own(somebody: Player, other: Player) -> None:
    session = StaffSession.objects.filter(person=other.user).latest("pk")
    somebody.client.get("/beheer/")
    listed = somebody.client.get(DEVICES)
    assert f'value="{session.pk}"' not in listed.text
    somebody.client.post(DEVICES, {"session": str(session.pk)})
    assert other.client.get("/beheer/").status_code == 200


def test_only_who_manages_accounts_sees_how_a_colleague_logs_in(somebody: Player, other: Player) -> None:
    may = (
        somebody.user.is_superuser or somebody.user.groups.filter(name__in=(roles.COORDINATORS, roles.TECHNICIANS)).exists()
    )
    for name in ("twofactor_colleague", "twofactor_end_sessions", "twofactor_reset"):
        for method in ("get", "post"):
            reply = getattr(somebody.client, method)(reverse(name, args=[other.user.pk]))
            assert may or reply.status_code in REFUSED, name
    assert may or other.client.get("/beheer/").status_code == 200


def _picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (4, 4)).save(kept, "PNG")
    return kept.getvalue()


def test_nobody_finishes_or_drops_the_upload_of_another(editor: Player, writer: Player) -> None:
    kept = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(get_image_model()),
        file=ContentFile(_picture(), "geheim.png"),
        uploaded_by_user=editor.user,
    )
    for name in ("wagtailimages:create_multiple_from_uploaded_image", "wagtailimages:delete_upload_multiple"):
        reply = writer.client.post(
            reverse(name, args=[kept.pk]), {"title": "x"}, headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert reply.status_code in REFUSED, name
    assert UploadedFile.objects.filter(pk=kept.pk).exists()


def test_nobody_ends_the_work_of_another_on_a_page(editor: Player, writer: Player) -> None:
    page = Page.objects.get(slug="contact", locale__language_code="nl")
    theirs = EditingSession.objects.create(user=editor.user, content_object=page, last_seen_at=timezone.now())
    assert writer.client.post(reverse("wagtailadmin_editing_sessions:release", args=[theirs.pk])).status_code in (
        *REFUSED,
        200,
    )
    assert EditingSession.objects.filter(pk=theirs.pk).exists()


def test_no_draft_of_a_page_is_shown_to_who_writes_none(somebody: Player) -> None:
    page = Page.objects.get(slug="contact", locale__language_code="nl").specific
    page.lead = SECRET
    revision = page.save_revision()
    writes = somebody.user.is_superuser or somebody.user.groups.filter(page_permissions__isnull=False).exists()
    addresses = [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("edit", "view_draft", "history")]
    addresses.append(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]))
    addresses.append(reverse("wagtailadmin_api:pages:detail", args=[page.pk]))
    for address in addresses:
        reply = somebody.client.get(address)
        assert writes or SECRET not in reply.text, address


def test_a_note_goes_to_the_referral_that_is_named_and_to_no_other(
    intake_worker: Player, send_in, referral: Referral
) -> None:
    second = send_in(name=SECRET)
    address = reverse("aanmeldingen:add_note", args=[referral.pk])
    intake_worker.client.post(address, {"text": "Gebeld.", "referral": str(second.pk), "referral_id": str(second.pk)})
    assert second.notes.count() == 0
    assert referral.notes.count() == 1
    assert SECRET not in intake_worker.client.get(reverse("aanmeldingen:referral", args=[referral.pk])).text

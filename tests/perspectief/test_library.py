"""Pictures, documents and collections one by one: nobody gets at one that is not theirs (OWASP A01, API1; WSTG-ATHZ-04)."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, Page

from perspectief import checks
from tests.cast import Player
from tests.staff_addresses import staff_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECRET, CHANGED = "Zebedeus", "Gewijzigd"
REFUSED = (302, 403, 404, 405)
WITHOUT = ("intake_worker", "coordinator", "auditor", "technician")
# Asked for by their numbers in the query, or by another kind of name than a number in the address.
ASKED = {
    "wagtailimages_chooser:chosen": "picture",
    "wagtaildocs_chooser:chosen": "document",
    "wagtailimages_chooser:chosen_multiple": "picture",
    "wagtaildocs_chooser:chosen_multiple": "document",
}


@dataclass(frozen=True)
class Library:
    """A collection of somebody else, and what is in it."""

    collection: Collection
    picture: Any
    document: Any

    def is_untouched(self) -> bool:
        titles = {self.picture.title, self.document.title, self.collection.name}
        for row in (self.picture, self.document, self.collection):
            row.refresh_from_db()
        return {self.picture.title, self.document.title, self.collection.name} == titles == {SECRET}

    def addresses(self) -> Iterator[str]:
        """Of each of the three, every one that names it."""
        for row, kind in ((self.picture, "image"), (self.document, "doc"), (self.collection, "collection")):
            for address in staff_addresses(int=str(row.pk), path=f"{row.pk}/"):
                if kind in address and f"/{row.pk}/" in address:
                    yield address
        for name, kind in ASKED.items():
            pk = getattr(self, kind).pk
            yield reverse(name) + f"?id={pk}" if name.endswith("multiple") else reverse(name, args=[pk])


@pytest.fixture
def library() -> Library:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    collection = Collection.get_first_root_node().add_child(name=SECRET)
    kept = {"title": SECRET, "collection": collection}
    picture = get_image_model().objects.create(file=ContentFile(drawn.getvalue(), "a.png"), **kept)
    return Library(collection, picture, get_document_model().objects.create(file=ContentFile(b"%PDF-1.7", "a.pdf"), **kept))


@pytest.fixture
def neighbour(outsider: Player) -> Player:
    """Keeps pictures and documents in a collection of their own, and in no other."""
    group = Group.objects.create(name="Buren")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    own = Collection.get_first_root_node().add_child(name="Van de buren")
    for right in Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
        codename__regex="^(add|change|delete|choose)_(image|document)$",
    ):
        GroupCollectionPermission.objects.create(group=group, collection=own, permission=right)
    outsider.user.groups.add(group)
    return outsider


@pytest.fixture
def somebody(request: pytest.FixtureRequest) -> Player:
    return request.getfixturevalue(request.param)


def _text(reply: Any) -> str:
    return reply.getvalue().decode("latin-1") if reply.streaming else reply.text


def _sent(library: Library) -> dict[str, Any]:
    """What a form about any of them would send."""
    return {"title": CHANGED, "name": CHANGED, "collection": library.collection.pk, "alt_text": "x", "format": "fullwidth"}


def _nothing_comes(client: Client, library: Library) -> int:
    tried = 0
    for address in library.addresses():
        for ask in (client.get, lambda where: client.post(where, _sent(library))):
            reply = ask(address)
            assert reply.status_code in REFUSED, (address, reply.status_code)
            assert SECRET not in _text(reply), address
            tried += 1
    assert library.is_untouched()
    return tried


@pytest.mark.parametrize("somebody", [*WITHOUT, "neighbour"], indirect=True)
def test_who_has_no_right_on_a_collection_gets_nothing_in_it(somebody: Player, library: Library) -> None:
    assert _nothing_comes(somebody.client, library) > 50


def test_a_visitor_is_asked_to_log_in(visitor: Client, library: Library) -> None:
    for address in library.addresses():
        for reply in (visitor.get(address), visitor.post(address, _sent(library))):
            is_asked = reply.status_code == 302 and reply["Location"].startswith("/beheer/login/")
            assert is_asked or reply.status_code == 403, address
            assert SECRET not in reply.text
    assert library.is_untouched()


def test_who_loses_the_right_while_logged_in_gets_nothing_more(editor: Player, library: Library) -> None:
    for name, row in (("wagtailimages:edit", library.picture), ("wagtaildocs:edit", library.document)):
        assert SECRET in editor.client.get(reverse(name, args=[row.pk])).text
    editor.user.groups.set([_without_library()])
    assert _nothing_comes(editor.client, library) > 50


def _without_library() -> Group:
    group = Group.objects.create(name="Alleen binnen")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index", *ASKED])
def test_lists_show_a_neighbour_their_own_alone(neighbour: Player, library: Library, name: str) -> None:
    lists = {"chosen": "choose", "chosen_multiple": "choose_results"}
    space, _, view = name.partition(":")
    reply = neighbour.client.get(reverse(f"{space}:{lists.get(view, view)}"))
    assert reply.status_code == 200
    assert "a.png" not in reply.text
    assert SECRET not in reply.text


# Of many at once. Wagtail answers who may not with a page that says of which.
BULK = {"image": ("delete", "add_to_collection", "add_tags"), "document": ("delete", "add_to_collection", "add_tags")}


@pytest.mark.parametrize("somebody", ["intake_worker", "neighbour"], indirect=True)
def test_nor_many_at_once(somebody: Player, library: Library) -> None:
    for kind, actions in BULK.items():
        label, pk = ("wagtailimages", library.picture.pk) if kind == "image" else ("wagtaildocs", library.document.pk)
        for action in actions:
            address = reverse("wagtail_bulk_action", args=[label, kind, action]) + f"?id={pk}&next=/beheer/"
            for reply in (somebody.client.get(address), somebody.client.post(address, _sent(library) | {"tags": CHANGED})):
                assert reply.status_code == 403, address
    assert library.is_untouched()
    assert not library.picture.tags.exists()


@pytest.mark.parametrize("asked", ["id={}", "id=all", "id=all&q=Zebedeus", "id=all&childOf=1"])
@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_nor_pages_to_who_writes_none(intake_worker: Player, asked: str, action: str) -> None:
    page = Page.get_first_root_node().add_child(instance=Page(title=SECRET, slug="zebedeus", live=False))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    reply = intake_worker.client.get(f"{address}?{asked.format(page.pk)}&next=/beheer/")
    assert reply.status_code == 403
    assert Page.objects.filter(title=SECRET, live=False).exists()


def test_who_may_works_on_many_at_once_as_ever(editor: Player, library: Library) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
    for asked in (f"id={library.picture.pk}", "id=all"):
        assert SECRET in editor.client.get(f"{address}?{asked}&next=/beheer/").text


@pytest.mark.parametrize("written", ["{}", "0{}", " {}", "+{}", "00000000000000000000000{}"])
def test_however_its_number_is_written(neighbour: Player, library: Library, written: str) -> None:
    address = reverse("wagtailimages_chooser:chosen_multiple")
    reply = neighbour.client.get(address, {"id": written.format(library.picture.pk)})
    assert reply.status_code == 403


@pytest.mark.parametrize("written", ["x", "-1", "9" * 12, "9" * 30, "1.0", "\u00b2"])
def test_what_is_no_number_of_a_picture_is_no_failure(neighbour: Player, written: str) -> None:
    reply = neighbour.client.get(reverse("wagtailimages_chooser:chosen", args=[written]))
    assert reply.status_code == 404


def test_who_may_chooses_as_ever(editor: Player, library: Library) -> None:
    for name, kind in ASKED.items():
        pk = getattr(library, kind).pk
        address = reverse(name) + f"?id={pk}" if name.endswith("multiple") else reverse(name, args=[pk])
        assert SECRET in editor.client.get(address).text, name


def test_a_collection_cannot_be_said_to_be_private(technical_administrator: Player, library: Library) -> None:
    """What is in it lies at an address of the proxy, which asks nobody who they are."""
    client, pk = technical_administrator.client, library.collection.pk
    page = client.get(reverse("wagtailadmin_collections:edit", args=[pk])).text
    assert "Een collectie kan niet besloten zijn." in page
    address = reverse("wagtailadmin_collections:set_privacy", args=[pk])
    assert address not in page
    assert client.post(address, {"restriction_type": "login"}).status_code == 404
    assert not CollectionViewRestriction.objects.exists()


def test_one_that_was_said_to_be_private_before_is_named(library: Library) -> None:
    assert list(checks.collections(databases=["default"])) == []
    CollectionViewRestriction.objects.create(collection=library.collection, restriction_type="login")
    (found,) = checks.collections(databases=["default"])
    assert (found.id, SECRET in found.msg) == ("perspectief.E017", True)

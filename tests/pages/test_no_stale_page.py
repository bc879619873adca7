"""Who changed something sees it at the next request, in every worker of every process. On a real server, on PostgreSQL.

The keeper is halted first: so nobody empties the store but the process in which the change was made, before it answers.
"""

import json
from collections.abc import Iterator

import pytest

from perspectief.pages.store import Store
from tests.pages.place import Place

CONTACT = 'at("/contact/")'
KEPT = ("/contact/", "/privacy/", "/veilig-bezoek/", "/slachtoffers/", "/daders/", "/over-ons/", "/nut/", "/aanpak/")
# Empties the store at once, so nobody waits for the keeper to see something.
EMPTY = f'page = {CONTACT}; page.lead = "Een van {{}}."; page.save_revision().publish()'
CHANGES = {
    "a page is published": (
        f'page = {CONTACT}; page.lead = "Proef van de inleiding."; page.save_revision().publish()',
        "/contact/",
        "Proef van de inleiding.",
    ),
    "a title in the menu": (
        f'page = {CONTACT}; page.title = "Contactproef"; page.save_revision().publish()',
        "/daders/",
        ">Contactproef</a>",
    ),
    "the telephone number": (
        "from home.models import OrganisationSettings as O; one = O.load(); one.telephone = '+31302340046'; one.save()",
        "/privacy/",
        "030 234 00 46",
    ),
    "a help number": (
        "from home.models import *; number = HelpNumber.objects.first(); number.name = 'Proefdienst'; number.save()",
        None,
        "Proefdienst",
    ),
    "a translation": (
        'page = at("/contact/", "en"); page.lead = "Proof of the lead."; page.save_revision().publish()',
        "/en/contact/",
        "Proof of the lead.",
    ),
    "a scheduled page": (
        f"page = {CONTACT}; import datetime; from django.utils import timezone; page.lead = 'Op tijd gezet.';"
        " page.go_live_at = timezone.now() + datetime.timedelta(seconds=1); page.save_revision().publish();"
        " import time; time.sleep(1.5); from django.core.management import call_command;"
        " call_command('publish_scheduled', verbosity=0)",
        "/contact/",
        "Op tijd gezet.",
    ),
}
PICTURE = """
import io
from PIL import Image as Drawing
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
file = io.BytesIO()
Drawing.new("RGB", (400, 300), "{}").save(file, "PNG")
file.seek(0)
from wagtail.images.forms import get_image_form
from wagtail.models import Collection
known = get_image_model().objects.filter(title="Proef").first() or get_image_model()()
told = {{"title": "Proef", "collection": Collection.get_first_root_node().pk}}
form = get_image_form(get_image_model())(told, {{"file": ImageFile(file, name="{}.png")}}, instance=known)
assert form.is_valid(), form.errors
image = form.save()
"""


def test_a_change_that_django_sends_no_signal_for_is_seen_by_the_keeper(site: Place) -> None:
    site.staff.do('Page.objects.filter(slug="contact").update(title="Zonder sein")')
    site.wait_until("/contact/", "Zonder sein")
    site.wait_until_stored("/contact/")
    assert all(reply.is_stored and "Zonder sein" in reply.text for reply in site.everywhere("/contact/"))


def test_pages_that_were_made_before_a_change_are_never_served(site: Place) -> None:
    """Publish again and again while the keeper is making pages: whatever is stored, it is the last."""
    for number in range(8):
        words = f"Keer {number}."
        site.staff.do(f'page = {CONTACT}; page.lead = "{words}"; page.save_revision().publish()')
        assert all(words in reply.text for reply in site.everywhere("/contact/")), words
    site.wait_until_stored("/contact/")
    assert all(words in reply.text for reply in site.everywhere("/contact/"))


@pytest.fixture(scope="module")
def few_pages(server: Place) -> Iterator[None]:
    """Most pages are taken off, and come back: one change shows as well among a few, and the keeper is ready sooner."""
    pages = "pages = Page.objects.filter(depth__gt=2, live=True)"
    hidden = f"hidden = [page.pk for page in pages if not page.url_path.endswith({KEPT})]"
    server.staff.do(f"{pages}; {hidden}; Page.objects.filter(pk__in=hidden).update(live=False); {EMPTY.format('weinig')}")
    yield
    server.staff.do(f"Page.objects.filter(pk__in=hidden).update(live=True); {EMPTY.format('veel')}")


@pytest.fixture
def stored(few_pages: None, site: Place) -> Place:
    site.halt_keeper()
    return site


def _shown_somewhere(place: Place, words: str) -> bool:
    index = json.loads(next((place.store / "generations").glob("*/generation.json")).read_text())
    return any(words in place.get(address).text for address in index["pages"] if "?" not in address)


@pytest.mark.parametrize("deed", CHANGES)
def test_a_change_shows_at_the_next_request(stored: Place, deed: str) -> None:
    code, address, words = CHANGES[deed]
    if address:
        assert all(reply.is_stored and words not in reply.text for reply in stored.everywhere(address))
    stored.staff.do(code)
    if address is None:
        assert _shown_somewhere(stored, words)
    else:
        assert all(words in reply.text and not reply.is_stored for reply in stored.everywhere(address))


def test_a_picture_that_is_replaced_is_replaced_on_the_page(stored: Place) -> None:
    stored.staff.do(PICTURE.format("red", "rood"))
    stored.staff.do(
        f"page = {CONTACT}; page.body.append(('figure', {{'image': image, 'caption': 'Proefbeeld'}}));"
        " page.save_revision().publish()"
    )
    assert "rood" in stored.get("/contact/").text
    stored.go_on()
    stored.wait_until_stored("/contact/")
    stored.halt_keeper()
    assert all(reply.is_stored and "rood" in reply.text for reply in stored.everywhere("/contact/"))
    stored.staff.do(PICTURE.format("blue", "blauw"))
    assert all("blauw" in reply.text and "rood" not in reply.text for reply in stored.everywhere("/contact/"))


def test_an_unpublished_page_is_gone_everywhere_at_once(stored: Place) -> None:
    assert stored.get("/over-ons/aanpak/").is_stored
    stored.staff.do('at("/over-ons/aanpak/").unpublish()')
    assert {reply.status for reply in stored.everywhere("/over-ons/aanpak/")} == {404}
    assert "/over-ons/aanpak/" not in stored.get("/over-ons/").text


def test_a_deleted_page_is_gone_everywhere_at_once(stored: Place) -> None:
    assert stored.get("/daders/nut/").is_stored
    stored.staff.do('at("/daders/nut/").delete()')
    assert {reply.status for reply in stored.everywhere("/daders/nut/")} == {404}


def test_a_moved_page_leads_on(stored: Place) -> None:
    old, new = "/slachtoffers/nut/", "/over-ons/nut/"
    assert stored.get(old).is_stored
    stored.staff.do(
        'at("/slachtoffers/nut/").move(at("/over-ons/"), "last-child");'
        f" from wagtail.contrib.redirects.models import Redirect; Redirect.add_redirect('{old}', '{new}')"
    )
    assert {reply.status for reply in stored.everywhere(new)} == {200}
    assert {(reply.status, reply.headers["location"]) for reply in stored.everywhere(old)} == {(301, new)}


QUIET = {
    "a draft": f'page = {CONTACT}; page.lead = "Nog niet."; page.save_revision()',
    "a draft of a new page": "from information.models import InformationPage;"
    ' parent = at("/over-ons/");'
    ' parent.add_child(instance=InformationPage(title="Later", slug="later", lead="Later.", live=False))',
    "a log-in": "from django.contrib.auth import get_user_model;"
    ' get_user_model().objects.create_user("nieuw", "nieuw@perspectief.example", "x" * 30)',
    "a synonym for searching": 'from home.models import SearchSynonym; SearchSynonym.objects.create(words="een, twee")',
    "a locked page": f"page = {CONTACT}; page.locked = True; page.save()",
    "a reminder": f"page = {CONTACT}; import datetime;"
    " type(page).objects.filter(pk=page.pk).update(reminded_on=datetime.date.today())",
}


@pytest.mark.parametrize("deed", QUIET)
def test_what_shows_on_no_page_empties_nothing(stored: Place, deed: str) -> None:
    stored.staff.do(QUIET[deed])
    assert all(reply.is_stored for reply in stored.everywhere("/contact/"))


def test_a_folder_that_cannot_be_written_stops_no_editor(stored: Place) -> None:
    lock, aside = stored.store / "lock", stored.store / "aside"
    lock.rename(aside)
    lock.mkdir()  # root writes everywhere, so a folder stands where a file is wanted
    try:
        stored.staff.do(f'page = {CONTACT}; page.lead = "Toch bewaard."; page.save_revision().publish()')
        assert "could not be emptied" in (stored.folder / "desk.log").read_text()
        assert all("Toch bewaard." in reply.text for reply in stored.everywhere("/contact/"))
    finally:
        lock.rmdir()
        aside.rename(lock)


def test_a_keeper_that_hangs_in_the_middle_of_a_decision_keeps_nobody_from_publishing(stored: Place) -> None:
    with Store(stored.store).locked():
        stored.staff.do(f'page = {CONTACT}; page.lead = "Zonder slot."; page.save_revision().publish()')
        assert all("Zonder slot." in reply.text for reply in stored.everywhere("/contact/"))

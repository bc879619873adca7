import pytest
from django.conf import settings
from django.test import Client

from home.models import OrganisationSettings
from tests.cast import Player
from tests.selfreferral.walking import CHECK, CLIENT_BY_EMAIL, DONE, VICTIM_BY_PHONE, fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

PAGES = ["/", "/slachtoffers/", "/daders/werkwijze/", "/over-ons/", "/contact/", "/privacy/", "/aanmelden/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_to_read_sets_no_cookie_and_lets_nothing_load_from_elsewhere(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert response.status_code == 200
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_an_address_on_another_site_to_load_something_from(visitor: Client, path: str) -> None:
    html = visitor.get(path).content.decode()
    assert 'src="http' not in html
    assert 'src="//' not in html
    assert "<style" not in html
    assert " style=" not in html


def test_no_page_varies_by_cookie_or_by_the_browser_s_languages(visitor: Client) -> None:
    vary = visitor.get("/slachtoffers/").get("Vary", "")
    assert "Cookie" not in vary
    assert "Accept-Language" not in vary


@pytest.mark.parametrize("path", ["/aanmelden/voor-wie/", "/aanmelden/gewist/"])
def test_a_page_of_the_form_is_never_stored_or_found(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]


def test_no_page_that_somebody_passes_in_the_form_is_ever_stored(visitor: Client) -> None:
    addresses = ["/aanmelden/", *fill_in(visitor, CLIENT_BY_EMAIL), *fill_in(Client(), VICTIM_BY_PHONE), CHECK]
    replies = [visitor.get(address) for address in addresses] + [visitor.post(CHECK), visitor.get(DONE)]
    assert replies[-1].status_code == 200
    assert {reply.get("Cache-Control") for reply in replies[1:]} == {"no-store"}


def test_the_form_s_cookie_goes_when_the_browser_closes_and_no_script_reads_it(visitor: Client) -> None:
    cookie = visitor.post("/aanmelden/voor-wie/", {"route": "self"}).cookies[settings.DRAFT_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_leaving_wipes_and_goes_to_the_site_that_editors_chose(visitor: Client) -> None:
    OrganisationSettings.objects.update(exit_url="https://www.example.nl/weer/")
    visitor.post("/aanmelden/voor-wie/", {"route": "self"})
    response = visitor.get("/verlaat-deze-site/")
    assert response["Location"] == "https://www.example.nl/weer/"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not visitor.cookies[settings.DRAFT_COOKIE_NAME].value
    assert visitor.get("/aanmelden/betrokken-als/")["Location"] == "/aanmelden/verlopen/"


def test_there_is_no_second_log_in_page(visitor: Client) -> None:
    assert visitor.get("/_util/login/").status_code == 404


def test_the_staff_policy_allows_the_editor_and_no_other_site(editor: Player) -> None:
    policy = editor.client.get("/beheer/")["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy

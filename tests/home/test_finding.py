"""A page is found under one address, in every language it has."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from home.finding import alternates
from home.models import HomePage
from information.models import InformationPage
from tests.cast import Player

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

ROOT = "http://127.0.0.1:8000"
SITEMAP = {"": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}


def _html(visitor: Client, path: str) -> str:
    return visitor.get(path).content.decode()


def _links(html: str, rel: str) -> list[str]:
    return re.findall(f'<link rel="{rel}"[^>]* href="([^"]+)"', html)


def _meta(html: str, name: str) -> str:
    (content,) = re.findall(f'<meta (?:name|property)="{name}" content="([^"]*)"', html)
    return str(content)


@pytest.fixture
def in_two_languages() -> tuple[Page, Page]:
    """A page and its translation, whatever else is seeded."""
    dutch = InformationPage.objects.get(slug="doel", url_path__contains="/slachtoffers/", locale__language_code="nl")
    english, _ = Locale.objects.get_or_create(language_code="en")
    known = dutch.get_translation_or_none(english)
    copy = known or dutch.copy_for_translation(english, copy_parents=True)
    for page in [*copy.get_ancestors().filter(depth__gte=2), copy]:
        page.specific.save_revision().publish()
    return dutch, Page.objects.get(pk=copy.pk)


@pytest.mark.parametrize("path", ["/", "/slachtoffers/", "/daders/nut/"])
def test_a_page_has_one_address_whatever_is_asked_behind_it(visitor: Client, path: str) -> None:
    assert _links(_html(visitor, f"{path}?van=elders&pagina=2"), "canonical") == [f"{ROOT}{path}"]


@pytest.mark.parametrize("path", ["/", "/slachtoffers/", "/daders/nut/", "/contact/"])
def test_who_shares_a_page_shares_its_title_its_words_and_a_picture(visitor: Client, path: str) -> None:
    html = _html(visitor, path)
    for name in ("og:title", "og:description", "og:site_name", "description", "twitter:card"):
        assert _meta(html, name), name
    assert _meta(html, "og:url") == f"{ROOT}{path}"
    assert _meta(html, "og:image").startswith(f"{ROOT}/delen/")


def test_a_title_of_an_editor_cannot_break_out_of_the_head(visitor: Client) -> None:
    InformationPage.objects.filter(slug="contact").update(title='"><script>alert(1)</script>', seo_title="")
    html = _html(visitor, "/contact/")
    assert "<script>alert" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_translations_point_at_each_other_and_dutch_is_for_everybody_else(
    visitor: Client, in_two_languages: tuple[Page, Page]
) -> None:
    dutch, english = (page.get_full_url() for page in in_two_languages)
    for url in (dutch, english):
        html = _html(visitor, url.removeprefix(ROOT))
        assert _links(html, "alternate")[:3] == [english, dutch, dutch]
        assert re.findall(r'hreflang="([^"]+)" href', html) == ["en", "nl", "x-default"]


def test_one_language_alone_points_at_nothing() -> None:
    assert alternates({"nl": f"{ROOT}/"}) == ()


def test_a_preview_on_another_host_works(editor: Player) -> None:
    home = HomePage.objects.filter(locale__language_code="nl").get()
    draft = editor.client.get(f"/beheer/pages/{home.pk}/view_draft/", headers={"host": "beheer.example"})
    assert draft.status_code == 200


def test_the_form_says_no_address_to_search_engines(visitor: Client) -> None:
    assert _links(_html(visitor, "/aanmelden/"), "canonical") == []


@pytest.mark.parametrize("path", ["/aanmelden/", "/aanmelden/voor-wie/", "/en/sign-up/"])
def test_the_form_says_what_it_is_for(visitor: Client, path: str) -> None:
    assert _meta(_html(visitor, path), "description")


def _sitemap(visitor: Client) -> dict[str, dict[str, str]]:
    response = visitor.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    tree = ElementTree.fromstring(response.content)  # noqa: S314  our own
    return {
        str(entry.findtext("loc", namespaces=SITEMAP)): {
            link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("xhtml:link", SITEMAP)
        }
        for entry in tree.findall("url", SITEMAP)
    }


def test_the_sitemap_names_every_published_page_and_nothing_of_the_form(visitor: Client) -> None:
    listed = _sitemap(visitor)
    published = Page.objects.live().filter(depth__gte=2)
    assert set(listed) == {page.get_full_url() for page in published}
    assert not [url for url in listed if "aanmelden" in url or "sign-up" in url]


def test_every_page_in_the_sitemap_is_there(visitor: Client) -> None:
    for url in _sitemap(visitor):
        assert visitor.get(url.removeprefix(ROOT)).status_code == 200, url


def test_an_unpublished_page_is_not_in_the_sitemap(visitor: Client) -> None:
    Page.objects.get(slug="nut", url_path__contains="/daders/", locale__language_code="nl").specific.unpublish()
    assert f"{ROOT}/daders/nut/" not in _sitemap(visitor)


def test_the_sitemap_knows_the_translations(visitor: Client, in_two_languages: tuple[Page, Page]) -> None:
    dutch, english = (page.get_full_url() for page in in_two_languages)
    listed = _sitemap(visitor)
    assert listed[dutch] == listed[english] == {"nl": dutch, "en": english, "x-default": dutch}


def test_robots_may_read_everything_and_learn_where_the_sitemap_is(visitor: Client) -> None:
    lines = _html(visitor, "/robots.txt").splitlines()
    assert f"Sitemap: {ROOT}/sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow")]


def test_a_page_that_is_not_there_helps_to_find_the_way(visitor: Client) -> None:
    missing = visitor.get("/er-is-niets/")
    html = missing.content.decode()
    assert missing.status_code == 404
    assert 'role="search"' in html or "<search" in html
    assert "030 234 00 45" in html
    assert "canonical" not in html

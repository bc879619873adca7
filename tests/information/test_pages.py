import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _no_remembered_addresses() -> None:
    cache.clear()


@pytest.mark.parametrize("path", ["/", "/slachtoffers/", "/slachtoffers/werkwijze/", "/contact/"])
def test_a_page_takes_few_queries(visitor: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    visitor.get(path)
    with django_assert_max_num_queries(MOST_QUERIES):
        visitor.get(path)


def test_the_home_page_has_three_equal_doors(visitor: Client) -> None:
    page = visitor.get("/")
    assert [door.audience for door, url in page.context["doors"]] == ["victims", "offenders", "professionals"]
    assert [url for door, url in page.context["doors"]] == ["/slachtoffers/", "/daders/", "/professionals/"]


@pytest.mark.parametrize("door", ["slachtoffers", "daders", "professionals"])
def test_behind_each_door_purpose_benefit_and_method_come_first(visitor: Client, door: str) -> None:
    page = visitor.get(f"/{door}/")
    urls = [link.url for link in page.context["neighbours"]]
    assert urls[:3] == [f"/{door}/doel/", f"/{door}/nut/", f"/{door}/werkwijze/"]
    for url in urls:
        assert visitor.get(url).status_code == 200


def test_a_page_says_where_it_stands(visitor: Client) -> None:
    context = visitor.get("/daders/nut/").context
    assert [link.url for link in context["trail"]] == ["/", "/daders/"]
    assert context["section_link"].title == "Daders"
    assert [link.url for link in context["neighbours"] if link.is_current] == ["/daders/nut/"]


def test_the_menu_follows_what_editors_set(visitor: Client) -> None:
    Page.objects.filter(slug="over-ons").update(show_in_menus=False)
    titles = [item.title for item in visitor.get("/").context["menu"]]
    assert titles == ["Slachtoffers", "Daders", "Professionals", "Contact"]


def test_an_unpublished_page_is_nowhere(visitor: Client) -> None:
    Page.objects.get(slug="nut", url_path__contains="daders").specific.unpublish()
    assert visitor.get("/daders/nut/").status_code == 404
    assert "/daders/nut/" not in [link.url for link in visitor.get("/daders/").context["neighbours"]]

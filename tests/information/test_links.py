"""A link in running text leads to the page it names, in the language of the reader."""

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from information.links import linked_together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]


def link_to(*slugs: str) -> str:
    numbers = [Page.objects.get(slug=slug, depth=3, locale__language_code="nl").pk for slug in slugs]
    return "".join(f'<a linktype="page" id="{number}">x</a>' for number in numbers)


def test_a_link_leads_to_its_page() -> None:
    assert expand_db_html(link_to("contact", "privacy")) == '<a href="/contact/">x</a><a href="/privacy/">x</a>'


def test_a_text_copied_for_translation_links_to_the_translations() -> None:
    with translation.override("en"):
        assert expand_db_html(link_to("slachtoffers")) == '<a href="/en/victims/">x</a>'


def test_a_link_to_a_page_that_is_gone_goes_nowhere() -> None:
    assert expand_db_html('<a linktype="page" id="999999">x</a>') == "<a>x</a>"


def test_links_of_a_page_are_known_while_it_is_shown_and_no_longer(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page = Page.objects.get(slug="slachtoffers").specific
    other = link_to("contact")
    page.body.append(("text", {"text": f"<p>{other}</p>"}))
    page.save()
    expand_db_html(other)
    with linked_together(page), django_assert_num_queries(0):
        assert expand_db_html(other) == '<a href="/contact/">x</a>'
    with django_assert_num_queries(1):
        expand_db_html(other)


def test_many_links_take_one_question_to_the_database(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    text = link_to("contact", "privacy", "slachtoffers", "daders", "jongeren")
    expand_db_html(link_to("colofon"))  # where the site begins is remembered
    with django_assert_max_num_queries(1):
        expand_db_html(text)

"""What is printed fits on its paper, also when editors write as much as they may."""

import re

import pytest

from information.models import AudiencePage, InformationPage

LONGEST_LEAD = ("Een bemiddelaar helpt u om veilig in contact te komen met de ander. " * 6)[:400]
LONGEST_TITLE = "Wat als de ander niet wil of niet gevonden wordt, en wat kan er dan nog wel?"
OVERFLOWING = """() => [...document.querySelectorAll(".sheet__part, .hand-over")]
  .filter(part => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
  .map(part => part.innerText.slice(0, 60))"""


def _papers(page):
    """How many sides come out of the printer."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.fixture
def page_on_paper(page):
    """A sheet of A4 lying down is 1123 pixels of CSS wide."""
    page.set_viewport_size({"width": 1123, "height": 794})
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("door", ["slachtoffers", "daders", "professionals"])
def test_a_leaflet_is_one_sheet_with_two_sides(page_on_paper, door):
    page_on_paper.goto(f"/{door}/folder/")
    assert page_on_paper.evaluate(OVERFLOWING) == []
    assert _papers(page_on_paper) == 2


def test_the_longest_texts_still_fit(page_on_paper, site):
    AudiencePage.objects.update(lead=LONGEST_LEAD)
    InformationPage.objects.update(lead=LONGEST_LEAD)
    InformationPage.objects.filter(slug__in=["nut", "werkwijze"]).update(title=LONGEST_TITLE)
    page_on_paper.goto("/slachtoffers/folder/")
    assert page_on_paper.evaluate(OVERFLOWING) == []
    assert _papers(page_on_paper) == 2


def test_eight_cards_are_one_sheet(page_on_paper):
    page_on_paper.goto("/professionals/kaartje/")
    assert page_on_paper.evaluate(OVERFLOWING) == []
    assert page_on_paper.locator(".hand-over:visible").count() == 8
    assert _papers(page_on_paper) == 1


@pytest.mark.parametrize("path", ["/daders/folder/", "/professionals/kaartje/"])
def test_axe_finds_nothing_on_what_can_be_printed(page, axe, path):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(path)
    assert axe.violations_in_any_colours(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

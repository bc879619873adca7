"""Nobody is offered to restrict a page. Where it is done all the same, it holds."""

import pytest
from wagtail.models import Page, PageViewRestriction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded_site")]


def test_a_restriction_above_a_page_holds_for_it() -> None:
    page = Page.objects.get(url_path="/voorpagina/slachtoffers/doel/").specific
    assert not page.get_view_restrictions()
    made = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert list(page.get_view_restrictions()) == [made]

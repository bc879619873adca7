"""Reports on the pages are for who edits pages; an intake worker reads referrals, not what editors did."""

import pytest
from django.urls import reverse
from wagtail.admin.urls import reports

from tests.cast import Player
from tests.editing.conftest import MakePage

pytestmark = pytest.mark.django_db

HISTORY = ["wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results"]
EVERY_REPORT = [f"wagtailadmin_reports:{pattern.name}" for pattern in reports.urlpatterns]


@pytest.fixture
def deed(make_page: MakePage, editor: Player) -> str:
    """Something an editor did, as the report names it."""
    page = make_page("Een pagina met geschiedenis")
    page.save_revision(user=editor.user, log_action=True)
    return page.title


@pytest.mark.parametrize("name", EVERY_REPORT)
@pytest.mark.parametrize("query", [{}, {"export": "csv"}], ids=["read", "exported"])
def test_an_intake_worker_opens_no_report_on_pages(intake_worker: Player, deed: str, name: str, query: dict) -> None:
    response = intake_worker.client.get(reverse(name), query)
    assert response.status_code in {302, 403}
    assert deed not in b"".join(response).decode()


@pytest.mark.parametrize("name", HISTORY)
def test_an_outsider_does_not_either(outsider: Player, deed: str, name: str) -> None:
    assert outsider.client.get(reverse(name)).status_code in {302, 403}


@pytest.mark.parametrize("name", HISTORY)
def test_an_editor_reads_what_was_done(editor: Player, deed: str, name: str) -> None:
    response = editor.client.get(reverse(name))
    assert response.status_code == 200
    assert deed in response.text


def test_a_technical_administrator_does_too(technical_administrator: Player, deed: str) -> None:
    assert deed in technical_administrator.client.get(reverse(HISTORY[0])).text


def test_the_report_is_in_the_menu_of_who_may_open_it(editor: Player, intake_worker: Player, deed: str) -> None:
    address = reverse(HISTORY[0])
    assert address in editor.client.get(reverse("wagtailadmin_home")).text
    assert address not in intake_worker.client.get(reverse("wagtailadmin_home")).text

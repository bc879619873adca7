"""The figures on a page, as a file, and on the first page of the admin: the same numbers, and the same ones left out."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from selfreferral.intake.charts import chart, in_words
from selfreferral.intake.models import AccessRecord, Measure, Tally
from selfreferral.intake.statistics import OUTCOMES
from selfreferral.intake.tallies import ERASED

ADDRESS = "/beheer/reports/cijfers/"


@pytest.fixture
def counted(database):
    month = timezone.localdate().replace(day=1)
    for measure, value, number in (
        (Measure.ROUTE, "self", 1234),
        (Measure.WAITED, "within", 3),
        (Measure.WAITED, "later", 9),
        (Measure.WAITED, "never", 50),
    ):
        Tally.objects.create(measure=measure, value=value, month=month, number=number)


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.mark.parametrize("name", ["intake_worker", "auditor", "technical_administrator", "editor", "outsider"])
def test_without_the_right_there_is_no_page_no_file_no_panel_and_no_menu_item(request, counted, name):
    client = request.getfixturevalue(name).client
    for address in (ADDRESS, f"{ADDRESS}?bestand=csv", f"{ADDRESS}?bestand=xlsx"):
        assert client.get(address).status_code == 403
    home = client.get(reverse("wagtailadmin_home"), follow=True).text
    assert ADDRESS not in home
    assert "Cijfers van" not in home


def test_who_is_not_logged_in_is_asked_to(visitor, database):
    assert visitor.get(ADDRESS).url.startswith(reverse("wagtailadmin_login"))


def test_the_page_has_a_table_beside_every_chart(coordinator, counted):
    page = coordinator.client.get(ADDRESS).text
    assert page.count('role="img"') == page.count('<table class="figure__table">') == 6
    assert "1.234" in page
    assert "no-store" in coordinator.client.get(ADDRESS)["Cache-Control"]


def test_nothing_of_a_referral_is_opened_for_it(coordinator, counted, send_in):
    referral = send_in()
    page = coordinator.client.get(ADDRESS).text
    assert referral.reference not in page
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("query", ["jaar=1999", "jaar=x", "jaar=２０２６", "bestand=exe", "jaar=20261"])
def test_what_there_is_not_is_not_found(coordinator, counted, query):
    assert coordinator.client.get(f"{ADDRESS}?{query}").status_code == 404


def test_the_csv_says_what_the_page_says(coordinator, counted, year):
    reply = coordinator.client.get(f"{ADDRESS}?bestand=csv")
    assert reply["Content-Disposition"] == f'attachment; filename="cijfers-{year}.csv"'
    lines = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["Tabel", "Rij", "Kolom", "Aantal"]
    assert ["Aanmeldingen per maand", "Totaal", "Totaal", "1234"] in lines
    waited = [line[3] for line in lines if line[0] == "Wachttijd"]
    assert waited == ["niet getoond", "niet getoond", "50", "62"]


def test_the_workbook_has_a_sheet_for_each_table_with_the_same_numbers(coordinator, counted):
    book = load_workbook(io.BytesIO(coordinator.client.get(f"{ADDRESS}?bestand=xlsx").content))
    assert len(book.sheetnames) == 6
    rows = list(book["Wachttijd"].values)
    assert rows[1:] == [
        ("Binnen de belofte", "niet getoond"),
        ("Later", "niet getoond"),
        ("Niet gesproken", 50),
        ("Totaal", 62),
    ]


def test_the_first_page_shows_this_year_to_who_may_see_it(coordinator, counted, year):
    home = coordinator.client.get(reverse("wagtailadmin_home")).text
    assert f"Cijfers van {year}" in home
    assert "1.234" in home
    assert f'href="{ADDRESS}"' in home


@pytest.mark.pure
def test_a_chart_says_every_number_in_words_and_draws_what_may_be_shown():
    drawn = chart(slug="x", title="X", numbers=[("Wel", 40), ("Half", 20), ("Niet", None), ("Nul", 0)])
    assert [bar.width for bar in drawn.bars] == ["100.0%", "50.0%", "0.0%", "0.0%"]
    assert drawn.description == "Staafdiagram. Wel: 40; Half: 20; Niet: niet getoond; Nul: 0."
    assert in_words(1234567) == "1.234.567"


@pytest.mark.pure
def test_a_long_text_breaks_before_a_telephone_ends_and_no_bar_lies_over_it():
    first, second = chart(slug="x", title="X", numbers=[(OUTCOMES[ERASED], None), ("Gesprek", 5)]).bars
    assert [line for line, _ in first.lines] == ["Verwijderd op verzoek, voor het was", "afgerond: niet getoond"]
    places = [*(place for _, place in first.lines), first.bar_at, *(place for _, place in second.lines), second.bar_at]
    assert places == sorted(set(places))

"""A page of an old site becomes a draft; what is broken becomes a sentence."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page

from information.models import InformationPage
from tests.cast import Player
from tests.information import old_site as site
from tests.information.xss import PAYLOADS

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("seeded_site")]


@pytest.fixture(scope="module")
def old_site() -> Iterator[str]:
    with site.old_site() as address:
        yield address


def imported(source: str, **options: str) -> tuple[InformationPage, str]:
    """The draft and the report."""
    before = set(Page.objects.values_list("pk", flat=True))
    told = StringIO()
    call_command("import_page", source, stdout=told, **options)
    return InformationPage.objects.exclude(pk__in=before).get(), told.getvalue()


def texts(page: InformationPage) -> list[tuple[str, str]]:
    return [(block.value["heading"], block.value["text"].source) for block in page.body if block.block_type == "text"]


def test_headings_paragraphs_lists_and_links_come_along(old_site: str) -> None:
    page, report = imported(f"{old_site}/pagina.html", parent="/slachtoffers/")
    goal = Page.objects.get(url_path__endswith="/slachtoffers/doel/")
    assert (page.title, page.lead) == ("Herstelbemiddeling", "Wat kan herstelbemiddeling voor u betekenen?")
    assert page.get_parent().slug == "slachtoffers"
    (_, first), (heading, second), (empty, _) = texts(page)
    assert f'Eerste alinea met <b>vet</b> en een <a id="{goal.pk}" linktype="page">pagina</a>.' in first
    assert "rare link" in first
    assert (heading, empty) == ("Hoe gaat het?", "Lege kop")
    assert "<p>Losse tekst<br/>op twee regels</p><ol><li>Bel ons</li><li>Praat <em>erover</em></li><li>thuis</li></ol>" in (
        second.replace(" </li>", "</li>").replace("\n", "")
    )
    assert "<h3>Kleine kop</h3>" in second
    assert "<p>Wie</p><p>Iedereen</p>" in second
    assert '<a href="mailto:info@example.nl">' in second
    assert "2 kop" in report


def test_what_stands_around_the_text_stays_behind(old_site: str) -> None:
    page, report = imported(f"{old_site}/pagina.html")
    everything = str(page.body.get_prep_value())
    for part in ("Menu-onderdeel", "Voettekst", "Kop van de site", "spoor", "alert", "color: red", "iframe"):
        assert part not in everything
    assert "1 ingesloten pagina" in report


def test_it_is_a_draft_that_visitors_do_not_see_and_editors_can_open(old_site: str, visitor: Client, editor: Player) -> None:
    page, _ = imported(f"{old_site}/pagina.html", title="Uit de oude doos")
    assert (page.live, page.title, page.slug) == (False, "Uit de oude doos", "uit-de-oude-doos")
    assert visitor.get("/uit-de-oude-doos/").status_code == 404
    assert editor.client.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200
    page.get_latest_revision_as_object().save_revision().publish()
    assert visitor.get("/uit-de-oude-doos/").status_code == 200


def test_pictures_come_with_their_alt_text_and_a_missing_one_is_asked_for(old_site: str) -> None:
    page, report = imported(f"{old_site}/pagina.html")
    figures = [block.value["image"] for block in page.body if block.block_type == "figure"]
    assert [figure.contextual_alt_text for figure in figures] == ["Twee mensen in gesprek", ""]
    assert get_image_model().objects.filter(title="Twee mensen in gesprek", width=8, height=6).exists()
    assert figures[1].file.name.endswith(".jpg")  # the bytes decide, not the name
    assert "Schrijf een alt-tekst bij /zonder.png" in report
    assert "/weg.png is er niet bij: de server antwoordt met 404" in report


def test_the_report_names_dead_links_and_those_to_the_old_site(old_site: str) -> None:
    _, report = imported(f"{old_site}/pagina.html")
    assert f"  - {old_site}/weg.html" in report[report.index("Dode links") : report.index("Nog doen")]
    assert f"Deze link gaat nog naar de oude site: {old_site}/oud.html" in report
    assert "1 link zonder bruikbaar adres" in report  # javascript:


@pytest.mark.parametrize(
    ("path", "title", "text"),
    [
        ("/latijn.html", "Privé", "Eén gesprek voor twee cliënten"),
        ("/onzin.html", "Héél gewoon", "tekst"),
        ("/ruis.html", "Ruis", "Toch tekst"),
        ("/open.html", "Open", "alinea"),
        ("/verhuisd.html", "Herstelbemiddeling", "Eerste alinea"),
    ],
)
def test_a_page_that_is_broken_is_read_as_well_as_it_can(
    old_site: str, editor: Player, path: str, title: str, text: str
) -> None:
    page, _ = imported(f"{old_site}{path}")
    assert editor.client.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200
    assert page.title == title
    assert text in " ".join(body for _, body in texts(page))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/kwijt.html", "de server antwoordt met 404"),
        ("/stuk.html", "de server antwoordt met 500"),
        ("/groot.html", "groter dan 2 MB"),
        ("/leeg.html", "Er staat geen tekst"),
        ("/niets.html", "Er staat geen tekst"),
        ("/diep.html", "te diep"),
        ("/veel.html", "te veel onderdelen"),
        ("/pdf", "geen webpagina maar application/pdf"),
        ("/rondje.html", "te vaak doorverwezen"),
        ("/bestand.html", "alleen adressen met http"),
        ("/lui.html", "brak het antwoord af"),
    ],
)
def test_what_cannot_be_taken_is_told_in_a_sentence(old_site: str, path: str, reason: str) -> None:
    before = Page.objects.count()
    with pytest.raises(CommandError, match=reason):
        imported(f"{old_site}{path}")
    assert Page.objects.count() == before


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("ftp://example.nl/x.html", "alleen adressen met http"),
        ("file:///etc/passwd", "alleen adressen met http"),
        ("gopher://127.0.0.1/", "alleen adressen met http"),
        ("http://", "alleen adressen met http"),
        ("http://[::1", "alleen adressen met http"),
        ("http://127.0.0.1:9/", "geen antwoord"),
        ("/bestaat/niet.html", "kan niet worden gelezen"),
        ("\0", "kan niet worden gelezen"),
    ],
)
def test_an_address_that_is_none_is_told_in_a_sentence(source: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        imported(source)


def test_a_page_cannot_send_us_into_our_own_network(old_site: str) -> None:
    page, report = imported(f"{old_site}/binnen.html")
    assert "staat op een adres dat niet openbaar is" in report
    assert "Niet bekeken, want niet openbaar: http://localhost:1/" in report
    assert not [block for block in page.body if block.block_type == "figure"]


def test_only_real_pictures_come_along(old_site: str) -> None:
    before = get_image_model().objects.count()
    _, report = imported(f"{old_site}/geen.html")
    assert report.count("dit is geen afbeelding") == 2
    assert get_image_model().objects.count() == before


def test_a_file_brings_the_pictures_beside_it_and_none_from_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "oude site"
    folder.mkdir()
    (folder / "foto.png").write_bytes(site.picture())
    (tmp_path / "geheim.png").write_bytes(site.picture())
    (folder / "pagina.html").write_text("<h1>Uit een map</h1><p>x<img src=foto.png alt=Foto><img src=../geheim.png alt=G>")
    page, report = imported(str(folder / "pagina.html"))
    assert [block.value["image"].contextual_alt_text for block in page.body if block.block_type == "figure"] == ["Foto"]
    assert "ligt buiten de map" in report


def test_a_parent_that_is_not_there_or_takes_no_pages_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.html"
    file.write_text("<h1>X</h1><p>x")
    with pytest.raises(CommandError, match="Er is geen pagina op /bestaat-niet/"):
        imported(str(file), parent="/bestaat-niet/")
    page, _ = imported(str(file), parent="/en/")
    assert page.locale.language_code == "en"


def test_nothing_that_runs_comes_along(tmp_path: Path, visitor: Client) -> None:
    file = tmp_path / "kwaad.html"
    file.write_text(
        "<h1>Kwaad</h1>"
        + "".join(f"<div><p>stuk {place} {payload}</p></div>" for place, payload in enumerate(PAYLOADS[:60]))
    )
    page, _ = imported(str(file))
    page.save_revision().publish()
    shown = visitor.get("/kwaad/").text
    main = shown[shown.index("<main") : shown.index("</main>")].lower()
    for sign in ("<script", "onerror=", "onload=", "onclick=", "javascript:", "<iframe", "<svg onload", "srcdoc"):
        assert sign not in main.replace("&lt;", "")

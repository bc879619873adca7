"""The figures, the page to erase and the list of what was removed: for everybody, on a telephone and on paper."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from selfreferral.intake import queue
from selfreferral.intake.models import Ground, Measure, Outcome, Referral, Tally
from selfreferral.public.secret import VisitSecret
from selfreferral.public.submit import submit
from tests.browser.staff import is_in

FIGURES = "/beheer/reports/cijfers/"
TELEPHONE = {"width": 360, "height": 740}
OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SIZES = pytest.mark.parametrize("viewport", [TELEPHONE, {"width": 1280, "height": 900}], ids=["telephone", "desk"])


@pytest.fixture
def counted(seeded_site):
    month = timezone.localdate().replace(day=1)
    for place, outcome in enumerate(Outcome):
        Tally.objects.create(measure=Measure.OUTCOME, value=outcome, month=month, number=3 + place * 7)
    for measure, value, number in (
        (Measure.ROUTE, "self", 41),
        (Measure.ROUTE, "client", 90),
        (Measure.WAITED, "within", 80),
        (Measure.STEP, "nl naam", 64),
    ):
        Tally.objects.create(measure=measure, value=value, month=month, number=number)


@pytest.fixture
def referral(seeded_site):
    secret = VisitSecret.new()
    submit(secret=secret, answers={"name": "Noor"}, now=timezone.now())
    queue.collect_letters()
    return Referral.objects.get(pk=secret.letter_id)


@SIZES
def test_the_figures_are_for_everybody(open_browser, axe, coordinator, counted, viewport):
    page = open_browser(viewport=viewport)
    is_in(page, coordinator)
    page.goto("/beheer/")
    expect(page.get_by_role("heading", name="Cijfers van")).to_be_visible()
    page.goto(FIGURES)
    chart = page.get_by_role("img", name="Uitkomsten")
    expect(chart).to_be_visible()
    assert "Gesprek: niet getoond" in chart.locator("desc").text_content()
    assert not page.evaluate(OVERFLOWS)
    assert axe.violations_in_any_colours(page) == []
    for look in ({}, {"color_scheme": "dark"}, {"forced_colors": "active"}):
        page.emulate_media(**look)
        assert chart.locator("rect").last.evaluate("bar => getComputedStyle(bar).fill") not in ("none", "rgba(0, 0, 0, 0)")


@SIZES
def test_erasing_and_what_was_erased_are_for_everybody(open_browser, axe, intake_worker, auditor, referral, viewport):
    page = open_browser(viewport=viewport)
    is_in(page, intake_worker)
    page.goto(f"/beheer/aanmeldingen/{referral.pk}/verwijder/")
    page.get_by_role("button", name="Verwijder voorgoed").click()
    expect(page.get_by_text("Kies hoe de persoon dit heeft gevraagd.")).to_be_visible()
    assert axe.violations(page) == []
    assert not page.evaluate(OVERFLOWS)
    page.get_by_label(Ground.WRITTEN.label).check()
    page.get_by_role("button", name="Verwijder voorgoed").click()
    expect(page.get_by_text("is verwijderd.")).to_be_visible()
    assert not Referral.objects.exists()
    page = open_browser(viewport=viewport)
    is_in(page, auditor)
    page.goto("/beheer/aanmeldingen/verwijderd/")
    expect(page.get_by_text(referral.reference)).to_be_visible()
    assert axe.violations(page) == []
    assert not page.evaluate(OVERFLOWS)


def test_on_paper_there_are_the_figures_alone(open_browser, coordinator, counted):
    page = open_browser()
    is_in(page, coordinator)
    page.goto(FIGURES)
    page.emulate_media(media="print")
    assert page.pdf().count(b"/Type /Page\n") > 2, "what does not fit on the first sheet is on the next ones"
    expect(page.locator(".figures__choices")).to_be_hidden()
    expect(page.locator(".sidebar")).to_be_hidden()
    expect(page.get_by_role("heading", name="Jaarcijfers")).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()

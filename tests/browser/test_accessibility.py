"""axe finds nothing to say about any kind of page, in light, in dark and in forced colours (WCAG 2.2 level AA)."""

import pytest

from tests.browser import form

INFORMATION = (
    *("/", "/slachtoffers/", "/slachtoffers/werkwijze/", "/daders/", "/professionals/", "/over-ons/"),
    *("/contact/", "/privacy/", "/toegankelijkheid/", "/er-is-niets/"),
)
PAPER = ("/aanmelden/op-papier/", "/aanmelden/op-papier/mijzelf/")


@pytest.fixture(params=[320, 1280], ids=["narrow", "wide"])
def sized(page, request):
    page.set_viewport_size({"width": request.param, "height": 900})
    return page


def test_axe_finds_nothing_on_the_pages(sized, axe):
    found = []
    for address in (*INFORMATION, *PAPER):
        sized.goto(address)
        found += axe.violations_in_any_colours(sized)
    assert found == []


@pytest.mark.parametrize("when", ["prefers-color-scheme: dark", "forced-colors: active"])
def test_what_is_wrong_in_other_colours_alone_is_found(page, axe, when):
    grey = "color: #777; background: #666; forced-color-adjust: none"
    style = f"<style>@media ({when}) {{ h1 {{ {grey} }} }}</style>"
    page.set_content(f"<html lang='nl'><title>Grijs</title>{style}<main><h1>Grijs op grijs</h1></main>")
    assert axe.violations(page) == []
    assert ["color-contrast" in fault for fault in axe.violations_in_any_colours(page)] == [True]


def test_no_page_scrolls_sideways_on_a_narrow_screen(page):
    """WCAG 1.4.10: 320 pixels wide is enough."""
    page.set_viewport_size({"width": 320, "height": 640})
    too_wide = []
    for address in (*INFORMATION, *PAPER, "/aanmelden/", "/aanmelden/voor-wie/"):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(address)
    assert too_wide == []


def test_axe_finds_nothing_on_any_page_of_the_form(page, axe):
    found = []
    page.goto("/aanmelden/")
    found += axe.violations_in_any_colours(page)
    page.get_by_role("link", name="Begin met aanmelden").click()
    for address, fill in STEPS:
        page.wait_for_url(f"**/aanmelden/{address}/")
        found += axe.violations_in_any_colours(page)
        fill(page)
    form.heading(page, form.CHECK_HEADING)
    found += axe.violations_in_any_colours(page)
    form.send(page)
    found += axe.violations_in_any_colours(page)
    assert found == []


def _pick(question, *answers):
    return lambda page: form.choose(page, question, *answers)


def _agree(page):
    page.get_by_role("checkbox").check()
    form.go_on(page)


def _other_person(page):
    for label, text in (
        ("Naam", "Sam"),
        ("Wat is deze persoon van u? (optioneel)", "zus"),
        ("Telefoonnummer", "030 234 00 45"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    form.choose(page, "Weet degene die we bellen van de aanmelding?", "Ja")


STEPS = (
    ("voor-wie", _pick("Meldt u uzelf aan of iemand anders?", "Mijzelf")),
    ("betrokken-als", _pick("Wat past het best bij u?", "Dat zeg ik liever later")),
    ("leeftijd", _pick("Hoe oud bent u?", "12 tot en met 15 jaar")),
    ("ouder", _pick("Weet een ouder of verzorger hiervan?", "Dat zeg ik liever niet")),
    ("naam", lambda page: form.write(page, "Hoe mogen we u noemen?", "Noor")),
    ("bereiken", _pick("Hoe kunnen we u veilig bereiken?", "Iemand anders bellen")),
    ("wie-bellen", _other_person),
    ("contactverbod", _pick("Geldt er een contactverbod?", "Nee")),
    ("nodig", form.go_on),
    ("wie-mag-horen", form.go_on),
    ("meegeven", form.go_on),
    ("toestemming", _agree),
)


def test_axe_finds_nothing_on_a_page_with_mistakes(page, axe):
    found = []
    page.goto("/aanmelden/voor-wie/")
    form.go_on(page)
    found += axe.violations_in_any_colours(page)
    form.choose(page, "Meldt u uzelf aan of iemand anders?", "Een cliënt: ik ben professional")
    page.wait_for_url("**/professional/")
    form.go_on(page)
    page.get_by_role("alert").wait_for()
    found += axe.violations_in_any_colours(page)
    assert found == []


@pytest.mark.parametrize("address", ["gewist", "verlopen", "eerst-overleggen"])
def test_axe_finds_nothing_where_the_form_ended(page, axe, address):
    page.goto(f"/aanmelden/{address}/")
    assert axe.violations_in_any_colours(page) == []

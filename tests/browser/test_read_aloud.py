"""A page can be read aloud by the browser's own voice: when asked, where there is one, and never longer than wanted."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from home.models import OrganisationSettings
from tests.information import kinds

ADDRESS = "/proef-lezen/"
VOICES = (Path(__file__).parent / "voices.js").read_text()
OURS = "voices.list = [{ lang: 'nl-NL', name: 'Hier', localService: true }];"
EXIT = "https://elsewhere.example/"
SENTENCES = [
    "Om te lezen",
    "Wat hier te lezen is, in een zin.",
    "Wat het is",
    "Een eerste zin.",
    "Een tweede zin.",
    "Vragen",
]


@pytest.fixture
def site(site):
    kinds.make_each_kind()
    return site


@pytest.fixture
def page(page: Page) -> Page:
    """A browser with a Dutch voice of its own."""
    page.add_init_script(VOICES + OURS)
    return page


def _said(page: Page) -> list[str]:
    return [text for text, _language in page.evaluate("voices.said")]


def _finish(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.evaluate("voices.finish()")


def _start(page: Page, address: str = ADDRESS) -> None:
    page.goto(address)
    page.get_by_role("button", name="Lees voor").click()
    expect(page.get_by_role("status").filter(has_text="begonnen")).to_be_visible()


def test_it_never_starts_by_itself(page):
    page.goto(ADDRESS, wait_until="networkidle")
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()
    assert _said(page) == []


def test_it_reads_the_content_sentence_by_sentence_and_no_buttons(page):
    _start(page)
    _finish(page, 5)
    assert _said(page) == SENTENCES
    _finish(page, 60)
    said = _said(page)
    assert {"Ja, dat mag.", "Helemaal zelf te bepalen", "Zie de wet."} <= set(said)
    assert not {"Lees voor", "Stop", "Begin", "Liever eerst praten?", "Verlaat deze site"} & set(said)
    expect(page.get_by_role("status").filter(has_text="Alles is voorgelezen.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


def test_the_sentence_being_read_is_marked_and_a_closed_answer_opens(page):
    _start(page)
    marked = "[...(CSS.highlights.get('read-aloud') ?? [])].map(String)"
    assert page.evaluate(marked) == [SENTENCES[0]]
    _finish(page, 4)
    assert page.evaluate(marked) == [SENTENCES[4]]
    answer = page.get_by_text("Ja, dat mag.")
    expect(answer).to_be_hidden()
    _finish(page, 3)
    assert page.evaluate(marked) == ["Ja, dat mag."]
    expect(answer).to_be_visible()


def test_a_pause_keeps_the_place_and_stop_forgets_it(page):
    _start(page)
    _finish(page, 2)
    page.get_by_role("button", name="Pauze").click()
    expect(page.get_by_role("status").filter(has_text="pauze")).to_be_visible()
    assert page.evaluate("voices.now") is None
    page.get_by_role("button", name="Lees verder").click()
    assert _said(page) == [*SENTENCES[:3], SENTENCES[2]]
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status").filter(has_text="gestopt")).to_be_visible()
    assert page.evaluate("voices.now === null && !CSS.highlights.has('read-aloud')")
    expect(page.get_by_role("button", name="Lees voor")).to_be_focused()
    page.keyboard.press("Enter")
    assert _said(page)[-1] == SENTENCES[0]


def test_it_works_with_the_keyboard_and_escape_stops(page):
    page.goto(ADDRESS)
    page.get_by_role("button", name="Lees voor").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pauze")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate("voices.now") is None
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


@pytest.mark.parametrize("way", ["another page", "the way out"])
def test_leaving_stops_the_voice_at_once(page, way):
    OrganisationSettings.objects.update_or_create(pk=OrganisationSettings.load().pk, defaults={"exit_url": EXIT})
    page.context.route(f"{EXIT}**", lambda route: route.fulfill(body="Het weer"))
    silences = []
    page.expose_function("silenced", lambda was_shown: silences.append(was_shown))
    _start(page)
    page.evaluate(
        "{ const cancel = speechSynthesis.cancel;"
        " speechSynthesis.cancel = () => { silenced(Boolean(document.querySelector('main'))); cancel(); }; }"
    )
    if way == "another page":
        page.goto("/contact/")
    else:
        page.get_by_role("link", name="Verlaat deze site").click()
        page.wait_for_url(EXIT)
    assert silences[:1] == [True]  # not after the page was emptied: the next site may be slow to come


@pytest.mark.parametrize(
    "voices",
    [
        "",
        "voices.list = [{ lang: 'en-GB', name: 'Elders', localService: true }];",
        "voices.list = [{ lang: 'nl-NL', name: 'Bij een ander', localService: false }];",
    ],
    ids=["no voice", "no Dutch voice", "a voice on somebody else's server"],
)
def test_without_an_own_dutch_voice_there_is_no_button(open_browser, voices):
    page = open_browser()
    page.add_init_script(VOICES + voices)
    _has_no_reader(page)


def test_a_browser_that_cannot_speak_has_no_button(open_browser):
    page = open_browser()
    page.add_init_script("delete window.speechSynthesis; delete window.SpeechSynthesisUtterance;")
    _has_no_reader(page)


def test_without_scripts_there_is_no_button(open_browser):
    _has_no_reader(open_browser(java_script_enabled=False))


def _has_no_reader(page: Page) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ADDRESS, wait_until="networkidle")
    expect(page.locator("[data-read-aloud]")).to_be_hidden()
    expect(page.get_by_role("button", name="Lees voor")).to_have_count(0)
    assert not [url for url in asked if "reader" in url or "read-aloud.css" in url]


def test_a_voice_that_comes_later_brings_the_button(open_browser):
    page = open_browser()
    page.add_init_script(VOICES)
    page.goto(ADDRESS, wait_until="networkidle")
    page.evaluate(f"{OURS} voices.listeners.forEach((heard) => heard())")
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()


def test_an_english_page_asks_for_an_english_voice(open_browser):
    page = open_browser()
    page.add_init_script(VOICES + OURS)
    page.route(f"**{ADDRESS}", lambda route: _in_english(route))
    page.goto(ADDRESS, wait_until="networkidle")
    expect(page.locator("[data-read-aloud]")).to_be_hidden()
    page.evaluate(
        "voices.list = [{ lang: 'en_GB', name: 'Here', localService: true }]; voices.listeners.forEach((heard) => heard())"
    )
    page.get_by_role("button", name="Lees voor").click()
    assert page.evaluate("voices.said[0][1]") == "en_GB"


def _in_english(route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('<html lang="nl"', '<html lang="en"'))


def test_axe_finds_nothing_while_reading(open_browser, axe):
    page = open_browser(viewport={"width": 320, "height": 640})
    page.add_init_script(VOICES + OURS)
    _start(page)
    assert axe.violations_in_any_colours(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    buttons = page.locator(".read-aloud__panel").bounding_box()
    way_out = page.get_by_role("link", name="Verlaat deze site").bounding_box()
    assert buttons["y"] + buttons["height"] <= way_out["y"]

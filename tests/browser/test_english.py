"""Somebody who reads English decides, signs up and gets a code, and may change the language on the way."""

import re

import pytest
from playwright.sync_api import Page, expect

from selfreferral.models import Letter
from selfreferral.receipts import digest
from tests.browser import form
from tests.browser.staff import is_in

READ = (
    *("/en/", "/en/victims/", "/en/victims/how-it-works/", "/en/offenders/", "/en/professionals/", "/en/received-a-letter/"),
    *("/en/contact/", "/en/privacy/", "/en/accessibility/", "/en/safe-visit/", "/en/about-us/", "/en/sign-up/"),
    *(
        "/en/young-people/",
        "/en/in-prison/",
        "/en/no-contact-order/",
        "/en/mediation-in-criminal-cases/",
        "/en/decision-aid/",
    ),
    *("/en/victims/experiences/", "/en/professionals/law-and-rules/", "/en/in-prison/?eenvoudig"),
)
RIGHT_TO_LEFT = "document.documentElement.dir = 'rtl'"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def in_dutch(page: Page) -> None:
    page.get_by_role("link", name="Nederlands", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def in_english(page: Page) -> None:
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.on_both
@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_victim_reads_signs_up_in_english_and_intake_reads_dutch(open_browser, intake_worker, has_scripts):
    visitor = open_browser(java_script_enabled=has_scripts)
    visitor.goto("/")
    in_english(visitor)
    visitor.locator("main").get_by_role("link", name="Victims", exact=True).click()
    expect(visitor).to_have_url(re.compile(r"/en/victims/$"))
    visitor.locator("main").get_by_role("link", name="How it works", exact=True).first.click()
    visitor.get_by_role("link", name="Sign up", exact=True).first.click()
    expect(visitor).to_have_url(re.compile(r"/en/sign-up/$"))
    _up_to_reaching(visitor)
    _from_reaching_to_the_check_page(visitor)
    visitor.get_by_role("button", name="Send my form").click()
    form.heading(visitor, "We have received your form")
    code = visitor.locator(".receipt-code").inner_text().strip().replace(" ", "-")
    expect(visitor.locator("main")).to_contain_text("within 3 working days")
    letter = Letter.objects.get()
    assert bytes(letter.receipt_digest) == digest(code)

    worker = open_browser(extra_http_headers={"Accept-Language": "en"})
    is_in(worker, intake_worker)
    worker.goto("/beheer/aanmeldingen/")
    worker.get_by_role("link", name=re.compile(letter.id.hex[:8].upper())).first.click()
    for answer in ("Noor", "Slachtoffer", "18 jaar of ouder", "Zeg niet dat Perspectief belt"):
        expect(worker.locator("main")).to_contain_text(answer)
    expect(worker.locator("main")).not_to_contain_text("Victim")


def _up_to_reaching(page: Page) -> None:
    page.get_by_role("link", name="Start", exact=True).click()
    form.choose(page, "Are you signing up yourself or someone else?", "Myself")
    form.choose(page, "What describes you best?", "Victim")
    form.choose(page, "How old are you?", "18 or older")
    form.write(page, "What may we call you?", "Noor")
    form.heading(page, "How can we reach you safely?")


def _from_reaching_to_the_check_page(page: Page) -> None:
    form.choose(page, "How can we reach you safely?", "By phone")
    form.write(page, "On which phone number can we call you?", "06-12345678")
    form.choose(page, "May we say that it is Perspectief calling?", "No")
    form.choose(page, "May we leave a voicemail?")
    form.choose(page, "When is the best time to call?", "In the morning")
    form.choose(page, "Is there a no-contact order?", "I do not know")
    form.heading(page, "What do you need?")
    form.go_on(page)
    form.heading(page, "Who may be told that you have signed up?")
    form.go_on(page)
    form.go_on(page)
    page.get_by_role("checkbox").check()
    form.go_on(page)
    form.heading(page, "Check your answers")


def test_changing_the_language_halfway_keeps_the_answers_and_the_question(page):
    page.goto("/en/sign-up/")
    _up_to_reaching(page)
    in_dutch(page)
    form.heading(page, "Hoe kunnen we u veilig bereiken?")
    page.get_by_role("link", name="Terug", exact=True).click()
    expect(page.get_by_label("Hoe mogen we u noemen?", exact=True)).to_have_value("Noor")
    in_english(page)
    expect(page.get_by_label("What may we call you?", exact=True)).to_have_value("Noor")
    form.go_on(page)
    _from_reaching_to_the_check_page(page)
    in_dutch(page)
    form.heading(page, form.CHECK_HEADING)
    expect(page.locator("main")).to_contain_text("06 12 34 56 78")
    form.send(page)
    in_english(page)
    form.heading(page, "We have received your form")


def test_a_mistake_is_named_in_english_and_keeps_what_was_typed(page):
    page.goto("/en/sign-up/")
    _up_to_reaching(page)
    form.choose(page, "How can we reach you safely?", "By phone")
    form.write(page, "On which phone number can we call you?", "06-123")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Fill in a phone number")
    expect(page.get_by_label("On which phone number can we call you?", exact=True)).to_have_value("06-123")


def test_the_way_out_counts_in_english(page):
    page.goto("/en/victims/")
    expect(page.get_by_role("link", name="Leave this site")).to_be_visible()
    page.keyboard.press("Shift")
    expect(page.locator("[data-leave-progress]")).to_contain_text("Press Shift two more times to leave this site.")


def test_reading_in_english_leaves_no_cookie(page):
    for address in READ:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en", address
    assert page.context.cookies() == []


def test_axe_finds_nothing_on_the_english_pages(page, axe):
    found = []
    for address in (*READ, "/en/sign-up/for-whom/", "/en/sign-up/on-paper/myself/", "/en/not-there/"):
        page.goto(address)
        found += axe.violations_in_any_colours(page)
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_layout_holds_from_right_to_left(page, width):
    """As for Arabic or Farsi: nothing sticks out, and what starts a line starts it on the right."""
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = []
    for address in (*READ, "/en/sign-up/for-whom/"):
        page.goto(address)
        page.evaluate(RIGHT_TO_LEFT)
        if page.evaluate(TOO_WIDE):
            too_wide.append(address)
    assert too_wide == []
    page.goto("/en/victims/how-it-works/")
    page.evaluate(RIGHT_TO_LEFT)
    logo, first_step = page.locator(".logo").bounding_box(), page.locator(".steps__title").first.bounding_box()
    assert logo["x"] + logo["width"] > width / 2
    assert first_step["x"] + first_step["width"] < width - 48  # the number stands to the right of it

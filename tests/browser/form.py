"""Filling the form in by hand: by what is on the screen, never by the names in the page's source."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

NEXT, SEND = re.compile("^(Verder|Continue)$"), "Verstuur mijn aanmelding"
CHECK_HEADING, DONE_HEADING = "Controleer uw antwoorden", "De aanmelding is aangekomen"


def heading(page: Page, text: str) -> None:
    """The page with this heading is there."""
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()


def choose(page: Page, question: str, *answers: str) -> None:
    """Pick answers of a question and go on."""
    group = page.get_by_role("group", name=question)
    for answer in answers:
        group.get_by_label(answer, exact=True).check()
    go_on(page)


def write(page: Page, question: str, answer: str) -> None:
    """Type an answer and go on."""
    page.get_by_label(question, exact=True).fill(answer)
    go_on(page)


def go_on(page: Page) -> None:
    """To the next page."""
    page.get_by_role("button", name=NEXT).click()


def to_the_check_page(page: Page) -> None:
    """A victim who wants to be called, from the first page of the form up to the check page."""
    page.get_by_role("link", name="Begin met aanmelden").click()
    choose(page, "Meldt u uzelf aan of iemand anders?", "Mijzelf")
    choose(page, "Wat past het best bij u?", "Slachtoffer")
    choose(page, "Hoe oud bent u?", "18 jaar of ouder")
    write(page, "Hoe mogen we u noemen?", "Noor")
    choose(page, "Hoe kunnen we u veilig bereiken?", "Bellen")
    write(page, "Op welk telefoonnummer kunnen we u bellen?", "06-12345678")
    choose(page, "Mogen we zeggen dat Perspectief belt?", "Nee")
    choose(page, "Mogen we een voicemail achterlaten?")
    choose(page, "Wanneer kunnen we het best bellen?", "’s Ochtends")
    choose(page, "Geldt er een contactverbod?", "Dat weet ik niet")
    heading(page, "Wat hebt u nodig?")
    go_on(page)
    heading(page, "Wie mag iets horen over uw aanmelding?")
    go_on(page)
    write(page, "Wilt u iets meegeven voor het eerste gesprek? (optioneel)", "Graag rustig uitleggen.")
    heading(page, "Mogen we deze gegevens gebruiken?")
    page.get_by_label("Ik geef toestemming om deze gegevens te gebruiken om contact met mij op te nemen.").check()
    go_on(page)
    heading(page, CHECK_HEADING)


def send(page: Page) -> str:
    """Press the last button; returns the receipt code."""
    page.get_by_role("button", name=SEND).click()
    heading(page, DONE_HEADING)
    return page.locator(".receipt-code").inner_text().strip().replace(" ", "-")


def soon(page: Page, is_so: Callable[[], bool]) -> None:
    """After leaving, a page is gone at once; its last message to the server arrives a moment later."""
    for _ in range(50):
        if is_so():
            return
        page.wait_for_timeout(100)
    assert is_so()

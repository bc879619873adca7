"""The form in English: the same questions, answers that outlive a change of language, letters that intake reads in Dutch."""

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse, translate_url
from django.utils import translation

from selfreferral.intake import queue
from selfreferral.models import Letter
from selfreferral.public.steps import STEPS
from tests.cast import Player
from tests.languages.dutch import dutch_in
from tests.selfreferral.walking import CLIENT_BY_EMAIL, VICTIM_BY_PHONE, receipt_code

pytestmark = pytest.mark.usefixtures("committing")

START, FIRST, CHECK = "/en/sign-up/", "/en/sign-up/for-whom/", "/en/sign-up/check/"
ROUTES: dict[str, dict[str, Any]] = {
    "oneself, by phone": VICTIM_BY_PHONE,
    "a child, through another person": {
        **VICTIM_BY_PHONE,
        "age_band": "under_12",
        "parent_knows": "yes",
        "channel": "other_person",
        "other_name": "Sam",
        "other_relation": "",
        "other_phone": "030 234 00 45",
        "other_knows": "yes",
    },
    "a relative, by post": {
        **VICTIM_BY_PHONE,
        "route": "relative",
        "role": "later",
        "channel": "post",
        "address": "Kerkstraat 1",
        "read_by_others": "unknown",
    },
    "a client, by e-mail": CLIENT_BY_EMAIL,
}


def walk(visitor: Client, answers: dict[str, Any], address: str = FIRST, *, until: str = CHECK) -> list[str]:
    """Answer every page from an address on; returns each page as it was shown and as it complained."""
    shown = []
    while address != until:
        keys = next(step.keys for step in STEPS if step.slug == resolve_slug(address))
        shown.append(visitor.get(address).text)
        shown.append(visitor.post(address, {}, follow=True).text)
        address = visitor.post(address, {key: answers[key] for key in keys if key in answers}).url
    return shown


def resolve_slug(address: str) -> str:
    with translation.override("en" if address.startswith("/en/") else "nl"):
        return str(resolve(address.partition("?")[0]).kwargs["slug"])


@pytest.mark.parametrize("answers", ROUTES.values(), ids=ROUTES)
def test_every_page_of_the_form_is_in_english_also_when_it_complains(visitor: Client, answers: dict[str, Any]) -> None:
    pages = [visitor.get(START).text, *walk(visitor, answers)]
    pages += [visitor.get(CHECK).text, visitor.post(CHECK, follow=True).text]
    assert all('<html lang="en">' in page for page in pages)
    assert [found for page in pages for found in dutch_in(page.replace("Graag rustig uitleggen.", ""))] == []


@pytest.mark.parametrize("ending", ["erased", "finished", "expired", "talk-first"])
def test_every_end_of_the_form_is_in_english(visitor: Client, ending: str) -> None:
    page = visitor.get(f"/en/sign-up/{ending}/")
    assert page.status_code == 200
    assert dutch_in(page.text) == []


def test_every_page_of_the_form_has_its_own_word_in_each_language() -> None:
    with translation.override("en"):
        addresses = [reverse("selfreferral:step", args=[step.slug]) for step in STEPS]
        assert len(set(addresses)) == len(STEPS)
        assert [resolve(address).kwargs["slug"] for address in addresses] == [step.slug for step in STEPS]
        fixed = [
            reverse(f"selfreferral:{name}") for name in ("check", "done", "wipe", "wiped", "closed", "expired", "refused")
        ]
        assert not set(addresses) & set(fixed)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_the_language_switch_on_a_question_leads_to_the_same_question(step: Any) -> None:
    with translation.override("nl"):
        dutch = reverse("selfreferral:step", args=[step.slug])
        english = translate_url(f"{dutch}?wijzig", "en")
    with translation.override("en"):
        assert english == reverse("selfreferral:step", args=[step.slug]) + "?wijzig"
        assert translate_url(english, "nl") == f"{dutch}?wijzig"


def test_a_change_of_language_halfway_keeps_every_answer(visitor: Client) -> None:
    walk(visitor, VICTIM_BY_PHONE, "/aanmelden/voor-wie/", until="/aanmelden/bereiken/")
    name = visitor.get("/aanmelden/naam/")
    assert 'href="/en/sign-up/name/" lang="en"' in name.text
    assert 'value="Noor"' in visitor.get("/en/sign-up/name/").text
    walk(visitor, VICTIM_BY_PHONE, "/en/sign-up/reaching-you/")
    dutch = visitor.get("/aanmelden/controleren/").text
    assert "Slachtoffer" in dutch
    assert "06 12 34 56 78" in dutch
    assert "Victim" in visitor.get(CHECK).text


def test_what_could_not_be_taken_is_shown_again_in_the_other_language(visitor: Client) -> None:
    walk(visitor, VICTIM_BY_PHONE, until="/en/sign-up/phone/")
    visitor.post("/en/sign-up/phone/", {"phone": "06-123"})
    english, dutch = visitor.get("/en/sign-up/phone/").text, visitor.get("/aanmelden/telefoon/").text
    assert "Fill in a phone number" in english
    assert "<title>Error: " in english
    assert "Vul een telefoonnummer in" in dutch
    assert 'value="06-123"' in english
    assert 'value="06-123"' in dutch


def test_the_receipt_is_the_same_in_both_languages(visitor: Client) -> None:
    walk(visitor, VICTIM_BY_PHONE)
    sent = visitor.post(CHECK, follow=True)
    assert sent.redirect_chain == [("/en/sign-up/sent/", 302)]
    assert "We have received your form" in sent.text
    dutch = visitor.get("/aanmelden/verstuurd/")
    assert receipt_code(dutch) == receipt_code(sent)
    assert Letter.objects.count() == 1


def test_intake_reads_dutch_whatever_language_the_visitor_used(visitor: Client, intake_worker: Player) -> None:
    walk(visitor, VICTIM_BY_PHONE)
    visitor.post(CHECK)
    queue.collect_letters()
    letter = Letter.objects.get()
    page = intake_worker.client.get(reverse("aanmeldingen:referral", kwargs={"referral_id": letter.pk})).text
    assert "Betrokken als" in page
    assert "Slachtoffer" in page
    assert "Victim" not in page
    assert "Spreek geen voicemail in." in page


def test_a_colleague_whose_browser_asks_for_english_still_reads_dutch(visitor: Client, intake_worker: Player) -> None:
    walk(visitor, VICTIM_BY_PHONE)
    visitor.post(CHECK)
    queue.collect_letters()
    address = reverse("aanmeldingen:referral", kwargs={"referral_id": Letter.objects.get().pk})
    intake_worker.client.get("/en/")
    page = intake_worker.client.get(address, headers={"accept-language": "en"}).text
    assert "18 jaar of ouder" in page


def test_trouble_is_told_in_english_on_an_english_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/en/sign-up/name/", {"name": "Zebedeus"}, headers={"origin": "http://testserver"}).text
    assert '<html lang="en">' in page
    assert 'value="Zebedeus"' in page
    assert dutch_in(page) == []

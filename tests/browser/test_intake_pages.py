"""axe finds nothing on the lists, the reports and the first page of who works with referrals, on a phone and at a desk."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from perspectief.outbox.models import Message
from selfreferral.intake import accesslog
from selfreferral.intake.models import Reason, Referral
from selfreferral.intake.removing import remove
from tests.browser.staff import is_in
from tests.selfreferral.intake.conftest import referral, send_in

__all__ = ["referral", "send_in"]

PAGES = {
    "coordinator": (
        "/beheer/",
        "/beheer/account/",
        "/beheer/account/apparaten/",
        "/beheer/aanmeldingen/",
        "/beheer/aanmeldingen/?stand=te-controleren",
        "/beheer/aanmeldingen/overdragen/",
        "/beheer/aanmeldingen/toegang/",
        "/beheer/aanmeldingen/toegang/geven/",
        "/beheer/reports/berichten/",
        "/beheer/reports/cijfers/",
    ),
    "auditor": (
        "/beheer/",
        "/beheer/reports/wie-keek/",
        "/beheer/reports/wie-keek/?wat=letter",
        "/beheer/aanmeldingen/verwijderd/",
        "/beheer/aanmeldingen/",  # refused
    ),
}
# What scrolls sideways in a frame of its own, as a wide table does, is not too wide.
TOO_WIDE = """() => {
  const isFrame = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  const scrolls = (one) => one && (isFrame(one) || scrolls(one.parentElement));
  return [...document.querySelectorAll('main *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility())
    .filter(one => !one.closest('header') && !scrolls(one.parentElement))
    .map(one => `too wide at ${location.pathname}: ${one.outerHTML.slice(0, 80)}`);
}"""


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(request, open_browser, axe, send_in, who, width):
    late = send_in(hours=24 * 20)
    Referral.objects.filter(pk=send_in().pk).update(needs_check=True)
    player = request.getfixturevalue(who)
    Referral.objects.filter(pk=late.pk).update(handler=player.user)
    accesslog.record(referral=late, person=player.user, at=timezone.now())
    remove(referral=Referral.objects.filter(pk=send_in().pk), reason=Reason.REQUEST, now=timezone.now(), by=player.user)
    to, problem = "een.heel.lang.adres@aanmeldpunt.perspectief.example", "de mailserver antwoordt niet (TimeoutError)"
    Message.objects.create(
        to=to, subject="Er wacht een aanmelding of een bericht", tries=3, problem=problem, posted_at=timezone.now()
    )
    page: Page = open_browser(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    is_in(page, player)
    found = []
    for address in PAGES[who]:
        page.goto(address)
        found += [*axe.violations(page), *page.evaluate(TOO_WIDE)]
    assert found == []

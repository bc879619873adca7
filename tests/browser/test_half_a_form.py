"""What an editor sees whose form came in half: what was written, and the way back. On a phone, a tablet and at a desk."""

from playwright.sync_api import Page, expect
from wagtail.models import Page as SitePage

from tests.browser.accessibility import Axe
from tests.browser.staff import log_in
from tests.cast import Player

SEND_HALF = """(address) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: address });
  const token = JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
  const written = { csrfmiddlewaretoken: token, title: "Over ons", lead: "Wij".repeat(60), "body-count": "x" };
  for (const [name, value] of Object.entries(written)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}"""


def test_half_a_form_is_a_page_to_read_and_to_leave_with_the_keyboard(page: Page, editor: Player, axe: Axe):
    log_in(page, editor)
    address = f"/beheer/pages/{SitePage.objects.get(slug='over-ons', locale__language_code='nl').pk}/edit/"
    page.evaluate(SEND_HALF, address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit formulier kwam niet goed aan")
    expect(page.get_by_text("Wij" * 60)).to_be_visible()
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe.violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert reached == ["#inhoud", "/", address, "/beheer/"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/")
    page.wait_for_load_state("networkidle")

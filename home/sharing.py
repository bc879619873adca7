"""The picture that goes along when somebody shares a page."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import Page

from .share_image import DESIGN, share_image

FOREVER = "public, max-age=31536000, immutable"  # another title gives another address
# It is there to be shown by others, beside a link to the page.
HEADERS = {"Cache-Control": FOREVER, "Cross-Origin-Resource-Policy": "cross-origin"}


def address(page: Page) -> str:
    """The path of a page's picture. It changes with the title, so a picture can be kept for ever."""
    return f"/delen/{page.pk}-{_mark(page.title)}.png"


def picture(request: HttpRequest, number: int, mark: str) -> HttpResponseBase:
    """The picture of a published page; an old address leads to the picture of today."""
    page = get_object_or_404(Page.objects.live().public().filter(depth__gte=2), pk=number)
    if mark != _mark(page.title):
        return redirect(address(page))
    return HttpResponse(share_image(page.title), content_type="image/png", headers=HEADERS)


def _mark(title: str) -> str:
    return hashlib.blake2s(f"{DESIGN} {title}".encode(), digest_size=4).hexdigest()

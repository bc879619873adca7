"""Telling the owner of a page, once for each review date, that it should be read again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from perspectief.outbox.posting import post

from .reviewing import kinds, to_review

SUBJECT = "Teksten om na te kijken"
STAFF_ADDRESSES = "perspectief.urls.staff"  # the operations process serves no address of its own


def remind(*, now: datetime) -> int:
    """Hand over one message for each person about their pages that are due, and remember it. Returns about how many pages.

    The messages and the memory of them are kept together or not at all.
    """
    today, reminded = timezone.localdate(now), 0
    with transaction.atomic():
        for addresses, pages in _by_addresses(_due(today)).items():
            post(to=addresses, subject=SUBJECT, body=_body(pages), now=now)
            _remember(pages, today)
            reminded += len(pages)
    return reminded


def _due(today: date) -> Iterable[Page]:
    """A new review date asks for a new message; a page without a date is in the report and in nobody's mail."""
    return to_review(today=today).filter(review_on__isnull=False).filter(Q(reminded=None) | Q(reminded__lt=F("review_on")))


def _by_addresses(pages: Iterable[Page]) -> dict[tuple[str, ...], list[Page]]:
    """Pages by who hears of them. A page of which nobody can be told stays in the report and waits."""
    told: dict[tuple[str, ...], list[Page]] = defaultdict(list)
    for page in pages:
        if addresses := _addresses(page):
            told[addresses].append(page)
    return told


def _addresses(page: Page) -> tuple[str, ...]:
    """The owner, if they still work on this page; else everybody whose role lets them publish it."""
    owner = page.owner
    if owner and owner.is_active and owner.email and page.permissions_for_user(owner).can_edit():
        return (owner.email,)
    editors = page_permission_policy.users_with_permission_for_instance("publish", page)
    reachable = editors.filter(is_active=True, is_superuser=False).exclude(email="")
    return tuple(reachable.order_by("email").values_list("email", flat=True).distinct())


def _body(pages: list[Page]) -> str:
    """Title and link, and nothing else."""
    return "\n\n".join(f"{page.title}\n{_link(page)}" for page in pages) + "\n"


def _link(page: Page) -> str:
    path = reverse("wagtailadmin_pages:edit", args=[page.pk], urlconf=STAFF_ADDRESSES)
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _remember(pages: list[Page], today: date) -> None:
    """Written past the revisions: being reminded is no change of the text."""
    numbers = [page.pk for page in pages]
    for kind in kinds():
        kind.objects.filter(pk__in=numbers).update(reminded_on=today)

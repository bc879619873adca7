"""Which pages should be read again."""

from datetime import date

from django.db.models import DateField, F, Q
from django.db.models.functions import Coalesce
from wagtail.models import Page
from wagtail.query import PageQuerySet

from information.models import InformingPage


def kinds() -> list[type[InformingPage]]:
    """The kinds of pages that have a review date."""
    return [model for model in _below(InformingPage) if not model._meta.abstract]


def _below(model: type[InformingPage]) -> list[type[InformingPage]]:
    return [one for child in model.__subclasses__() for one in (child, *_below(child))]


def to_review(*, today: date) -> PageQuerySet:
    """Published pages whose review date is today, past or missing; those without one come last.

    Each has `review_on` and `reminded`. A copy that follows its original (an alias) is reviewed there.
    """
    dates = {"review_on": _first("review_date"), "reminded": _first("reminded_on")}
    pages = Page.objects.live().type(*kinds()).filter(alias_of=None).annotate(**dates)
    due = Q(review_on__isnull=True) | Q(review_on__lte=today)
    oldest_first = F("review_on").asc(nulls_last=True)
    return pages.filter(due).select_related("owner", "locale", "content_type").order_by(oldest_first, "title")


def _first(field: str) -> Coalesce:
    """The field of whichever kind the page is; it stands in the table of that kind."""
    return Coalesce(*(f"{kind._meta.model_name}__{field}" for kind in kinds()), output_field=DateField(null=True))

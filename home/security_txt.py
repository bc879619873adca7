"""Whom to tell about a weakness (RFC 9116). It names an address that somebody chose for that, and else nobody."""

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

FOR = timedelta(days=180)  # the standard wants less than a year; it is renewed each day
LANGUAGES = "nl, en"


def security_txt(request: HttpRequest) -> HttpResponse:
    """404 while SECURITY_CONTACT is left out: an address that nobody reads is worse than none."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    day = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {day + FOR:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {LANGUAGES}",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        "",
    )
    kind = "text/plain; charset=utf-8"
    return HttpResponse("\n".join(lines), content_type=kind, headers={"Cache-Control": "public, max-age=3600"})

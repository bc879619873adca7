"""Every way into the public site: addresses from its own list, fields from its own forms, headers and cookies."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from selfreferral.public import steps
from selfreferral.questions import QUESTIONS
from tests.staff_addresses import route

PUBLIC = "perspectief.urls.public"
# What is asked, what comes back with a code, what the form adds, and names that no form has.
FIELDS = (
    *sorted(QUESTIONS),
    "addition",
    "code",
    "once",
    "captcha",
    "g-recaptcha-response",
    "website",
    "next",
    "volgende",
    "id",
)
QUERY = (
    "q",
    "wijzig",
    "eenvoudig",
    "next",
    "volgende",
    "page",
    "p",
    "lang",
    "format",
    "callback",
    "_method",
    "debug",
    "url",
    "file",
)
HEADERS = (
    *("User-Agent", "Referer", "Accept-Language", "Accept", "Accept-Encoding", "X-Forwarded-For", "X-Forwarded-Host"),
    *("X-Forwarded-Prefix", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Requested-With"),
    *("Origin", "If-None-Match", "If-Modified-Since", "Range", "Content-Language", "X-Real-IP", "Via", "True-Client-IP"),
)


def addresses(urlconf: str = PUBLIC) -> list[str]:
    """Each in every language, with an example in the place of what varies; every question of the form by its own name."""
    found: dict[str, None] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.update(dict.fromkeys(_walk(get_resolver(urlconf).url_patterns, "/")))
    return list(found)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        written = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + route(written))
        elif "<step:" in written:
            yield from (before + pattern.pattern.converters["slug"].to_url(step.slug) + "/" for step in steps.STEPS)
        elif pattern.name == "wagtail_serve":
            yield from (before, f"{before}slachtoffers/", f"{before}bestaat-niet/")
        else:
            yield before + route(written)


def cookies() -> tuple[str, ...]:
    """The names of all cookies there are."""
    return (
        *(settings.DRAFT_COOKIE_NAME, settings.RETURN_COOKIE_NAME, settings.CSRF_COOKIE_NAME),
        *(settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"),
    )

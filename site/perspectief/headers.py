"""The headers that keep a visitor's browser to itself: what may load, what may be stored, what is told to others."""

from collections.abc import Callable, MutableMapping

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

from .inlining import allowed

GetResponse = Callable[[HttpRequest], HttpResponse]

STAFF_PREFIX = "/beheer/"

# Nothing from anywhere else, nothing inline but our style sheets (below): a visitor's browser talks to this site alone.
PUBLIC_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What Wagtail needs beside that: icons as data, chosen pictures as blobs, the preview as a frame.
STAFF_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

# Wagtail's text editor (Draftail) makes a style element for what an empty paragraph says and for lists in lists, with a
# name in it that is new each time: no hash, and a script gives it no nonce. Only where that editor is.
STYLES_OF_THE_TEXT_EDITOR = {"style-src-elem": [SELF, UNSAFE_INLINE]}
WITH_TEXT_EDITOR = frozenset(f"wagtailadmin_pages:{view}" for view in ("add", "edit", "revisions_revert"))

# Nothing of this site is shown or used by another one. A picture for sharing (home/sharing.py) says otherwise itself.
RESOURCE_POLICY = "same-origin"
# What colleagues upload can run nothing and load nothing, whatever is in it.
UPLOADS_POLICY = "default-src 'none'; sandbox"

# No sensor, no advertising interface: a page of this site needs none.
PERMISSIONS = (
    "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)


class InlinedStyles:
    """The style sheets that a page brings along may be used: these texts, and nothing else inline. Inside CSPMiddleware."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and (hashes := allowed()):
            vars(response).setdefault("_csp_update", {})["style-src"] = hashes  # what django-csp's own decorator sets
        return response


class PrivacyHeaders:
    """Adds the headers that Django has no setting for, to every response."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", RESOURCE_POLICY)
        response.headers.setdefault("X-Robots-Tag", "noai, noimageai")
        return response


def of_static_files(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """What WhiteNoise adds to a style sheet, a script, a font."""
    headers["Cross-Origin-Resource-Policy"] = RESOURCE_POLICY


class StaffPolicyOnStaffAddresses:
    """Where one process serves both sides (development), staff addresses get the staff policy. Inside CSPMiddleware."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(STAFF_PREFIX):
            response.headers.pop("Content-Security-Policy", None)  # a page preview brings that of the public address
            vars(response)["_csp_config"] = STAFF_POLICY["DIRECTIVES"]  # what django-csp's own decorator sets
        return response


class StylesOfTheTextEditor:
    """Lets Wagtail's text editor have its styles, on the pages where it is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match and request.resolver_match.view_name in WITH_TEXT_EDITOR:
            vars(response)["_csp_update"] = dict(STYLES_OF_THE_TEXT_EDITOR)  # InlinedStyles adds to it
        return response

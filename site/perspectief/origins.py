"""Forms of pages that tell nobody where they were sent from.

The pages of the form say `Referrer-Policy: no-referrer`. A browser then says of whatever is sent from them `Origin: null`
(Fetch standard, 3.2), and Django refuses that. What another site sends in a visitor's name may say the same, so it is taken
only of the form, only when the browser doesn't say that it comes from elsewhere, and never instead of the token: its
cookie is SameSite=Strict and has the __Host- prefix, so no other site or subdomain sends it or sets it.
"""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

NO_REFERRER = "no-referrer"  # as a Referrer-Policy
FORM = "selfreferral"
HERE = ("same-origin", "")  # of Sec-Fetch-Site; browsers from before 2023 don't say it


class CsrfWithoutReferrer(CsrfViewMiddleware):
    """Django's own, which knows that the form hides where it was sent from."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        is_verified: bool = super()._origin_verified(request)  # type: ignore[misc]  # Django's own name, which its stubs leave out
        return is_verified or _hides_it(request)


def _hides_it(request: HttpRequest) -> bool:
    at = request.resolver_match
    is_hidden = request.META.get("HTTP_ORIGIN") == "null" and request.headers.get("Sec-Fetch-Site", "") in HERE
    return is_hidden and at is not None and at.app_name == FORM

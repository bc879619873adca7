"""Uploaded files while developing. On a server the proxy gives them, with the same headers (deploy/nginx/uploads.conf)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve

from perspectief.headers import UPLOADS_POLICY

DOCUMENTS = "documents/"


def uploaded(request: HttpRequest, path: str) -> HttpResponseBase:
    """A document is something to keep, never a page of ours."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = UPLOADS_POLICY
    if path.startswith(DOCUMENTS):
        response["Content-Disposition"] = "attachment"
    return response

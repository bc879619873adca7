"""The one address for Prometheus, on the staff side only. Without the secret it is not there."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from .collecting import Site


def metrics(request: HttpRequest) -> HttpResponse:
    """What is measured, for who sends METRICS_TOKEN as a bearer token (RFC 6750). Everybody else gets what is nowhere."""
    token, told = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if not token or not constant_time_compare(told, f"Bearer {token}") or request.method != "GET":
        raise Http404
    registry = CollectorRegistry()
    registry.register(Site(now=timezone.now()))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

"""Both sides in one process, and uploaded files, which a proxy serves in production."""

from django.urls import path

from perspectief.accounts.skipping import SKIP, skip
from perspectief.uploads.serving import uploaded

from .public import form, handler400, handler404, pages, unprefixed
from .staff import admin, handler403, handler429, watching

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

media = path("media/<path:path>", uploaded)

skipping = path("beheer/twee-factor/overslaan/", skip, name=SKIP)

handler500 = "perspectief.staff_failures.either"

urlpatterns = [*unprefixed, *watching, media, skipping, *admin, *form, *pages]

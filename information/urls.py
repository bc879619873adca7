"""Addresses beside those of the pages themselves."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from . import leaflets

printable = [
    path(_("folder/"), leaflets.leaflet, name="leaflet"),
    path(_("kaartje/"), leaflets.card, name="hand_over_card"),
]
urlpatterns = [path("<slug:slug>/", include(printable))]

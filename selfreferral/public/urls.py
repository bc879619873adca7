from django.urls import include, path, register_converter
from django.utils.translation import gettext_lazy as _

from . import leaving, printing, sending, views
from .step_words import StepConverter

app_name = "selfreferral"

register_converter(StepConverter, "step")

pages = [
    path("", views.start, name="start"),
    path(_("controleren/"), sending.check, name="check"),
    path(_("verstuurd/"), sending.done, name="done"),
    path(_("ga-door/"), leaving.stay, name="stay"),
    path(_("wissen/"), leaving.wipe, name="wipe"),
    path(_("gewist/"), leaving.ended, {"reason": "wiped"}, name="wiped"),
    path(_("klaar/"), leaving.ended, {"reason": "closed"}, name="closed"),
    path(_("verlopen/"), leaving.ended, {"reason": "expired"}, name="expired"),
    path(_("eerst-overleggen/"), leaving.ended, {"reason": "refused"}, name="refused"),
    path(_("op-papier/"), printing.papers, name="papers"),
    path(_("op-papier/mijzelf/"), printing.paper, {"route": "self"}, name="paper_self"),
    path(_("op-papier/iemand-anders/"), printing.paper, {"route": "relative"}, name="paper_relative"),
    path(_("op-papier/client/"), printing.paper, {"route": "client"}, name="paper_client"),
    path("<step:slug>/", views.step, name="step"),
]
urlpatterns = [
    path(_("aanmelden/"), include(pages)),
    path(_("mijn-aanmelding/"), include("selfreferral.public.mine.urls")),
    path(_("verlaat-deze-site/"), leaving.leave, name="leave"),
]

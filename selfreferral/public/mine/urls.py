from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import correcting, deed_views, views

urlpatterns = [
    path("", views.start, name="mine"),
    path(_("code/"), views.code, name="code"),
    path(_("stand/"), views.standing, name="standing"),
    path(_("aanvullen/"), deed_views.add, name="add"),
    path(_("bereiken/"), correcting.begin, name="correct_begin"),
    path(_("bereiken/controleren/"), correcting.correct_check, name="correct_check"),
    path(_("bereiken/<step:slug>/"), correcting.correct, name="correct"),
    path(_("intrekken/"), deed_views.withdraw, name="withdraw"),
    path(_("verwijderen/"), deed_views.erase, name="erase"),
    path(_("ga-door/"), views.stay, name="stay_here"),
    path(_("afsluiten/"), views.close, name="close"),
    path(_("afgesloten/"), views.closed_off, name="closed_off"),
]

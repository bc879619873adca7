from django.urls import path

from . import leaving, views

app_name = "selfreferral"

urlpatterns = [
    path("aanmelden/", views.start, name="start"),
    path("aanmelden/controleren/", views.check, name="check"),
    path("aanmelden/verstuurd/", views.done, name="done"),
    path("aanmelden/wissen/", leaving.wipe, name="wipe"),
    path("aanmelden/gewist/", leaving.ended, {"reason": "wiped"}, name="wiped"),
    path("aanmelden/verlopen/", leaving.ended, {"reason": "expired"}, name="expired"),
    path("aanmelden/eerst-overleggen/", leaving.ended, {"reason": "refused"}, name="refused"),
    path("aanmelden/<slug:slug>/", views.step, name="step"),
    path("verlaat-deze-site/", leaving.leave, name="leave"),
]

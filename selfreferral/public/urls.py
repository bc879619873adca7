from django.urls import path

from . import leaving, sending, views

app_name = "selfreferral"

urlpatterns = [
    path("aanmelden/", views.start, name="start"),
    path("aanmelden/controleren/", sending.check, name="check"),
    path("aanmelden/verstuurd/", sending.done, name="done"),
    path("aanmelden/wissen/", leaving.wipe, name="wipe"),
    path("aanmelden/gewist/", leaving.ended, {"reason": "wiped"}, name="wiped"),
    path("aanmelden/klaar/", leaving.ended, {"reason": "closed"}, name="closed"),
    path("aanmelden/verlopen/", leaving.ended, {"reason": "expired"}, name="expired"),
    path("aanmelden/eerst-overleggen/", leaving.ended, {"reason": "refused"}, name="refused"),
    path("aanmelden/<slug:slug>/", views.step, name="step"),
    path("verlaat-deze-site/", leaving.leave, name="leave"),
]

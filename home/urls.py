"""Addresses that machines ask for. They have no language."""

from django.urls import path

from . import sharing, sitemaps
from .security_txt import security_txt

urlpatterns = [
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.sitemap),
    path(".well-known/security.txt", security_txt),
    path("delen/<int:number>-<slug:mark>.png", sharing.picture),
]

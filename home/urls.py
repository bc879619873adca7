"""Addresses that machines ask for. They have no language."""

from django.urls import path

from . import sharing, sitemaps

urlpatterns = [
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.sitemap),
    path("delen/<int:number>-<slug:mark>.png", sharing.picture),
]

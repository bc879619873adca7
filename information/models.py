"""Where Django finds the pages of this room."""

from .pages.decision_aid import DecisionAidPage
from .pages.informing import AudiencePage, InformationPage, InformingPage
from .pages.news import NewsIndexPage, NewsPage
from .pages.publications import PublicationPage, PublicationsPage

__all__ = [
    "AudiencePage",
    "DecisionAidPage",
    "InformationPage",
    "InformingPage",
    "NewsIndexPage",
    "NewsPage",
    "PublicationPage",
    "PublicationsPage",
]

"""The front door, and what the organisation wants to keep in one place."""

from typing import Any, ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable, Page

from information.blocks import body_of
from information.links import LinkingPage
from information.models import AudiencePage
from perspectief.pages.remembering import remembered
from perspectief.telephone import TelephoneField

ENGLISH_HELP = "Leeg: de Engelse pagina’s tonen de Nederlandse tekst."


class HomePage(LinkingPage):
    """Three equal doors under one roof."""

    lead = models.TextField("inleiding", max_length=400, help_text="Een of twee zinnen: wat kan men hier?")
    body = body_of("home")

    content_panels: ClassVar = [*Page.content_panels, "lead", "body"]
    private_page_options: ClassVar[list[str]] = []
    template = "home/home_page.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "voorpagina"
        verbose_name_plural = "voorpagina's"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        doors = AudiencePage.objects.child_of(self).live()
        return {**super().get_context(request, *args, **kwargs), "doors": [(door, door.get_url(request)) for door in doors]}


@register_setting(icon="home")
class OrganisationSettings(BaseGenericSetting, ClusterableModel):
    """The one place for telephone numbers, hours and addresses; pages and the form refer to it."""

    telephone = TelephoneField(
        "telefoonnummer", default="+31302340045", help_text="Zoals 030 234 00 45. Staat op elke pagina."
    )
    opening_hours = models.CharField(
        "openingstijden",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: maandag tot en met vrijdag, 9.00 tot 17.00 uur.",
    )
    opening_hours_en = models.CharField(
        "openingstijden in het Engels",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: Monday to Friday, 9 am to 5 pm. Leeg: de Engelse pagina’s tonen de Nederlandse tekst.",
    )
    email = models.EmailField("e-mailadres", blank=True, help_text="Leeg: er staat geen e-mailadres op de website.")
    postal_address = models.TextField("postadres", blank=True, help_text="Ook het adres voor het papieren formulier.")
    visiting_address = models.TextField("bezoekadres", blank=True, help_text="Leeg: er staat geen bezoekadres op de site.")
    working_days = models.PositiveSmallIntegerField(
        "wij reageren binnen (werkdagen)", default=3, help_text="Dit beloven we op de website aan wie zich aanmeldt."
    )
    exit_url = models.URLField(
        "‘Verlaat deze site’ gaat naar",
        validators=[URLValidator(schemes=["https", "http"])],
        default="https://www.buienradar.nl/",
        help_text="Een gewone site die niets verraadt.",
    )
    exit_text = models.CharField(
        "tekst op die knop", max_length=40, default="Verlaat deze site", help_text="Kort. De knop staat op elke pagina."
    )
    exit_text_en = models.CharField(
        "tekst op die knop in het Engels", max_length=40, blank=True, help_text="Leeg: ‘Leave this site’."
    )

    form_title = models.CharField(
        "titel van de formulierpagina’s",
        max_length=40,
        blank=True,
        default="Formulier",
        help_text="Staat op het tabblad en in de browsergeschiedenis. Leeg: de vraag en onze naam staan er.",
    )
    form_title_en = models.CharField(
        "titel van de formulierpagina’s in het Engels",
        max_length=40,
        blank=True,
        help_text="Leeg: ‘Form’, als er een Nederlandse titel is.",
    )

    panels: ClassVar = [
        "telephone",
        "opening_hours",
        "opening_hours_en",
        "email",
        "postal_address",
        "visiting_address",
        "working_days",
        "exit_url",
        "exit_text",
        "exit_text_en",
        "form_title",
        "form_title_en",
        "help_numbers",
    ]

    class Meta:
        verbose_name = "organisatie"

    @classmethod
    def _get_or_create(cls) -> "OrganisationSettings":
        """The defaults until somebody saves: showing a page must not write, and the public role may not."""
        return remembered("organisation", lambda: cls.base_queryset().first() or cls(pk=1))


class HelpNumber(Orderable):
    """Somebody else who can help at once."""

    settings = ParentalKey(OrganisationSettings, on_delete=models.CASCADE, related_name="help_numbers")
    name = models.CharField("naam", max_length=80, help_text="Zoals de organisatie zichzelf noemt.")
    name_en = models.CharField("naam in het Engels", max_length=80, blank=True, help_text=ENGLISH_HELP)
    number = models.CharField("nummer", max_length=20, help_text="Zoals men het belt: 112 of 0800-2000.")
    purpose = models.CharField("waarvoor", max_length=120, help_text="Wanneer belt men dit? Zoals: Als er nu gevaar is.")
    purpose_en = models.CharField("waarvoor in het Engels", max_length=120, blank=True, help_text=ENGLISH_HELP)

    panels: ClassVar = ["number", "name", "name_en", "purpose", "purpose_en"]

    class Meta(Orderable.Meta):
        verbose_name = "hulpnummer"
        verbose_name_plural = "hulpnummers"


class SearchSynonym(models.Model):
    """Words that people use for the same thing; a search for one finds them all."""

    words = models.CharField(
        "woorden", max_length=300, help_text="Met komma's ertussen: herstelgesprek, bemiddeling, slachtoffer in beeld."
    )

    panels: ClassVar = ["words"]

    class Meta:
        verbose_name = "synoniemen voor zoeken"
        verbose_name_plural = "synoniemen voor zoeken"

    def __str__(self) -> str:
        return self.words

"""The three groups of people the site speaks to, with equal dignity."""

from django.db.models import TextChoices


class Audience(TextChoices):
    """Whom a page speaks to. The values stand in addresses of styles and must not change."""

    VICTIMS = "victims", "Slachtoffers"
    OFFENDERS = "offenders", "Daders"
    PROFESSIONALS = "professionals", "Professionals"

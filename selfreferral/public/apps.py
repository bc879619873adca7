from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "selfreferral.public"
    label = "selfreferral_public"
    verbose_name = "Aanmeldformulier"

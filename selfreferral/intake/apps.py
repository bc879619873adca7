from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "selfreferral.intake"
    label = "selfreferral_intake"
    verbose_name = "Aanmeldingen"

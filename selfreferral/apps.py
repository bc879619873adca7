from django.apps import AppConfig


class SelfReferralConfig(AppConfig):
    name = "selfreferral"
    verbose_name = "Aanmelding"

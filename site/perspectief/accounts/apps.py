from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "perspectief.accounts"
    label = "accounts"
    verbose_name = "Medewerkers"

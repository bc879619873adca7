from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "perspectief.accounts"
    label = "accounts"
    verbose_name = "Medewerkers"

    def ready(self) -> None:
        from perspectief import checks

        checks.watch()

from django.apps import AppConfig


class TwoFactorConfig(AppConfig):
    """Installed where staff log in, and in operations for the tables. Never in the public process."""

    name = "perspectief.accounts.twofactor"
    label = "twofactor"
    verbose_name = "Inloggen in twee stappen"

    def ready(self) -> None:
        from . import events

        events.connect()

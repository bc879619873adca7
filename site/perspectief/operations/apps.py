from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class OperationsConfig(AppConfig):
    name = "perspectief.operations"
    label = "operations"
    verbose_name = "Beheer van de machine"

    def ready(self) -> None:
        from .changes import watch_tables

        post_migrate.connect(
            watch_tables, sender=apps.get_app_config("pages")
        )  # this app has no models, so it is sent nothing

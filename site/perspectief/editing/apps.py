from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "perspectief.editing"
    label = "editing"
    verbose_name = "Redactie"

    def ready(self) -> None:
        """Wagtail's widgets are there now."""
        from .starting import render_without_scripts

        render_without_scripts()

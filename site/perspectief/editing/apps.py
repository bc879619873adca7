from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "perspectief.editing"
    label = "editing"
    verbose_name = "Redactie"

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "perspectief.operations"
    label = "operations"
    verbose_name = "Beheer van de machine"

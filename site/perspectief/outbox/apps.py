from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "perspectief.outbox"
    label = "outbox"
    verbose_name = "Uitgaande berichten"

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    name = "perspectief.watching"
    label = "watching"
    verbose_name = "Toezicht op de machine"

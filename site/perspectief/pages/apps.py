from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Where pages are shown."""

    name = "perspectief.pages"
    label = "pages"
    verbose_name = "Bewaarde pagina's"
    default = True


class ChangingPagesConfig(PagesConfig):
    """Where what shows on pages can change: there a change empties the store."""

    default = False

    def ready(self) -> None:
        from . import emptying

        emptying.watch_saving()

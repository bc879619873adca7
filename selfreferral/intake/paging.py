"""Pages of the queue: as many as somebody may leaf through, and no further. What lies beyond is for a filter or a search."""

from django.utils.functional import cached_property
from wagtail.admin.paginator import WagtailPaginator

from .counting import COUNTED, counted, in_words


class Lines(WagtailPaginator):
    """Of a report: '12 regels'."""

    verbose_name, verbose_name_plural = "regel", "regels"


class BoundedPaginator(WagtailPaginator):
    """Reaches the first COUNTED referrals, so that neither the count nor a late page reads the whole table."""

    @cached_property
    def found(self) -> int:
        """How many there are; COUNTED + 1 for more."""
        return counted(self.object_list)

    @cached_property
    def count(self) -> int:
        """How many can be leafed through."""
        return min(self.found, COUNTED)

    @property
    def has_more(self) -> bool:
        """Whether some can't."""
        return self.found > COUNTED

    @property
    def items_count_label(self) -> str:
        """'1 aanmelding', '12 aanmeldingen' or '1000+ aanmeldingen'."""
        return f"{in_words(self.found)} {self.verbose_name if self.found == 1 else self.verbose_name_plural}"

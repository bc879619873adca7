"""Things beside each other, such as the forms of contact."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks


class RowBlock(blocks.StructBlock):
    """One aspect, for every column in the same order."""

    aspect = blocks.CharBlock(max_length=80, label="Waarover")
    cells = blocks.ListBlock(blocks.CharBlock(max_length=250), min_num=2, max_num=4, label="Vakken")


class ComparisonBlock(blocks.StructBlock):
    """A table with a caption and headers on both sides; on a narrow screen it reads as a list for each column."""

    heading = blocks.CharBlock(max_length=120, label="Kop")
    columns = blocks.ListBlock(blocks.CharBlock(max_length=60), min_num=2, max_num=4, label="Kolommen")
    rows = blocks.ListBlock(RowBlock(label="Rij"), min_num=1, label="Rijen")

    class Meta:
        template = "information/blocks/comparison.html"
        icon = "table"
        label = "Vergelijking"
        help_text = "Elke rij heeft voor elke kolom één vak, in dezelfde volgorde."

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Every row has a cell for every column."""
        cleaned = super().clean(value)
        width = len(cleaned["columns"])
        if any(len(row["cells"]) != width for row in cleaned["rows"]):
            problem = ValidationError(f"Elke rij heeft {width} vakken nodig: een voor elke kolom.")
            raise blocks.StructBlockValidationError({"rows": problem})
        return cleaned

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`by_row`: aspect with its cells; `by_column`: column with (aspect, cell) pairs, for narrow screens."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        columns = list(value["columns"])
        pairs = [[(row["aspect"], row["cells"][place]) for row in value["rows"]] for place in range(len(columns))]
        return {**context, "by_column": list(zip(columns, pairs, strict=True))}

"""Things beside each other, such as the forms of contact."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail import blocks

from .groups import OVERVIEW


class RowBlock(blocks.StructBlock):
    """One aspect, for every column in the same order."""

    aspect = blocks.CharBlock(max_length=80, label="Waarover", help_text="Staat voor de rij, zoals: elkaar zien.")
    cells = blocks.ListBlock(
        blocks.CharBlock(max_length=250, label="Vak"),
        min_num=2,
        max_num=4,
        label="Vakken",
        help_text="Voor elke kolom één vak. Schrijf ook ‘nee’ of ‘soms’ uit.",
    )


class ComparisonBlock(blocks.StructBlock):
    """A table named by its heading, with headers on both sides; on a narrow screen it reads as a list for each column."""

    heading = blocks.CharBlock(max_length=120, label="Kop", help_text="Wat wordt er vergeleken?")
    columns = blocks.ListBlock(
        blocks.CharBlock(max_length=60, label="Kolom"),
        min_num=2,
        max_num=4,
        label="Kolommen",
        help_text="Wat naast elkaar staat, zoals: gesprek en brief.",
    )
    rows = blocks.ListBlock(RowBlock(label="Rij"), min_num=1, label="Rijen")

    class Meta:
        template = "information/blocks/comparison.html"
        icon = "table"
        group = OVERVIEW
        label = "Vergelijking"
        description = "Een tabel van twee tot vier kolommen. Op een telefoon wordt het een lijst."
        preview_value: ClassVar = {
            "heading": "Vormen van contact",
            "columns": ["Gesprek", "Brieven"],
            "rows": [
                {"aspect": "Elkaar zien", "cells": ["Ja", "Nee"]},
                {"aspect": "Tempo", "cells": ["Op een afgesproken moment", "U bepaalt het zelf"]},
            ],
        }
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

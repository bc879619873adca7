"""The figures as a file: exactly what the page shows, with the same numbers left out. Never anything of a referral."""

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Font

from .charts import NOT_SHOWN
from .statistics import Figures, Table

HEADINGS = ("Tabel", "Rij", "Kolom", "Aantal")
MOST_LETTERS = 31  # that the name of a sheet can have


def as_csv(figures: Figures) -> bytes:
    """One line for each number. Semicolons and a byte order mark: so a Dutch Excel opens it as a table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows(_lines(figures))
    return text.getvalue().encode("utf-8-sig")


def _lines(figures: Figures) -> Iterator[tuple[str, str, str, int | str]]:
    for table in figures.tables:
        for label, row in table.rows:
            for column, number in zip(table.columns, row, strict=True):
                yield table.title, label, column, _cell(number)


def as_xlsx(figures: Figures) -> bytes:
    """A sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in figures.tables:
        _add_sheet(book, table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_sheet(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.title[:MOST_LETTERS])
    sheet.append([table.what, *table.columns])
    for label, row in table.rows:
        sheet.append([label, *map(_cell, row)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 2 + max(len(label) for label, _ in table.rows)


def _cell(number: int | None) -> int | str:
    return NOT_SHOWN if number is None else number

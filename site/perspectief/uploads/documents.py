"""Whether a document is what its name says: a PDF, or a text of a word processor without macros."""

import zipfile
from typing import Any

PDF = b"%PDF-"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
WORD = {"[Content_Types].xml", "word/document.xml"}
MOST_FILES = 5_000
# Both formats keep macros in a place of their own; ODF in Basic/ and Scripts/ (ODF 1.3 part 2, 2.2.1 allows more files).
MACROS = ("vbaproject.bin", "basic/", "scripts/")


def is_what_it_says(file: Any, *, extension: str) -> bool:
    """`extension` without a dot. The file, open for reading bytes, is read from the beginning, and left there."""
    file.seek(0)
    try:
        return _CHECKS[extension](file) if extension in _CHECKS else False
    finally:
        file.seek(0)


def _is_pdf(file: Any) -> bool:
    """At the very beginning: a reader takes it later too, and what stands before may be anything."""
    return file.read(len(PDF)) == PDF


def _is_open_document(file: Any) -> bool:
    return _names(file) is not None and _first(file) == OPEN_DOCUMENT


def _is_word(file: Any) -> bool:
    return (_names(file) or set()) >= WORD


def _names(file: Any) -> set[str] | None:
    """Of the files inside; None for what is no archive, or one with macros. Nothing is unpacked."""
    if file.read(2) != b"PK":  # an archive may begin later, behind anything
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    has_macros = any(mark in name.lower() for name in names for mark in MACROS)
    return None if has_macros or len(names) > MOST_FILES else set(names)


def _first(file: Any) -> bytes:
    """The file `mimetype`, which comes first and is not compressed (ODF 1.3 part 2, 3.3)."""
    file.seek(0)
    head = file.read(38 + len(OPEN_DOCUMENT))
    return head[38:] if head[30:38] == b"mimetype" else b""


_CHECKS = {"pdf": _is_pdf, "odt": _is_open_document, "docx": _is_word}

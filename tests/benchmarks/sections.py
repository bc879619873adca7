"""docs/benchmarks.md has a section for each benchmark; writing one leaves the others as they were."""

from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
HEADING = "## "


def write_section(name: str, text: str, *, file: Path = FILE, comes_first: bool = False) -> None:
    """Put `text` under the heading `name`, in place of what was there; a new section comes last, or first of all."""
    introduction, sections = _read(file)
    if comes_first:
        sections = {name: "", **sections}
    sections[name] = text.strip()
    parts = [introduction, *(f"{HEADING}{heading}\n\n{body}" for heading, body in sections.items())]
    file.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def read_section(name: str, *, file: Path = FILE) -> str:
    """What stands under that heading, or nothing."""
    return _read(file)[1].get(name, "")


def _read(file: Path) -> tuple[str, dict[str, str]]:
    """What stands above the first section, and the sections by their headings."""
    written = file.read_text(encoding="utf-8") if file.exists() else ""
    introduction, *rest = f"\n{written}".split(f"\n{HEADING}")
    parts = (section.partition("\n") for section in rest)
    return introduction.strip(), {heading.strip(): body.strip() for heading, _, body in parts}


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table. The first column is words, the others are numbers."""
    rule = ["---", *(["---:"] * (len(head) - 1))]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *rows])

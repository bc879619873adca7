"""The figures of a year: what the counts add up to, in tables that may be shown (suppressing.py)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format

from perspectief.accounts.models import User
from selfreferral.questions import Role, Route

from .due import HERE, local_day
from .languages import KNOWN, OTHER
from .models import Measure, Outcome, Referral, Tally
from .permissions import VIEW_STATISTICS, require
from .step_labels import STEP_LABELS
from .suppressing import Numbers, Row, added_up, apart, together
from .tallies import ERASED, NO_INTERPRETER, SIGN_LANGUAGE, UNKNOWN, UNOPENED, Waited

TOTAL = "Totaal"
NUMBER = "Aantal"
ROUTES = {
    Route.SELF.value: "Zichzelf",
    Route.RELATIVE.value: "Iemand die zij helpen",
    Route.CLIENT.value: "Een cliënt",
    UNOPENED: "Nog niet geopend",
    UNKNOWN: "Onbekend",
}
ROLES = {**{role.value: str(role.label) for role in Role}, UNKNOWN: "Onbekend"}
LANGUAGES = {
    NO_INTERPRETER: "Geen tolk nodig",
    **{name: name for name in (*KNOWN, OTHER)},
    SIGN_LANGUAGE: "Gebarentaal",
}
WAITED = dict(Waited.choices)
OUTCOMES = {**dict(Outcome.choices), ERASED: "Verwijderd op verzoek, voor het was afgerond", UNKNOWN: "Onbekend"}


@dataclass(frozen=True, kw_only=True)
class Table:
    """Numbers as they may be shown; None is not shown. With a total, the last row is it.

    `slug` names it in addresses and files; `note` says what is counted, in one or two sentences.
    """

    slug: str
    title: str
    note: str
    what: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Row]]
    has_total: bool = True

    @property
    def bars(self) -> list[tuple[str, int | None]]:
        """What a chart of it shows: each row without the total, by its last number."""
        return [(label, row[-1]) for label, row in (self.rows[:-1] if self.has_total else self.rows)]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A year in tables. `years`: those there is something to show of, the latest first."""

    year: int
    years: list[int]
    tables: list[Table]


def figures(*, year: int, person: User, now: datetime) -> Figures:
    """The figures of a year, up to the present month. Raises PermissionDenied."""
    require(person, VIEW_STATISTICS)
    counts = _counts(year)
    received, roles, interpreters = _who(counts, year, local_day(now))
    tables = [received, _waited(counts), _outcomes(counts), roles, interpreters, _steps(counts)]
    return Figures(year=year, years=_years(now), tables=tables)


Counts = Mapping[str, Mapping[tuple[int, str], int]]


def _counts(year: int) -> Counts:
    """By measure, then by number of the month and value; with the referrals that nobody opened yet."""
    found: dict[str, Counter[tuple[int, str]]] = {measure: Counter() for measure in Measure}
    for measure, month, value, number in Tally.objects.filter(month__year=year).values_list(
        "measure", "month", "value", "number"
    ):
        found[measure][month.month, value] += number
    begins, ends = (datetime(number, 1, 1, tzinfo=HERE) for number in (year, year + 1))
    unopened = Referral.objects.filter(is_counted=False, needs_check=False, received_at__gte=begins, received_at__lt=ends)
    months = unopened.annotate(month=TruncMonth("received_at", tzinfo=HERE))
    for moment, number in months.order_by().values_list("month").annotate(Count("pk")):
        found[Measure.ROUTE][moment.month, UNOPENED] += number
    return found


def _who(counts: Counts, year: int, today: date) -> tuple[Table, Table, Table]:
    """By month and route, by role, and by interpreter: about the same people, but for whom nobody opened yet."""
    months = range(1, (today.month if year == today.year else 12) + 1)
    found, languages = counts[Measure.ROUTE], counts[Measure.LANGUAGE]
    routes = [route for route in ROUTES if route != UNKNOWN or any(value == UNKNOWN for _, value in found)]
    numbers: Numbers = [[found.get((month, route), 0) for route in routes] for month in months]
    asked_for = {value: label for value, label in LANGUAGES.items() if any(value == seen for _, seen in languages)}
    lists = [_totals(counts[Measure.ROLE], ROLES), _totals(languages, asked_for)]
    received, (by_role, by_language) = together(numbers, lists, apart_from=routes.index(UNOPENED))
    labels = [date_format(date(year, month, 1), "F").capitalize() for month in months]
    return _received(labels, routes, received), _roles(by_role), _interpreters(asked_for, by_language)


def _received(labels: Sequence[str], routes: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table(
        slug="aanmeldingen",
        title="Aanmeldingen per maand",
        note="In de maand waarin iemand het formulier verstuurde, en voor wie. Wat nog te controleren is, telt niet mee.",
        what="Maand",
        columns=[*(ROUTES[route] for route in routes), TOTAL],
        rows=list(zip([*labels, TOTAL], rows, strict=True)),
    )


def _waited(counts: Counts) -> Table:
    return _listed(
        WAITED,
        added_up(_totals(counts[Measure.WAITED], WAITED)),
        slug="wachttijd",
        title="Wachttijd",
        note="Sprak iemand de persoon binnen de werkdagen die op de website staan? Wie nog wacht, telt nog niet mee.",
        what="Eerste gesprek",
    )


def _outcomes(counts: Counts) -> Table:
    return _listed(
        OUTCOMES,
        added_up(_totals(counts[Measure.OUTCOME], OUTCOMES)),
        slug="uitkomsten",
        title="Uitkomsten",
        note="Van de aanmeldingen die dit jaar zijn afgerond, wanneer ze ook binnenkwamen.",
        what="Uitkomst",
    )


def _roles(numbers: Row) -> Table:
    return _listed(
        ROLES,
        numbers,
        slug="betrokken-als",
        title="Betrokken als",
        note="Van de aanmeldingen die al eens zijn geopend.",
        what="Betrokken als",
    )


def _interpreters(asked_for: Mapping[str, str], numbers: Row) -> Table:
    return _listed(
        asked_for,
        numbers,
        slug="tolk",
        title="Tolk",
        note="Van de aanmeldingen die al eens zijn geopend. Talen die niemand nodig had, staan er niet bij.",
        what="Taal",
    )


def _steps(counts: Counts) -> Table:
    """Those of both languages together: a step is the same question in each."""
    by_step: Counter[str] = Counter()
    for (_, value), number in counts[Measure.STEP].items():
        by_step[value.partition(" ")[2]] += number
    numbers = apart([by_step[step] for step in STEP_LABELS])
    return Table(
        slug="stappen",
        title="Hoe ver mensen komen in het formulier",
        note="Hoe vaak elke vraag is ingevuld. Niet iedereen krijgt elke vraag. Wij tellen niet wie het was.",
        what="Stap",
        columns=[NUMBER],
        rows=[(label, [number]) for label, number in zip(STEP_LABELS.values(), numbers, strict=True)],
        has_total=False,
    )


def _totals(found: Mapping[tuple[int, str], int], labels: Iterable[str]) -> list[int]:
    """How many of each in the whole year."""
    return [sum(number for (_, seen), number in found.items() if seen == value) for value in labels]


def _listed(labels: Mapping[str, str], numbers: Row, **said: str) -> Table:
    """A table of one column, with its total."""
    rows = zip([*labels.values(), TOTAL], ([number] for number in numbers), strict=True)
    return Table(columns=[NUMBER], rows=list(rows), **said)  # type: ignore[arg-type]  # only the texts


def _years(now: datetime) -> list[int]:
    first = Tally.objects.order_by("month").values_list("month", flat=True).first()
    this_year = local_day(now).year
    return list(range(this_year, min(first.year if first else this_year, this_year) - 1, -1))

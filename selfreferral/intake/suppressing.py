"""Which numbers are not shown, so that no figure is about a handful of people.

A number from 1 to 4 is not shown. A total would give it away when it is the only one missing, and gives two away when they
are as small as can be (together 2: one and one). So more is left out, the smallest first and the total at last, until each
missing number could be 5 or more, as far as the list tells. In a table with rows and columns the totals come first, and a
row with a small number is left out whole, with others until no small number follows from what is shown. Missing numbers look
alike. Lists about the same people are left out of together, because the total of one is that of the others. Zero is about
nobody, and may be shown. This is cell suppression, primary and secondary, as statistical offices do it: Willenborg and De
Waal, Elements of Statistical Disclosure Control (2001).
"""

from collections.abc import Sequence, Set
from typing import TypeAlias

LEAST = 5

Numbers: TypeAlias = Sequence[Sequence[int]]
Row: TypeAlias = list[int | None]


def small(number: int) -> bool:
    """Whether a number by itself is about too few people."""
    return 0 < number < LEAST


def apart(numbers: Sequence[int]) -> Row:
    """What is shown of numbers that don't add up to anything."""
    return [None if small(number) else number for number in numbers]


def added_up(numbers: Sequence[int], *, is_total_shown: bool = True, left_out: Set[int] = frozenset()) -> Row:
    """What is shown of numbers, and of their total behind them. What stands at the places `left_out` is not."""
    missing = {i for i, number in enumerate(numbers) if small(number)} | left_out
    while not _is_safe(numbers, missing, is_total_shown=is_total_shown, left_out=left_out):
        others = [i for i, number in enumerate(numbers) if number and i not in missing]
        if not others:
            if not is_total_shown:
                break  # there is nobody at all
            is_total_shown = False
        else:
            missing.add(min(others, key=numbers.__getitem__))
    shown: Row = [None if i in missing else number for i, number in enumerate(numbers)]
    return [*shown, sum(numbers) if is_total_shown else None]


def crossed(numbers: Numbers, *, is_total_shown: bool = True, left_out: Set[int] = frozenset()) -> list[Row]:
    """What is shown of a table, with a column and a row of totals behind it. Two columns at least.

    The totals of the columns `left_out` are not shown.
    """
    rows, columns = [sum(row) for row in numbers], [sum(column) for column in zip(*numbers, strict=True)]
    side, foot = _margins(rows, columns, is_total_shown=is_total_shown, left_out=left_out)
    missing = _rows_left_out(numbers, side, foot)
    cells = [[None] * len(row) if i in missing else list(row) for i, row in enumerate(numbers)]
    return [*([*row, total] for row, total in zip(cells, side[:-1], strict=True)), foot]


def together(numbers: Numbers, lists: Numbers, *, apart_from: int) -> tuple[list[Row], list[Row]]:
    """What is shown of a table, and of lists about the same people as it but for those in its column `apart_from`.

    With that column each of them adds up to one total. So all show it or none; and when the number of that column is not
    shown, neither are the totals of the lists, which would give it away.
    """
    number, is_total_shown, is_left_out = sum(row[apart_from] for row in numbers), True, False
    while True:
        table = crossed(numbers, is_total_shown=is_total_shown, left_out={apart_from} if is_left_out else frozenset())
        shown = [_with_it(one, number, is_total_shown=is_total_shown, is_left_out=is_left_out) for one in lists]
        rows = [table[-1][apart_from : apart_from + 1] + table[-1][-1:], *(row[-2:] for row in shown)]
        found = (None not in [row[-1] for row in rows], None in [row[0] for row in rows])
        if found == (is_total_shown, is_left_out):
            return table, [_without_it(row, one) for row, one in zip(shown, lists, strict=True)]
        is_total_shown, is_left_out = found


def _with_it(numbers: Sequence[int], number: int, *, is_total_shown: bool, is_left_out: bool) -> Row:
    """A list, and behind it the number of those it is not about."""
    left_out = {len(numbers)} if is_left_out else frozenset()
    return added_up([*numbers, number], is_total_shown=is_total_shown, left_out=left_out)


def _without_it(row: Row, numbers: Sequence[int]) -> Row:
    return [*row[:-2], None if None in row[-2:] else sum(numbers)]


def _is_safe(numbers: Sequence[int], missing: Set[int], *, is_total_shown: bool, left_out: Set[int]) -> bool:
    """Without a total anything can be missing, but something has to be, or the total follows from the rest."""
    if not is_total_shown:
        return bool(missing - left_out)
    left = sum(numbers[i] for i in missing)
    return not missing or (len(missing) > 1 and left - (len(missing) - 1) >= LEAST)


def _margins(rows: Sequence[int], columns: Sequence[int], *, is_total_shown: bool, left_out: Set[int]) -> tuple[Row, Row]:
    """The totals of rows and of columns. They end in the same total, so either both show it or none."""
    side = added_up(rows, is_total_shown=is_total_shown)
    foot = added_up(columns, is_total_shown=is_total_shown, left_out=left_out)
    if is_total_shown and None in (side[-1], foot[-1]):
        return _margins(rows, columns, is_total_shown=False, left_out=left_out)
    return side, foot


def _rows_left_out(numbers: Numbers, side: Row, foot: Row) -> set[int]:
    missing = {i for i, row in enumerate(numbers) if any(map(small, row)) or side[i] is None}
    while more := _gives_away(numbers, missing, foot):
        missing.add(min(more, key=lambda i: sum(numbers[i])))
    return missing


def _gives_away(numbers: Numbers, missing: set[int], foot: Row) -> list[int]:
    """The rows of which one has to be left out as well; none when what is missing does not follow from what is shown."""
    others = [i for i, row in enumerate(numbers) if i not in missing and any(row)]
    if len(missing) == 1:
        return others
    for j, total in enumerate(foot[:-1]):
        left = sum(numbers[i][j] for i in missing)
        if small(left) if total is not None else not left:
            return [i for i in others if numbers[i][j]]
    return []

"""No figure is about a handful of people, neither by itself nor by what stands around it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfreferral.intake.suppressing import LEAST, added_up, apart, crossed, together

pytestmark = pytest.mark.pure

NUMBERS = st.lists(st.integers(0, 9), min_size=1, max_size=7)
TABLES = st.integers(2, 3).flatmap(
    lambda wide: st.lists(st.lists(st.integers(0, 9), min_size=wide, max_size=wide), min_size=1, max_size=3)
)


def test_under_five_is_not_shown_and_nobody_is():
    assert apart([0, 1, 4, 5]) == [0, None, None, 5]


def test_one_missing_number_takes_the_next_smallest_along():
    assert added_up([3, 20, 9]) == [None, 20, None, 32]


def test_two_that_are_as_small_as_can_be_take_a_third_along():
    """Together 2: each is 1. Together 8 with the third, nobody knows."""
    assert added_up([1, 1, 6, 30]) == [None, None, None, 30, 38]


@pytest.mark.parametrize(("numbers", "shown"), [([2, 0], [None, 0, None]), ([3, 2], [None, None, None])])
def test_when_nothing_else_is_left_the_total_goes(numbers, shown):
    assert added_up(numbers) == shown


def test_large_numbers_are_shown_whole():
    assert added_up([5, 6, 0]) == [5, 6, 0, 11]
    assert crossed([[5, 6], [7, 8]]) == [[5, 6, 11], [7, 8, 15], [12, 14, 26]]


def test_of_a_table_the_totals_stay_and_the_row_with_a_small_number_goes_with_the_next_smallest():
    numbers = [[2, 10, 11], [12, 13, 14], [15, 16, 17]]
    assert crossed(numbers) == [[None, None, None, 23], [None, None, None, 39], [15, 16, 17, 48], [29, 39, 42, 110]]


@given(TABLES)
@settings(max_examples=300, deadline=None)
def test_what_is_shown_is_true_and_never_under_five(numbers):
    whole = [[*row, sum(row)] for row in [*numbers, [sum(column) for column in zip(*numbers, strict=True)]]]
    for row, real_row in zip(crossed(numbers), whole, strict=True):
        for number, real in zip(row, real_row, strict=True):
            assert number is None or (number == real and (real == 0 or real >= LEAST))


@given(NUMBERS)
@settings(max_examples=300, deadline=None)
def test_nobody_can_work_out_a_missing_number_of_a_list(numbers):
    """There is always another list that would be shown in the same way, in which that number is another one."""
    shown = added_up(numbers)
    places = [i for i in range(len(numbers)) if shown[i] is None]
    settled = set(places)
    for change in _changes(places):
        changed = [number + change.get(i, 0) for i, number in enumerate(numbers)]
        if all(changed[i] for i in places) and shown[-1] in (None, sum(changed)):
            settled -= {i for i, by in change.items() if by}
    assert not settled


@given(TABLES)
@settings(max_examples=500, deadline=None)
def test_nobody_can_work_out_a_small_number_of_a_table(numbers):
    shown = crossed(numbers)
    places = [(i, j) for i, row in enumerate(numbers) for j in range(len(row)) if shown[i][j] is None]
    settled = {(i, j) for i, j in places if 0 < numbers[i][j] < LEAST}
    for change in _changes(places):
        if settled and _is_possible(numbers, shown, change):
            settled -= {place for place, by in change.items() if by}
    assert not settled


def test_the_total_of_a_list_does_not_give_away_who_nobody_opened_yet():
    """48 of 50 were opened: so the others would be two."""
    table, [roles] = together([[40, 8, 2], [30, 6, 0]], [[50, 34]], apart_from=2)
    assert table[-1][2] is None
    assert roles == [50, None, None]


def test_a_list_whose_total_is_too_small_hides_that_of_the_others():
    """One of four and one: whoever knows that it is five knows that both are small."""
    table, [roles, languages] = together([[5, 0]], [[4, 1], [5]], apart_from=1)
    assert (roles, languages, table[-1]) == ([None] * 3, [None] * 2, [None, 0, None])


def test_large_numbers_of_lists_are_shown_with_one_total():
    assert together([[20, 9, 5]], [[19, 10], [29]], apart_from=2) == (
        [[20, 9, 5, 34], [20, 9, 5, 34]],
        [[19, 10, 29], [29, 29]],
    )


@st.composite
def same_people(draw):
    """A table with a column of others, and two lists about the same people but for those."""
    numbers = draw(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=2))
    people = sum(sum(row[:2]) for row in numbers)
    cuts = [sorted(draw(st.lists(st.integers(0, people), min_size=size, max_size=size))) for size in (1, 2)]
    return numbers, [[end - begin for begin, end in zip([0, *cut], [*cut, people], strict=True)] for cut in cuts]


@given(same_people())
@settings(max_examples=150, deadline=None)
def test_nobody_can_work_out_a_small_number_of_a_list_from_the_others(people):
    numbers, lists = people
    table, shown = together(numbers, lists, apart_from=2)
    real = [[sum(column) for column in zip(*numbers, strict=True)], *lists]
    told = [table[-1], *shown]
    places = [(i, j) for i, row in enumerate(real) for j in range(len(row)) if told[i][j] is None]
    settled = {(i, j) for i, j in places if 0 < real[i][j] < LEAST}
    for change in _changes(places):
        if not settled:
            break
        if _is_possible_together(real, told, change):
            settled -= {place for place, by in change.items() if by}
    assert not settled


def _is_possible_together(real, told, change):
    """Whether these sums would be shown in the same way: as many people in each list as in the table, but for the others."""
    other = [[number + change.get((i, j), 0) for j, number in enumerate(row)] for i, row in enumerate(real)]
    opened = sum(other[0][:2])
    margins = [(sum(other[0]), told[0][-1]), *((opened, row[-1]) for row in told[1:])]
    same = all(sum(one) == opened for one in other[1:])
    return same and all(said in (None, number) for number, said in margins) and all(other[i][j] >= 0 for i, j in change)


def _changes(places):
    return (dict(zip(places, by, strict=True)) for by in product((-1, 0, 1), repeat=len(places)))


def _is_possible(numbers, shown, change):
    """Whether the table so changed would be shown in the same way: no fewer than nobody, and the same totals."""
    other = [[number + change.get((i, j), 0) for j, number in enumerate(row)] for i, row in enumerate(numbers)]
    rows = [(sum(row), shown[i][-1]) for i, row in enumerate(other)]
    columns = [(sum(column), shown[-1][j]) for j, column in enumerate(zip(*other, strict=True))]
    whole = [(sum(map(sum, other)), shown[-1][-1])]
    margins = all(told in (None, real) for real, told in rows + columns + whole)
    return margins and all(other[i][j] >= 0 for i, j in change)

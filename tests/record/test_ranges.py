from hypothesis import given
from hypothesis import strategies as st

from revisits.record.ranges import between, numbers, ranges, said, without

SETS = st.frozensets(st.integers(1, 60))


@given(SETS)
def test_there_and_back(these: frozenset[int]) -> None:
    assert list(numbers(ranges(sorted(these)))) == sorted(these)


@given(SETS, SETS)
def test_taking_away(these: frozenset[int], taken: frozenset[int]) -> None:
    left = without(ranges(sorted(these)), ranges(sorted(taken)))
    assert list(numbers(left)) == sorted(these - taken)


@given(st.integers(1, 60), st.integers(0, 60), SETS)
def test_what_lies_between(first: int, last: int, taken: frozenset[int]) -> None:
    left = between(first, last, ranges(sorted(taken)))
    assert list(numbers(left)) == [number for number in range(first, last + 1) if number not in taken]


def test_said_for_people() -> None:
    assert said([[3, 3], [7, 9]]) == "3, 7 to 9"

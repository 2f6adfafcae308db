"""Sets of numbers as sorted lists of [first, last], small where the numbers stand together."""

from collections.abc import Iterable, Iterator

Ranges = list[list[int]]


def ranges(numbers: Iterable[int]) -> Ranges:
    """Sorted numbers, without doubles, as ranges."""
    found: Ranges = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def between(first: int, last: int, taken: Ranges) -> Ranges:
    """What of first to last (both count) is not taken."""
    return without([[first, last]] if first <= last else [], taken)


def without(these: Ranges, taken: Ranges) -> Ranges:
    """Both sorted; what remains of these."""
    left: Ranges = []
    for first, last in these:
        for gone_first, gone_last in taken:
            if gone_last < first or gone_first > last:
                continue
            if gone_first > first:
                left.append([first, gone_first - 1])
            first = gone_last + 1
        if first <= last:
            left.append([first, last])
    return left


def numbers(these: Ranges) -> Iterator[int]:
    for first, last in these:
        yield from range(first, last + 1)


def said(these: Ranges) -> str:
    """`3, 7 to 9`."""
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in these)

"""Columns: what every text has one or some of, for facets and for dates, text by text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from broadsheet.search import days as calendar
from broadsheet.search import files
from broadsheet.search.coding import gaps, sized, varints, zigzag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Value = tuple[str, str]

CHUNK = 8192
"""How many texts the dates of one file are of."""


def column(values: Sequence[Sequence[Value]]) -> bytes:
    """The values of a facet (label and key) of every text.

    The table of the values begins with the most frequent, so that most codes are short.
    """
    counts = Counter(value[1] for held in values for value in held)
    labels = {value[1]: value[0] for held in values for value in held}
    order = sorted(counts, key=lambda key: (-counts[key], key))
    code = {key: place for place, key in enumerate(order)}
    table = files.told([[labels[key], key] for key in order])
    numbers = varints(map(len, values))
    codes = varints(code[key] for held in values for _label, key in held)
    return sized(table) + sized(numbers) + codes


def dates(days: Sequence[tuple[int, int]]) -> bytes:
    """The earliest day of each text of a chunk, and how many days later the latest is."""
    firsts = varints(map(zigzag, gaps([first for first, _last in days])))
    return firsts + varints(last - first for first, last in days)


def chunks(days: Sequence[tuple[int, int]]) -> Iterable[Sequence[tuple[int, int]]]:
    """*days* in the chunks in which they are written."""
    return (days[start : start + CHUNK] for start in range(0, len(days), CHUNK))


def years(days: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The texts in runs of one year: the year of each run, and how many texts it has.

    A text that may be of several years goes with those before it; the first with what follows.
    """
    runs: list[list[int]] = []
    begun = 0
    for first, last in days:
        year = calendar.year(first)
        several = year != calendar.year(last)
        if several and not runs:
            begun += 1
        elif several or (runs and year == runs[-1][0]):
            runs[-1][1] += 1
        else:
            runs.append([year, begun + 1])
            begun = 0
    return runs


def across(days: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The texts that may be of several years: earliest day, how many more, and gaps of texts."""
    found: dict[tuple[int, int], list[int]] = {}
    for text, (first, last) in enumerate(days):
        if calendar.year(first) != calendar.year(last):
            found.setdefault((first, last), []).append(text)
    return [[first, last - first, *gaps(texts)] for (first, last), texts in found.items()]

"""Days as numbers, and the days that a date in a query allows.

Day 0 is 1 January of the year 1, by the Gregorian calendar throughout (ISO 8601). The client counts
in the same way, so that everything here is arithmetic with whole numbers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

FOREVER = 10_000_000
"""How many days an open end is away from day 0; a date that is farther counts as being there."""

CYCLE = 146_097
"""How many days 400 years have."""

YEAR = r"[0-9]{4}|[0-9]{3}[Xx]|[0-9]{2}[Xx]{2}"
DATE = re.compile(rf"({YEAR})(?:-([0-9]{{2}}|XX)(?:-([0-9]{{2}}|XX))?)?[?~%]?")
RANGE = re.compile(r"([^./…]*)(\.\.+|…|/)([^./…]*)")
OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class Span(NamedTuple):
    """The first and the last of some days."""

    first: int
    last: int


def western(text: str) -> str:
    """*text* with Arabic, Persian and full-width digits as `0` to `9`."""
    return OTHER_DIGITS.sub(lambda found: str(ord(found[0]) & 15), text)


def number(year: int, month: int, day: int) -> int:
    """The number of a day."""
    before = year - 1
    leaps = before // 4 - before // 100 + before // 400
    return before * 365 + leaps + sum(length(year, each) for each in range(1, month)) + day - 1


@cache
def known(text: str) -> int:
    """The number of the day that *text*, in ISO 8601, begins with; none is farther than FOREVER."""
    year, month, rest = text.partition("T")[0].rsplit("-", 2)
    return max(-FOREVER, min(number(int(year), int(month), int(rest)), FOREVER))


@cache
def year(day: int) -> int:
    """The year in which a day lies."""
    near = day * 400 // CYCLE + 1
    return near + (day >= number(near + 1, 1, 1)) - (day < number(near, 1, 1))


def length(year: int, month: int) -> int:
    """How many days a month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else MONTH_DAYS[month - 1]  # noqa: PLR2004


def date(text: str) -> Span | None:
    """The days of `1967`, `196X`, `1967-05`, `1967-21` (spring) or `1967-05-04`, else None."""
    found = DATE.fullmatch(western(text))
    if not found:
        return None
    year, month, day = found[1].upper(), found[2] or "XX", found[3] or "XX"
    early, late = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month == "XX":
        return Span(number(early, 1, 1), number(late, 12, 31)) if day == "XX" else None
    return None if early != late else _within(early, int(month), day)


def _within(year: int, month: int, day: str) -> Span | None:
    """A month or a season of a year, or a day of a month."""
    if day == "XX" and month in SEASONS:
        first, last = SEASONS[month]
        return Span(number(year, first, 1), number(year, last, length(year, last)))
    if not 1 <= month <= 12:  # noqa: PLR2004
        return None
    if day == "XX":
        return Span(number(year, month, 1), number(year, month, length(year, month)))
    known = 1 <= int(day) <= length(year, month)
    return Span(*[number(year, month, int(day))] * 2) if known else None


def halves(text: str) -> tuple[str, str, str]:
    """What stands before and behind `..` or `/`, and which of them; empty where none does."""
    found = RANGE.fullmatch(text.replace("/..", "..").replace("../", ".."))
    return (found[1], found[2], found[3]) if found else (text, "", "")


def span(text: str) -> Span | None:
    """The days of a date, or of a range of two, either of which may be missing: `1967..`.

    The first may be later than the last.
    """
    before, sign, behind = halves(text)
    if not sign or not (before or behind):
        return date(text)
    first = date(before) if before else Span(-FOREVER, -FOREVER)
    last = date(behind) if behind else Span(FOREVER, FOREVER)
    return Span(first.first, last.last) if first and last else None

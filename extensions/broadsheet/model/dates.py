"""Dates as sources give them: EDTF levels 0 and 1, kept verbatim, with their earliest and latest.

A date is never sharpened: `1967` is a year and stays one. What is computed is the first and the
last day that the words allow, so that uncertain dates still sort and can be searched. Source: the
Extended Date/Time Format, https://www.loc.gov/standards/datetime/ (ISO 8601-2:2019).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

PLAIN = re.compile(
    r"""(?P<year>-?\d{4}|\d{3}X|\d\dXX|Y-?\d{5,9})
        (?:-(?P<month>\d\d|XX)
        (?:-(?P<day>\d\d|XX)
        (?:T(?P<time>\d\d:\d\d(?::\d\d)?)(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?
        (?P<doubt>[?~%])?""",
    re.VERBOSE | re.ASCII,
)
CIRCA = re.compile(r"(?:circa|ca?\.?)\s+(?=[\dY-])", re.IGNORECASE | re.ASCII)
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
# Not `calendar.month_name`, which follows the locale of who builds.
MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
STROKES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
LAST_HOUR = 24
OPEN = ("", "..")
CACHED = 65_536
"""How many dates are kept once they were read; an archive asks for each of its own many times."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as it was written, and what it allows.

    ``earliest`` and ``latest`` are ISO 8601 days, or minutes where a time was given, in the
    source's own time; empty where an interval is open. ``precision`` is time, day, month, season,
    year, decade, century or interval.
    """

    text: str
    earliest: str
    latest: str
    precision: str
    uncertain: bool = False
    approximate: bool = False

    @property
    def exact(self) -> bool:
        """Whether this is a plain calendar date, without doubt and without unknown digits."""
        plain = self.precision in {"time", "day", "month", "year"}
        return plain and not (self.uncertain or self.approximate or "X" in self.text)

    @property
    def order(self) -> tuple[int, str]:
        """What to sort by: the earliest day, or the latest where that is all that is known."""
        return _order(self.earliest or self.latest)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that this date surely lies in: one, or none where several are possible."""
        first, last = year_of(self.earliest), year_of(self.latest)
        return (first,) if first is not None and first == last else ()


def _order(day: str) -> tuple[int, str]:
    """What to sort ISO days by: the year as a number, then the text."""
    return (year_of(day) or 0, day)


def year_of(day: str) -> int | None:
    """The year of an ISO day, or None for an open end."""
    found = re.match(r"-?\d+", day)
    return int(found[0]) if found else None


@lru_cache(maxsize=CACHED)
def read(text: str) -> Moment:
    """The date that *text* stands for.

    Raises ValueError, with a sentence for the archivist, where it is not EDTF level 0 or 1, an
    English `circa 1967`, or where no such day exists.
    """
    written = text.strip()
    if "/" in written:
        return _interval(written, *_halves(written))
    circa = CIRCA.match(written)
    found = PLAIN.fullmatch(written, circa.end() if circa else 0)
    if not found:
        message = _meant(written) or f"`{text}` is not a date that can be kept"
        raise ValueError(message)
    return _moment(written, found, circa=bool(circa))


def _halves(text: str) -> tuple[str, str]:
    first, _, last = text.partition("/")
    if "/" in last or (first in OPEN and last in OPEN):
        message = _meant(text) or f"`{text}` is not an interval of two dates"
        raise ValueError(message)
    return first, last


def _meant(text: str) -> str:
    """The days that *text* may stand for, in a sentence, where it is one with strokes or dots."""
    found = STROKES.fullmatch(text)
    if not found:
        return ""
    one, other, year = found.groups()
    orders = dict.fromkeys([(int(other), int(one)), (int(one), int(other))])
    days = [
        f"`{year}-{month:02}-{day:02}`"
        for month, day in orders
        if 1 <= month <= 12 and 1 <= day <= _days(year, month)  # noqa: PLR2004
    ]
    return f"`{text}` may stand for {' or for '.join(days)}" if days else ""


def _interval(text: str, first: str, last: str) -> Moment:
    begin = None if first in OPEN else read(first)
    end = None if last in OPEN else read(last)
    if begin and end and _order(begin.earliest) > _order(f"{end.latest}~"):
        message = f"`{text}` ends before it begins"
        raise ValueError(message)
    known = [moment for moment in (begin, end) if moment]
    return Moment(
        text,
        begin.earliest if begin else "",
        end.latest if end else "",
        "interval",
        uncertain=any(moment.uncertain for moment in known),
        approximate=any(moment.approximate for moment in known),
    )


def _moment(text: str, found: re.Match[str], *, circa: bool) -> Moment:
    parts = found.groupdict(default="")
    earliest, latest, precision = _span(parts["year"].lstrip("Y"), parts["month"], parts["day"])
    if parts["time"]:
        if precision != "day":
            message = f"`{text}` has a time but no whole day"
            raise ValueError(message)
        _check_time(text, parts["time"], parts["offset"])
        earliest = latest = f"{earliest}T{parts['time']}"
        precision = "time"
    doubt = parts["doubt"]
    return Moment(
        text,
        earliest,
        latest,
        precision,
        uncertain=doubt in {"?", "%"},
        approximate=circa or doubt in {"~", "%"},
    )


def _check_time(text: str, time: str, offset: str) -> None:
    hour, minute, *second = (int(part) for part in time.split(":"))
    hours, minutes = int(offset[1:3] or 0), int(offset[3:].lstrip(":") or 0)
    past = hour >= LAST_HOUR or minute > 59 or any(value > 59 for value in second)  # noqa: PLR2004
    if past or hours > 14 or minutes > 59:  # noqa: PLR2004
        message = f"`{text}` has a time of day that no clock shows"
        raise ValueError(message)


def _span(year: str, month: str, day: str) -> tuple[str, str, str]:
    """The first day, the last day and the precision of a year, month and day as written."""
    if "X" in year:
        if month:
            message = f"`{year}-{month}` has a month in a year that is not known"
            raise ValueError(message)
        precision = "century" if year.endswith("XX") else "decade"
        return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31", precision
    if month in {"", "XX"}:
        return _span_of_year(year, month, day)
    number = int(month)
    if number in SEASONS and not day:
        first, last = SEASONS[number]
        return f"{year}-{first:02}-01", f"{year}-{last:02}-{_days(year, last):02}", "season"
    if not 1 <= number <= 12:  # noqa: PLR2004
        message = f"`{year}-{month}` has no such month"
        raise ValueError(message)
    return _span_of_day(year, number, day)


def _span_of_year(year: str, month: str, day: str) -> tuple[str, str, str]:
    if day not in {"", "XX"}:
        message = f"`{year}-{month}-{day}` has a day in a month that is not known"
        raise ValueError(message)
    return f"{year}-01-01", f"{year}-12-31", "year"


def _span_of_day(year: str, month: int, day: str) -> tuple[str, str, str]:
    days = _days(year, month)
    if day in {"", "XX"}:
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{days:02}", "month"
    if not 1 <= int(day) <= days:
        message = f"{MONTHS[month]} {year} has no day {int(day)}"
        raise ValueError(message)
    whole = f"{year}-{month:02}-{day}"
    return whole, whole, "day"


def _days(year: str, month: int) -> int:
    """The number of days in a month, by the Gregorian calendar, before 1582 too (ISO 8601)."""
    leap = calendar.isleap(int(year))
    return 29 if month == 2 and leap else MONTH_DAYS[month]  # noqa: PLR2004

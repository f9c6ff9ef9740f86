"""The times in files that we make, which no clock decides: they come from the stories."""

from __future__ import annotations

import calendar
import os
import re
from typing import TYPE_CHECKING

from broadsheet.model import dates
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.catalogue import Record

YEARS = range(1, 10000)
EPOCH = "SOURCE_DATE_EPOCH"
SECONDS = re.compile("[0-9]{1,12}")
LAST = 253_402_300_799  # the last second of the year 9999


def whole_day(published: str) -> str:
    """The day of *published* where it is one plain day of our era, else nothing."""
    if not published:
        return ""
    moment = dates.read(published)
    plain = moment.precision in {"day", "time"} and moment.exact
    return first_day(published) if plain else ""


def first_day(published: str) -> str:
    """The first day of our era that *published* may mean, else nothing."""
    day = dates.read(published).earliest.partition("T")[0] if published else ""
    plain = day.count("-") == 2  # noqa: PLR2004
    return day if plain and int(day.split("-")[0]) in YEARS else ""


def epoch() -> str:
    """What SOURCE_DATE_EPOCH says, in digits; empty where it is not set.

    Raises BroadsheetError where it is no time (https://reproducible-builds.org/specs/).
    """
    said = os.environ.get(EPOCH)
    if said is None:
        return ""
    if not SECONDS.fullmatch(said) or int(said) > LAST:
        raise BroadsheetError(
            f"{EPOCH} is `{said}`, which is no time: write the seconds since 1970, as in 1700000000"
        )
    return said


def timestamp_of(records: Iterable[Record], epoch: str) -> int:
    """The time in a file of *records*: SOURCE_DATE_EPOCH, or else one that they give."""
    return int(epoch) if epoch else timestamp(records)


def timestamp(records: Iterable[Record]) -> int:
    """The last day that the records know, in Unix seconds, which begin in 1970."""
    day = last_day(records)
    return max(0, calendar.timegm((*map(int, day.split("-")), 0, 0, 0))) if day else 0


def last_day(records: Iterable[Record]) -> str:
    """The last whole day that the records know; where they know none, the first that may be it.

    Thus a story of which only the year is known bears that year, and not 1970.
    """
    said = [(record.published, record.updated, record.captured) for record in records]
    days = (whole_day(words) for told in said for words in told)
    return max(days, default="") or max((first_day(told[0]) for told in said), default="")

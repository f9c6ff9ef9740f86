"""The times in files that we make, which no clock decides: they come from the stories."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from broadsheet.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.catalogue import Record

YEARS = range(1, 10000)


def whole_day(published: str) -> str:
    """The day of *published* where it is one plain day of our era, else nothing."""
    if not published:
        return ""
    moment = dates.read(published)
    day = moment.earliest.partition("T")[0]
    plain = moment.precision in {"day", "time"} and moment.exact and day.count("-") == 2  # noqa: PLR2004
    return day if plain and int(day.split("-")[0]) in YEARS else ""


def timestamp_of(records: Iterable[Record], epoch: str) -> int:
    """The time in a file of *records*: SOURCE_DATE_EPOCH, or else one that they give."""
    return int(epoch) if epoch.isdigit() else timestamp(records)


def timestamp(records: Iterable[Record]) -> int:
    """The last day that the records know, in Unix seconds, which begin in 1970."""
    day = last_day(records)
    return max(0, calendar.timegm((*map(int, day.split("-")), 0, 0, 0))) if day else 0


def last_day(records: Iterable[Record]) -> str:
    """The last whole day that the records know."""
    days = (
        whole_day(said)
        for record in records
        for said in (record.published, record.updated, record.captured)
    )
    return max(days, default="")

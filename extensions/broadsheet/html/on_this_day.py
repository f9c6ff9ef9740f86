"""On this day: every day of the year, with the stories that were published on it, whatever year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet import spoken
from broadsheet.html.leaves import Leaf, described, leaf, sheets
from broadsheet.html.years import listed
from broadsheet.model import urls
from broadsheet.model.dates import MONTH_DAYS
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from broadsheet.html.leaves import Holdings, Sheet
    from broadsheet.model.catalogue import Record

Context = dict[str, Any]

NAMED = 2
"""How many stories the index names for each day; the day's own page has them all."""


def leaves(holdings: Holdings) -> Iterator[Leaf]:
    """The index of all days, and the page of each that has stories."""
    found: dict[str, list[Record]] = {}
    for record in holdings.published:
        if record.day:
            found.setdefault(record.day[-5:], []).append(record)
    if not found:
        return
    yield _index(holdings, found)
    for day, records in sorted(found.items()):
        yield from _day(holdings, day, records)


def _index(holdings: Holdings, found: dict[str, list[Record]]) -> Leaf:
    def context() -> Context:
        total = sum(map(len, found.values()))
        return {
            "kind": "list",
            "page": described(_("On this day"), total),
            "months": [
                {"label": spoken.month(month), "days": _days(month, found)}
                for month in range(1, 13)
            ],
        }

    named = {day: holdings.mark(records[:NAMED]) for day, records in found.items()}
    made = [(day, len(records), named[day]) for day, records in sorted(found.items())]
    return leaf(urls.page(urls.way(urls.ON_THIS_DAY)), "on_this_day.html", made, context)


def _days(month: int, found: dict[str, list[Record]]) -> list[Context]:
    """The days of *month*, in a leap year; those without stories are only named."""
    return [
        _day_of_month(f"{month:02}-{day:02}", month, day, found.get(f"{month:02}-{day:02}", []))
        for day in range(1, MONTH_DAYS[month] + (2 if month == 2 else 1))  # noqa: PLR2004
    ]


def _day_of_month(key: str, month: int, day: int, records: Sequence[Record]) -> Context:
    more = len(records) - NAMED
    return {
        "key": key,
        "label": spoken.day_of_month(month, day),
        "address": urls.page(urls.on_this_day(key)) if records else "",
        "stories": [
            {
                "title": record.title,
                "address": record.address,
                "year": record.year,
                "language": record.language,
                "direction": record.written,
            }
            for record in records[:NAMED]
        ],
        "more": _("and %s more") % spoken.stories(more) if more > 0 else "",
    }


def _day(holdings: Holdings, key: str, records: Sequence[Record]) -> Iterator[Leaf]:
    name = spoken.day_of_month(*map(int, key.split("-")))
    for sheet in sheets(urls.on_this_day(key), records):

        def context(sheet: Sheet = sheet) -> Context:
            said = {
                **described(_("%s in every year") % name, len(records)),
                "trail": [
                    {
                        "address": urls.page(urls.way(urls.ON_THIS_DAY)),
                        "words": _("Every day of the year"),
                    }
                ],
            }
            return listed(holdings, sheet, said, None)

        made = (key, len(records), holdings.mark(sheet.records))
        yield leaf(sheet.address, "list.html", made, context)

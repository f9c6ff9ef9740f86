"""The pages of time: every year, a year by its months, a month as a calendar, and a day.

What has no certain year has a page of its own, where it stands under what is known of it.
"""

from __future__ import annotations

import calendar
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet import spoken
from broadsheet.directives.archive_timeline import drawn
from broadsheet.html.leaves import Leaf, described, leaf, sheets
from broadsheet.model import dates, timeline, urls, ways
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from broadsheet.html.leaves import Holdings, Sheet
    from broadsheet.model.catalogue import Record
    from broadsheet.model.ways import Listing

Context = dict[str, Any]

LAST = float("inf")
SEASONS = {first: season for season, (first, _last) in dates.SEASONS.items()}
YEARS = range(1, 10_000)
"""The years for which there is a calendar."""


class Heading(NamedTuple):
    """Under what a story stands in a list: the order of the heading, its words, and its page."""

    order: float
    words: str
    docname: str = ""


def leaves(holdings: Holdings) -> Iterator[Leaf]:
    """All pages of time."""
    listings = holdings.listings
    for earlier, here, later in _neighbours(listings.of("years")):
        yield from _year(holdings, here, [earlier, later])
    for earlier, here, later in _neighbours(listings.of("months")):
        yield from _month(holdings, here, [earlier, later])
    for earlier, here, later in _neighbours(listings.of("days")):
        yield from _day(holdings, here, [earlier, later])
    yield from _undated(holdings)
    yield every(holdings)


def _neighbours(
    listed: Sequence[Listing],
) -> Iterator[tuple[Listing | None, Listing, Listing | None]]:
    """Each of *listed* between the one before it and the one after it."""
    padded = [None, *listed, None]
    for (before, here), (_here, after) in pairwise(pairwise(padded)):
        assert here is not None
        yield before, here, after


def label(listing: Listing) -> str:
    """`1926`, `May 1926` or `7 May 1926`."""
    return spoken.date(ways.edtf(listing.key))


def _beside(neighbours: Sequence[Listing | None]) -> Context:
    """The links to the listings before and after."""
    words = (_("Earlier: %s"), _("Later: %s"))
    found = [
        {"address": urls.page(listing.docname), "words": said % label(listing)} if listing else None
        for listing, said in zip(neighbours, words, strict=True)
    ]
    return {"earlier": found[0], "later": found[1]}


def _up(listing: Listing) -> list[Context]:
    """The way from all years down to *listing*, without itself."""
    steps = [{"address": urls.page(urls.way("years")), "words": _("All years")}]
    year, _dash, rest = _split(listing.key)
    if rest:
        steps.append(
            {"address": urls.page(urls.dated(year)), "words": spoken.date(ways.edtf(year))}
        )
    if "-" in rest:
        month = f"{year}-{rest[:2]}"
        name = spoken.month(int(rest[:2]))
        steps.append({"address": urls.page(urls.dated(month)), "words": name})
    return steps


def _split(key: str) -> tuple[str, str, str]:
    """The year of a key, and what follows it."""
    year, dash, rest = key[1:].partition("-")
    return key[:1] + year, dash, rest


# A year.


def _year(
    holdings: Holdings, here: Listing, neighbours: Sequence[Listing | None]
) -> Iterator[Leaf]:
    months = _months_of(holdings, here)
    made = _made_of(here, neighbours)
    for sheet in sheets(here.docname, sorted(here.records, key=_month_order)):

        def context(sheet: Sheet = sheet) -> Context:
            return {
                **listed(holdings, sheet, _said(here, neighbours), month_of),
                "months": months if sheet.number == 1 else [],
            }

        yield leaf(
            sheet.address, "list.html", (*made, holdings.mark(sheet.records), months), context
        )


def _months_of(holdings: Holdings, here: Listing) -> list[Context]:
    """The twelve months, each with its stories as a bar; none where no story has a month."""
    found = [holdings.listings.at("months", f"{here.key}-{month:02}") for month in range(1, 13)]
    counts = [len(listing.records) if listing else 0 for listing in found]
    return (
        [
            {
                "label": spoken.month(place),
                "address": urls.page(listing.docname) if listing else "",
                "stories": spoken.stories(count),
                "count": spoken.number(count),
                "height": timeline.height(count, max(counts)),
            }
            for place, (listing, count) in enumerate(zip(found, counts, strict=True), start=1)
        ]
        if any(counts)
        else []
    )


def _made_of(here: Listing, neighbours: Sequence[Listing | None]) -> list[object]:
    beside = [listing.key if listing else "" for listing in neighbours]
    return [here.key, len(here.records), *beside]


def _said(here: Listing, neighbours: Sequence[Listing | None]) -> Context:
    """What a page of time says of itself."""
    return {
        **described(label(here), len(here.records)),
        **_beside(neighbours),
        "trail": _up(here),
    }


# A month.


def _month(
    holdings: Holdings, here: Listing, neighbours: Sequence[Listing | None]
) -> Iterator[Leaf]:
    made = _made_of(here, neighbours)
    for sheet in sheets(here.docname, sorted(here.records, key=_day_order)):

        def context(sheet: Sheet = sheet) -> Context:
            return {
                **listed(holdings, sheet, _said(here, neighbours), day_of),
                "calendar": _calendar(holdings, here) if sheet.number == 1 else None,
            }

        yield leaf(sheet.address, "list.html", (*made, holdings.mark(sheet.records)), context)


def _calendar(holdings: Holdings, here: Listing) -> Context | None:
    """The month's weeks; a day with stories leads to them."""
    year, _dash, month = _split(here.key)
    if int(year) not in YEARS:
        return None
    weeks = calendar.Calendar(spoken.first_weekday()).monthdayscalendar(int(year), int(month))
    days = {day: holdings.listings.at("days", f"{here.key}-{day:02}") for day in range(1, 32)}
    return {
        "caption": _("The days of %s") % label(here),
        "weekdays": [{"short": short, "long": long} for short, long in spoken.weekdays()],
        "weeks": [[_cell(day, days.get(day)) for day in week] for week in weeks],
    }


def _cell(day: int, listing: Listing | None) -> Context:
    """A day of the calendar; outside of the month it is empty."""
    if listing is None:
        return {"day": spoken.number(day) if day else ""}
    count = spoken.stories(len(listing.records))
    words = f"{label(listing)}: {count}"
    return {"day": spoken.number(day), "address": urls.page(listing.docname), "words": words}


# A day.


def _day(holdings: Holdings, here: Listing, neighbours: Sequence[Listing | None]) -> Iterator[Leaf]:
    made = _made_of(here, neighbours)
    for sheet in sheets(here.docname, here.records):

        def context(sheet: Sheet = sheet) -> Context:
            said = _said(here, neighbours)
            said["elsewhen"] = {
                "address": urls.page(urls.on_this_day(here.key[-5:])),
                "words": _("This day in every year"),
            }
            return listed(holdings, sheet, said, None)

        yield leaf(sheet.address, "list.html", (*made, holdings.mark(sheet.records)), context)


# What has no certain year.


def _undated(holdings: Holdings) -> Iterator[Leaf]:
    records = [record for record in holdings.published if not record.year]
    if not records:
        return
    for sheet in sheets(urls.undated(), sorted(records, key=_span_order)):

        def context(sheet: Sheet = sheet) -> Context:
            said = {
                **described(_("Of uncertain date"), len(records)),
                "trail": [{"address": urls.page(urls.way("years")), "words": _("All years")}],
            }
            return listed(holdings, sheet, said, span_of)

        made = (len(records), holdings.mark(sheet.records))
        yield leaf(sheet.address, "list.html", made, context)


# Every year.


def every(holdings: Holdings) -> Leaf:
    """The page of all years: the timeline, and a table of their months."""
    years = holdings.listings.of("years")
    counts = {int(listing.key): len(listing.records) for listing in years}
    months = [(listing.key, len(listing.records)) for listing in holdings.listings.of("months")]
    unsure = sum(not record.year for record in holdings.published)

    def context() -> Context:
        total = len(holdings.published)
        return {
            "kind": "list",
            "page": described(_("Years"), total),
            "timeline": drawn(counts),
            "table": _table(holdings, years),
            "undated": {
                "address": urls.page(urls.undated()),
                "words": _("Of uncertain date"),
                "count": spoken.number(unsure),
            }
            if unsure
            else None,
        }

    return leaf(urls.page(urls.way("years")), "years.html", (counts, months, unsure), context)


def _table(holdings: Holdings, years: Sequence[Listing]) -> Context:
    """For each year the number of its stories, in all and by month, each a link."""
    return {
        "months": [spoken.month(month) for month in range(1, 13)],
        "rows": [
            {
                "label": label(year),
                "year": year.key,
                **_linked(year),
                "months": [
                    _linked(holdings.listings.at("months", f"{year.key}-{month:02}"))
                    for month in range(1, 13)
                ],
            }
            for year in years
        ],
    }


def _linked(listing: Listing | None) -> Context:
    if listing is None:
        return {"count": ""}
    return {
        "address": urls.page(listing.docname),
        "count": spoken.number(len(listing.records)),
        "words": f"{label(listing)}: {spoken.stories(len(listing.records))}",
    }


# What all of these pages share.


def listed(
    holdings: Holdings, sheet: Sheet, said: Context, heading: Callable[[Record], Heading] | None
) -> Context:
    """The context of a page that lists stories, under the headings that *heading* gives them."""
    if heading is None:
        groups = [{"rows": holdings.rows(sheet.records, brief=sheet.brief)}]
    else:
        groups = _groups(holdings, sheet, heading)
    return {"kind": "list", "page": {**said, "pager": sheet.pager()}, "groups": groups}


def _groups(
    holdings: Holdings, sheet: Sheet, heading: Callable[[Record], Heading]
) -> list[Context]:
    """The stories of one page under their headings."""
    return [
        {
            "title": under.words,
            "address": urls.page(under.docname) if under.docname else "",
            "rows": holdings.rows(list(records), brief=sheet.brief),
        }
        for under, records in groupby(sheet.records, key=heading)
    ]


def month_of(record: Record) -> Heading:
    """The month that a story of a certain year lies in, its season, or that it is not known."""
    order = _month_order(record)
    if record.month:
        return Heading(order, spoken.month(int(order)), urls.dated(record.month))
    if order < LAST:
        return Heading(order, capital(spoken.season(SEASONS[int(order + 0.5)])))
    return Heading(order, _("Month not known"))


def _month_order(record: Record) -> float:
    """The number of the month; a season stands before its first month, the unknown last."""
    if record.month:
        return int(record.month[-2:])
    season = dates.read(record.published).precision == "season"
    return int(record.earliest.rsplit("-", 2)[1]) - 0.5 if season else LAST


def day_of(record: Record) -> Heading:
    """The day that a story of a certain month is of, or that it is not known."""
    order = _day_order(record)
    if not record.day:
        return Heading(order, _("Day not known"))
    return Heading(order, spoken.date(ways.edtf(record.day)), urls.dated(record.day))


def _day_order(record: Record) -> float:
    return int(record.day[-2:]) if record.day else LAST


def span_of(record: Record) -> Heading:
    """What is known of when a story without a certain year was published."""
    order = _span_order(record)
    if not record.published:
        return Heading(order[0], _("No date known"))
    return Heading(order[0], capital(spoken.date(record.published)))


def _span_order(record: Record) -> tuple[float, str]:
    return (
        (dates.read(record.published).order[0], record.published)
        if record.published
        else (LAST, "")
    )


def capital(words: str) -> str:
    """*words* with a capital letter to begin with."""
    return words[:1].upper() + words[1:]

"""The pages of the other ways: for each an index of its values, and for each value its stories."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from broadsheet import spoken
from broadsheet.html.leaves import Leaf, described, leaf, sheets
from broadsheet.html.years import listed
from broadsheet.model import urls
from broadsheet.model.ways import WAYS
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from broadsheet.html.leaves import Holdings, Sheet
    from broadsheet.model.people import Person
    from broadsheet.model.ways import Listing, Way

Context = dict[str, Any]

VALUES = 600
"""How many values an index page lists."""

MANY = 40
"""With more values than this an index has letters to jump to."""


def leaves(holdings: Holdings) -> Iterator[Leaf]:
    """All pages of the ways that do not lead through time."""
    for way in WAYS:
        found = [] if way.calendar else holdings.listings.of(way.name)
        if found:
            yield from _index(way, found)
        for listing in found:
            yield from _value(holdings, listing)


# The index of a way.


def _index(way: Way, found: Sequence[Listing]) -> Iterator[Leaf]:
    total = len(found)
    letters = _letters(way, found)
    for sheet in sheets(urls.way(way.name), found, rows=VALUES):

        def context(sheet: Sheet = sheet) -> Context:
            return {
                "kind": "list",
                "page": {**_described(way, total), "pager": sheet.pager()},
                "letters": letters if total > MANY else [],
                "groups": [
                    {
                        "letter": letter,
                        "anchor": _anchor(letter),
                        "entries": [_entry(each) for each in group],
                    }
                    for letter, group in groupby(sheet.records, key=attrgetter("letter"))
                ],
            }

        made = [(each.filed, each.key, len(each.records)) for each in sheet.records]
        yield leaf(sheet.address, "way.html", (total, sheet.number, made, letters), context)


def _described(way: Way, total: int) -> Context:
    title = _(way.title)
    return {"title": title, "stories": spoken.number(total), "description": title}


def _letters(way: Way, listings: Sequence[Listing]) -> list[Context]:
    """The letters that values begin with, each with the page on which its values begin."""
    found: dict[str, int] = {}
    for place, listing in enumerate(listings):
        found.setdefault(listing.letter, place // VALUES + 1)
    return [
        {
            "letter": letter,
            "anchor": _anchor(letter),
            "address": urls.page(urls.further(urls.way(way.name), number)),
        }
        for letter, number in found.items()
    ]


def _anchor(letter: str) -> str:
    """What marks the place of *letter* in a page: a letter of any script, or `0` for figures."""
    return "0" if letter == "#" else letter.lower()


def _entry(listing: Listing) -> Context:
    return {
        "label": listing.filed,
        "address": urls.page(listing.docname),
        "count": spoken.number(len(listing.records)),
        "stories": spoken.stories(len(listing.records)),
    }


# One value, with its stories.


def _value(holdings: Holdings, listing: Listing) -> Iterator[Leaf]:
    person = holdings.listings.people.by_key.get(listing.key) if _is_person(listing) else None
    made = (listing.label, len(listing.records), person)
    for sheet in sheets(listing.docname, listing.records):

        def context(sheet: Sheet = sheet) -> Context:
            said = {
                **described(listing.label, len(listing.records)),
                "about": _about(person) if person else None,
                "trail": [_up(listing.way)],
            }
            said["description"] = f"{_(listing.way.described) % listing.label}: {said['stories']}"
            return listed(holdings, sheet, said, None)

        yield leaf(sheet.address, "list.html", (*made, holdings.mark(sheet.records)), context)


def _up(way: Way) -> Context:
    return {"address": urls.page(urls.way(way.name)), "words": _(way.title)}


def _is_person(listing: Listing) -> bool:
    return listing.way.name == "people"


def _about(person: Person) -> Context:
    """What people.yaml says of a person."""
    also = [name for name in person.also if name != person.name]
    return {
        "life": _life(person),
        "also": _("Also written: %s") % "; ".join(also) if also else "",
        "note": person.note,
        "url": person.url,
    }


def _life(person: Person) -> str:
    """When the person was born, and when they died."""
    if person.born and person.died:
        dates = {"born": spoken.date(person.born), "died": spoken.date(person.died)}
        return _("Born %(born)s, died %(died)s") % dates
    if person.born:
        return _("Born %s") % spoken.date(person.born)
    return _("Died %s") % spoken.date(person.died) if person.died else ""

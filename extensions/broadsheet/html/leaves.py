"""Pages that are made of the catalogue, and of no file of the archive: what all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet import spoken
from broadsheet.html import pages
from broadsheet.html.ledger import digest
from broadsheet.model import urls
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from broadsheet.model.catalogue import Record
    from broadsheet.model.ways import Listings

Context = dict[str, Any]

ROWS = 100
"""How many stories a page lists; a longer list goes on on the next page."""

LONG = 24
"""A list of more stories than this is one of headlines: it is there to be searched, not read."""

UNLISTED = frozenset({"moved.html", "lost.html"})
"""The templates of pages that lead elsewhere."""

AROUND = 2
"""How many pages before and after its own a page links to by their numbers."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its address, its template, a digest of what it is made of, and how it is made."""

    address: str
    template: str
    made_of: str
    context: Callable[[], Context]

    @property
    def listed(self) -> bool:
        """Whether search engines are to know of it: no redirect, and not the page for the lost."""
        return self.template not in UNLISTED


class Holdings:
    """What the archive holds, as its listing pages need it: all that is found once for all."""

    def __init__(
        self, records: Sequence[Record], listings: Listings, marks: Mapping[str, str]
    ) -> None:
        """Take *records*, oldest first, their ways, and by document a digest of all they say."""
        self.listings = listings
        self.published = [record for record in records if record.status == "published"]
        self._marks = marks
        self._rows: dict[str, Context] = {}

    def mark(self, records: Sequence[Record]) -> str:
        """A digest of all that may be shown of *records*, and of their order."""
        return " ".join([self._marks[record.docname] for record in records])

    def rows(self, records: Sequence[Record], *, brief: bool) -> list[Context]:
        """*records* as a list shows them; in a *brief* one without picture and first words."""
        return [{**self._row(record), "brief": brief} for record in records]

    def _row(self, record: Record) -> Context:
        row = self._rows.get(record.docname)
        if row is None:
            row = self._rows[record.docname] = pages.row(record)
        return row


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list that may be too long for one: its part of the list, and where it stands.

    ``total`` counts the whole list; ``number`` is that of this page, from 1, of ``count``.
    """

    docname: str
    records: Sequence[Any]
    total: int
    number: int = 1
    count: int = 1

    @property
    def address(self) -> str:
        """The address of this page."""
        return urls.page(urls.further(self.docname, self.number))

    @property
    def brief(self) -> bool:
        """Whether the list is so long that each story gets little room."""
        return self.total > LONG

    def pager(self) -> Context | None:
        """The links to the other pages of the list; None where there are none."""
        if self.count == 1:
            return None
        return {
            "number": self.number,
            "earlier": self._at(self.number - 1) if self.number > 1 else None,
            "later": self._at(self.number + 1) if self.number < self.count else None,
            "pages": [self._at(number) for number in self._near()],
            "words": _("Page %(page)s of %(pages)s")
            % {"page": spoken.number(self.number), "pages": spoken.number(self.count)},
        }

    def _at(self, number: int) -> Context:
        address = urls.page(urls.further(self.docname, number))
        return {"address": address, "number": number, "words": spoken.number(number)}

    def _near(self) -> list[int]:
        """The first and the last page, and those around this one."""
        near = range(max(1, self.number - AROUND), min(self.count, self.number + AROUND) + 1)
        return sorted({1, self.count, *near})


def sheets(docname: str, records: Sequence[Any], *, rows: int = ROWS) -> Iterator[Sheet]:
    """*records* on as many pages as they need, *rows* to a page; an empty list has one."""
    count = max(1, -(-len(records) // rows))
    for number in range(1, count + 1):
        part = records[(number - 1) * rows : number * rows]
        yield Sheet(docname, part, len(records), number, count)


def leaf(
    address: str, template: str, made_of: Sequence[object], make: Callable[[], Context]
) -> Leaf:
    """The page at *address*; *made_of* is all that its looks depend on."""
    return Leaf(address, template, digest(repr((template, *made_of))), make)


def described(title: str, listed: int) -> Context:
    """What a list's page says of itself, here and to search engines."""
    count = spoken.stories(listed)
    return {"title": title, "stories": count, "description": f"{title}: {count}"}

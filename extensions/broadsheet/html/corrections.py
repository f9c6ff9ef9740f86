"""Every correction of the archive, the newest first, each with the story that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet import spoken
from broadsheet.directives.correction import NAMES
from broadsheet.html.leaves import Leaf, leaf, sheets
from broadsheet.model import dates, urls
from broadsheet.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.html.leaves import Holdings, Sheet
    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Correction

Context = dict[str, Any]


class Corrected(NamedTuple):
    """A correction, the story that it is of, and which of its corrections it is, from 1."""

    record: Record
    fact: Correction
    number: int

    @property
    def order(self) -> tuple[bool, tuple[int, str]]:
        """What to sort by: the day on which it was announced; unknown days come first."""
        if not self.fact.date:
            return (False, (0, ""))
        return (True, dates.read(self.fact.date).order)


def leaves(holdings: Holdings) -> Iterator[Leaf]:
    """The pages of corrections, if there are any."""
    found = [
        Corrected(record, fact, number)
        for record in holdings.published
        for number, fact in enumerate(record.corrections, start=1)
    ]
    if not found:
        return
    found.sort(key=lambda each: each.order, reverse=True)
    for sheet in sheets(urls.way(urls.CORRECTIONS), found):

        def context(sheet: Sheet = sheet) -> Context:
            return {
                "kind": "list",
                "page": {**_described(len(found)), "pager": sheet.pager()},
                "corrections": [_row(each) for each in sheet.records],
            }

        shown = holdings.mark([each.record for each in sheet.records])
        numbers = [each.number for each in sheet.records]
        made = (len(found), sheet.number, numbers, shown)
        yield leaf(sheet.address, "corrections.html", made, context)


def _described(count: int) -> Context:
    said = ngettext("%(count)s correction", "%(count)s corrections", count)
    counted = said % {"count": spoken.number(count)}
    title = _("Corrections")
    return {"title": title, "stories": counted, "description": f"{title}: {counted}"}


def _row(each: Corrected) -> Context:
    record, fact, number = each
    return {
        "title": record.title,
        "address": record.address,
        "anchor": f"correction-{number}",
        "date": spoken.date(fact.date) if fact.date else _("No date known"),
        "published": spoken.date(record.published) if record.published else "",
        "kind": _(NAMES[fact.kind]),
        "paragraphs": [" ".join(part.split()) for part in fact.text.split("\n\n")],
        "language": record.language,
        "direction": record.written,
    }

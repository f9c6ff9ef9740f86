"""The photographs of the archive as a contact sheet; one under a warning is only spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet import spoken
from broadsheet.html import pages
from broadsheet.html.leaves import Leaf, leaf, sheets
from broadsheet.model import urls
from broadsheet.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.html.leaves import Holdings, Sheet
    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Photo

Context = dict[str, Any]


class Frame(NamedTuple):
    """A photograph, the story that it is in, and its id there."""

    record: Record
    photo: Photo
    anchor: str


def leaves(holdings: Holdings) -> Iterator[Leaf]:
    """The contact sheet, in the order of the stories."""
    frames = [
        Frame(record, photo, anchor)
        for record in holdings.published
        for photo, anchor in zip(record.photos, record.anchors, strict=True)
        if not photo.missing
    ]
    if not frames:
        return
    for sheet in sheets(urls.way(urls.PHOTOGRAPHS), frames):

        def context(sheet: Sheet = sheet) -> Context:
            return {
                "kind": "list wide",
                "page": {**_described(len(frames)), "pager": sheet.pager()},
                "frames": [_frame(*frame) for frame in sheet.records],
            }

        shown = holdings.mark([frame.record for frame in sheet.records])
        made = (len(frames), sheet.number, shown)
        yield leaf(sheet.address, "photographs.html", made, context)


def _described(count: int) -> Context:
    said = ngettext("%(count)s photograph", "%(count)s photographs", count)
    counted = said % {"count": spoken.number(count)}
    title = _("Photographs")
    return {"title": title, "stories": counted, "description": f"{title}: {counted}"}


def _frame(record: Record, photo: Photo, anchor: str) -> Context:
    """A photograph with its credit and its story; of a covered one the warning's words alone."""
    covered = photo.covered or photo.warning is not None or record.warning is not None
    return {
        "title": record.title,
        "address": record.address,
        "anchor": anchor,
        "date": spoken.date(photo.date or record.published),
        "credit": photo.credit,
        "language": record.language,
        "direction": record.written,
        "warning": pages.warning(record, photo) if covered else "",
        "picture": None if covered else pages.picture(photo),
    }

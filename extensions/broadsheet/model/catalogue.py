"""The catalogue: every entry and every fact, as the records that are published beside the site."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import Field

from broadsheet.model import dates, urls
from broadsheet.model.entry import Entry
from broadsheet.model.facts import (
    Byline,
    Citation,
    ContentWarning,
    Correction,
    Dateline,
    Embed,
    Mark,
    Note,
    Photo,
    Poll,
    Quote,
    Related,
)
from broadsheet.model.said import Said, derived

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = 1
DAYS = frozenset({"day", "time"})
MONTHS = DAYS | {"month"}
HOLDERS: dict[type[Said], str] = {
    Photo: "photos",
    ContentWarning: "warnings",
    Embed: "embeds",
    Poll: "polls",
    Related: "related",
    Correction: "corrections",
    Quote: "quotes",
    Note: "notes",
    Citation: "sources",
    Mark: "marks",
    Byline: "bylines",
    Dateline: "datelines",
}


class Record(Entry):
    """One entry in the catalogue: its front matter, its place, and the facts of its text."""

    docname: str = derived("The entry's document in the archive.", "")
    path: str = derived("The entry's folder in the archive.", "")
    address: str = derived("The page's address, relative to the site's root.", "")
    earliest: str = derived("The earliest day, or minute, that `published` allows.", "")
    latest: str = derived("The latest day, or minute, that `published` allows.", "")
    excerpt: str = derived("The first words of the text.", "")
    words: int = derived("Number of words in the text.", 0)
    photos: tuple[Photo, ...] = derived("The pictures, in the order of the page.", ())
    warnings: tuple[ContentWarning, ...] = derived("The content warnings.", ())
    embeds: tuple[Embed, ...] = derived("The frozen and the lost embeds.", ())
    polls: tuple[Poll, ...] = derived("The polls.", ())
    related: tuple[Related, ...] = derived("The stories that are pointed to.", ())
    corrections: tuple[Correction, ...] = derived("The corrections.", ())
    quotes: tuple[Quote, ...] = derived("The pull quotes.", ())
    notes: tuple[Note, ...] = derived("The archivist's notes.", ())
    sources: tuple[Citation, ...] = derived("The sources that the story names.", ())
    marks: tuple[Mark, ...] = derived("Places marked as sic, illegible or redacted.", ())
    bylines: tuple[Byline, ...] = derived("The bylines within the page.", ())
    datelines: tuple[Dateline, ...] = derived("The datelines within the page.", ())

    @property
    def order(self) -> tuple[int, tuple[int, str], str]:
        """What to sort by: date first, undated last, then the docname."""
        if not self.published:
            return (1, (0, ""), self.docname)
        return (0, dates.read(self.published).order, self.docname)

    @property
    def year(self) -> str:
        """The year that `published` surely lies in; empty where there is none or several."""
        return _calendar(self.published, self.earliest)[0]

    @property
    def month(self) -> str:
        """The month that `published` surely lies in, such as `1926-05`; or nothing."""
        return _calendar(self.published, self.earliest)[1]

    @property
    def day(self) -> str:
        """The day that `published` names, such as `1926-05-07`; empty where it names none."""
        return _calendar(self.published, self.earliest)[2]

    @property
    def face(self) -> tuple[str, ...]:
        """What other pages show of the entry; when it changes, they are written again."""
        words = (self.title, self.byline, self.published, self.published_as_printed)
        return (*words, self.status, self.language, self.docname, self.id)

    @property
    def anchors(self) -> list[str]:
        """For each of the photos, the id under which the page shows it."""
        return urls.anchors(photo.src for photo in self.photos)

    @property
    def share_photo(self) -> Photo | None:
        """The picture to show in lists and share cards: never a covered or missing one."""
        if self.warning or self.status == "withdrawn":
            return None
        shown = (photo for photo in self.photos if not (photo.covered or photo.missing))
        return next(shown, None)


@lru_cache(maxsize=dates.CACHED)
def _calendar(published: str, earliest: str) -> tuple[str, str, str]:
    """The year, the month and the day that a date surely lies in, each as far as it is known."""
    moment = dates.read(published) if published else None
    if moment is None or not moment.years:
        return "", "", ""
    year = str(moment.years[0])
    if moment.precision not in MONTHS:
        return year, "", ""
    _year, month, day = earliest.partition("T")[0].rsplit("-", 2)
    known = f"{year}-{month}"
    return year, known, f"{known}-{day}" if moment.precision in DAYS else ""


class Catalogue(Said):
    """The file `catalogue.json`: one record for every entry that is not a draft, oldest first."""

    format: int = Field(default=FORMAT, description="Version of this form of the catalogue.")
    archive: str = Field(default="", description="The archive's name.")
    entries: tuple[Record, ...] = Field(default=(), description="The records.")


def gathered(facts: Iterable[Said]) -> dict[str, tuple[Said, ...]]:
    """*facts* sorted by the field of the record that holds their kind, in their order."""
    groups: dict[str, list[Said]] = {}
    for fact in facts:
        groups.setdefault(HOLDERS[type(fact)], []).append(fact)
    return {holder: tuple(group) for holder, group in groups.items()}


def dated(published: str) -> dict[str, str]:
    """The earliest and latest of *published*, as fields of a record."""
    if not published:
        return {}
    moment = dates.read(published)
    return {"earliest": moment.earliest, "latest": moment.latest}

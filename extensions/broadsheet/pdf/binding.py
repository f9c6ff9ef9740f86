"""The document of a volume: title page, contents, stories, lists, indexes and colophon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet import spoken
from broadsheet.model import moments, ways
from broadsheet.pdf import attachments, colophon, indexes, papers
from broadsheet.pdf.escape import array, content, literal, prose
from broadsheet.pdf.room import story_path
from broadsheet.pdf.writer import STORY
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from broadsheet.model.catalogue import Record
    from broadsheet.model.ways import Listings
    from broadsheet.pdf.papers import Archive
    from broadsheet.volumes import Volume


@dataclass(frozen=True, slots=True)
class Bound:
    """What a volume is made of beside its stories' own text.

    ``sources`` gives the path of each story's source in the room, ``data`` that of their records,
    and ``sums`` the checksums of the sources; ``epoch`` is SOURCE_DATE_EPOCH, if it is said. Of the
    stories in ``skipped`` stands only a note. ``whole`` tells that no picture is left out.
    """

    volume: Volume
    archive: Archive
    listings: Listings
    sources: Mapping[str, str]
    data: str
    epoch: str = ""
    sums: str = ""
    revision: tuple[str, ...] = ()
    typst: str = ""
    whole: bool = True
    skipped: Collection[str] = frozenset()

    @property
    def title(self) -> str:
        """The title of the volume as a document."""
        return ", ".join(filter(None, (self.archive.name, self.volume.label)))


def document(bound: Bound) -> str:
    """The Typst of the volume."""
    records = bound.volume.records
    arguments = {
        "title": prose(bound.title),
        "description": content(_description(bound)),
        "date": papers.date("" if bound.epoch else moments.last_day(records)),
        "setting": papers.setting(bound.archive.language, "", bound.archive.families),
    }
    parts = (
        papers.IMPORT,
        *attachments.of_volume(records, bound.sources, bound.data),
        _attached_sums(bound.sums),
        f"#show: volume.with({papers.named(arguments)})",
        _title_page(bound),
        _contents(bound),
        *(_story(record, bound) for record in records),
        *_back(bound),
    )
    return "\n".join(filter(None, parts)) + "\n"


def _description(bound: Bound) -> str:
    """How many stories the volume holds, and of which years."""
    records = bound.volume.records
    return _(", ").join(filter(None, (spoken.stories(len(records)), span(records))))


def _attached_sums(sums: str) -> str:
    told = _("The SHA-256 of each source")
    return attachments.supplement(colophon.SUMS, sums, told) if sums else ""


def _title_page(bound: Bound) -> str:
    records = bound.volume.records
    years = span(records)
    lines = [spoken.stories(len(records))]
    if not bound.whole:
        lines.append(colophon.without_covered())
    arguments = {
        "title": prose(bound.archive.name),
        "label": prose(bound.volume.label or years),
        "span": prose(years if bound.volume.label and years != bound.volume.label else ""),
        "lines": array(tuple(lines)),
    }
    return f"#title-page({papers.named(arguments)})"


def _contents(bound: Bound) -> str:
    groups = (
        f"({prose(name)}, {_array(_listed(record) for record in group)})"
        for name, group in indexes.groups(bound.volume.records)
    )
    return _matter("contents", _("Contents"), bound, groups)


def _listed(record: Record) -> str:
    """A line of the contents: the story's place, its date, its title, and what is to be noted."""
    note = _("withdrawn") if record.status == "withdrawn" else ""
    parts = (indexes.when(record), record.title or record.docname, note)
    return f"({_place(record)}, {', '.join(map(prose, parts))})"


def _story(record: Record, bound: Bound) -> str:
    """One story within the volume."""
    archive = bound.archive
    title = prose(record.title or record.docname)
    language = record.language or archive.language
    arguments = {
        "place": _place(record),
        "running": prose(record.publication or archive.name),
        "title": title,
        "setting": papers.setting(language, record.direction, archive.families),
    }
    body = f"include {literal(story_path(record.docname))}"
    if record.docname in bound.skipped:
        told = _("This story could not be printed here.")
        body = f"[#heading(level: 1, {title})\n\n#{prose(told)}]"
    return f"#story({papers.named(arguments)}, {body})"


def _back(bound: Bound) -> Iterator[str]:
    """What stands behind the stories."""
    records = bound.volume.records
    pictures = indexes.photographs(records)
    if pictures:
        yield _matter("photograph-list", _("Photographs"), bound, map(_pictured, pictures))
    found = [(way, indexes.index(way, records, bound.listings)) for way in indexes.INDEXED]
    if any(entries for _way, entries in found):
        listed = (_index(way, entries) for way, entries in found if entries)
        yield _matter("indexes", _("Index"), bound, listed)
    told = colophon.rows(records, bound.revision, bound.sums, typst=bound.typst, whole=bound.whole)
    rows = (f"({prose(row.name)}, {array(row.lines)})" for row in told)
    yield _matter("colophon", _("Colophon"), bound, rows)


def _pictured(pictured: indexes.Pictured) -> str:
    """A line of the list: the picture's name, its story's place, caption, credit, and its cover."""
    record, photo, name = pictured
    cover = _("under a content warning") if photo.covered else ""
    caption = photo.caption or photo.alt or record.title
    language = papers.tongue(record.language) if record.language else ""
    words = ", ".join(map(prose, (name, caption, photo.credit, cover, language)))
    return f"({_place(record)}, {words})"


def _index(way: str, entries: Iterable[indexes.Entry]) -> str:
    """An index under the name of its way."""
    return f"({prose(_(ways.BY_NAME[way].title))}, {_array(map(_entry, entries))})"


def _entry(entry: indexes.Entry) -> str:
    """An entry of an index: its words, the places of its stories, and whether a letter begins."""
    begins = str(entry.begins).lower()
    return f"({prose(entry.label)}, {_array(map(_place, entry.records))}, {begins})"


def _matter(function: str, title: str, bound: Bound, rows: Iterable[str]) -> str:
    """The call that sets a part of the volume that is no story."""
    head = prose(bound.title)
    return f"#{function}({prose(title)}, head: {head}, {_array(rows)})"


def _array(items: Iterable[str]) -> str:
    """A Typst array, one item a line."""
    return "(" + "".join(f"{item},\n" for item in items) + ")"


def _place(record: Record) -> str:
    return literal(f"{STORY}{record.docname}")


def span(records: Iterable[Record]) -> str:
    """The years from the first story to the last, of those whose year is sure."""
    years = sorted({int(record.year) for record in records if record.year})
    first, last = (
        (spoken.date(ways.edtf(str(year))) for year in (years[0], years[-1])) if years else ("", "")
    )
    return first if first == last else f"{first}–{last}"

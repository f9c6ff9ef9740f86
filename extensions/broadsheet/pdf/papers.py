"""The documents that Typst is given: a paper for one story, and the volume of all."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from broadsheet import spoken
from broadsheet.model import dates
from broadsheet.pdf.escape import array, content, literal, prose
from broadsheet.pdf.room import TEMPLATE, story_path
from broadsheet.pdf.writer import STORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.catalogue import Record

IMPORT = f'#import "/{TEMPLATE}": *\n'
LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}))?(?:-.*)?",
    re.IGNORECASE,
)
LATIN = "Libertinus Serif"  # comes with Typst, and has Greek, Cyrillic and Hebrew
OTHERS = (
    "Noto Naskh Arabic",
    "Noto Serif Devanagari",
    "Noto Serif Armenian",
    "Noto Serif Georgian",
)
EAST_ASIAN = {
    "ja": "Noto Serif CJK JP",
    "ko": "Noto Serif CJK KR",
    "zh": "Noto Serif CJK SC",
    "zh-Hant": "Noto Serif CJK TC",
}
YEARS = range(1, 10000)


@dataclass(frozen=True, slots=True)
class Archive:
    """What every paper of an archive shares: its name, its language, and the fonts at hand."""

    name: str
    language: str = "en"
    families: frozenset[str] = field(default_factory=frozenset)


def paper(record: Record, archive: Archive, source: str) -> str:
    """The document of one story, with its *source*, a path in the room, attached."""
    title = record.title or record.docname
    arguments = {
        "title": prose(title),
        "authors": array(author_names(record)),
        "keywords": array(keywords(record)),
        "description": content(description(record)),
        "date": date(record.published),
        "running": prose(record.publication or archive.name),
        "setting": setting(record.language or archive.language, record.direction, archive.families),
    }
    return (
        f"{IMPORT}{attached(record, source)}\n#show: paper.with({named(arguments)})\n"
        f"#include {literal(story_path(record.docname))}\n"
    )


def volume(
    records: Iterable[Record],
    archive: Archive,
    sources: dict[str, str],
    *,
    words: Words,
    skipped: frozenset[str] = frozenset(),
) -> str:
    """The document of all stories, in their order.

    *sources* gives the path of each story's source in the room; of those *skipped* stands
    only a note.
    """
    shown = list(records)
    arguments = {
        "title": prose(archive.name),
        "keywords": array(()),
        "setting": setting(archive.language, "", archive.families),
    }
    parts = [
        IMPORT,
        *(attached(record, sources[record.docname]) for record in shown),
        f"#show: volume.with({named(arguments)})",
        (
            f"#title-page(title: {prose(archive.name)}, span: {prose(span(shown))}, "
            f"lines: {array(words.title_lines)})"
        ),
        f"#contents({prose(words.contents)}, head: {prose(archive.name)})",
        *(_bound(record, archive, words, skipped=record.docname in skipped) for record in shown),
    ]
    return "\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the volume that are the archive's own, in the reader's language."""

    contents: str = "Contents"
    undated: str = "undated"
    unprintable: str = ""
    title_lines: tuple[str, ...] = ()


def _bound(record: Record, archive: Archive, words: Words, *, skipped: bool) -> str:
    """One story within the volume."""
    title = prose(record.title or record.docname)
    when = spoken.date(record.published.split("T")[0]) if record.published else words.undated
    arguments = {
        "place": literal(f"{STORY}{record.docname}"),
        "running": prose(record.publication or archive.name),
        "title": title,
        "date": content(when),
        "setting": setting(record.language or archive.language, record.direction, archive.families),
    }
    body = f"include {literal(story_path(record.docname))}"
    if skipped:
        body = f"[#heading(level: 1, {title})\n\n#{prose(words.unprintable)}]"
    return f"#story({named(arguments)}, {body})"


def attached(record: Record, source: str) -> str:
    """The call that puts the source of a story into the PDF; nothing for a withdrawn one."""
    if record.status == "withdrawn":
        return ""
    place = record.docname.removesuffix("/index").replace("/", "_")
    name = f"{place}{source[source.rfind('.') :]}"
    told = f"The source of “{record.title or record.docname}”, in MyST Markdown"
    return (
        f"#pdf.attach({literal(name)}, read({literal(source)}, encoding: none), "
        f'relationship: "source", mime-type: "text/markdown", description: {prose(told)})'
    )


def named(arguments: dict[str, str]) -> str:
    """Named arguments of a Typst call."""
    return ", ".join(f"{name}: {value}" for name, value in arguments.items())


def description(record: Record) -> str:
    """What the story is about, in its own words; nothing of a withdrawn one."""
    return "" if record.status == "withdrawn" else record.standfirst or record.excerpt


def author_names(record: Record) -> tuple[str, ...]:
    """Who made the story: its authors, or else the byline as printed."""
    names = tuple(author.name or author.person for author in record.authors)
    return names or ((record.byline,) if record.byline else ())


def keywords(record: Record) -> tuple[str, ...]:
    """What a library would file the story under, each word once; nothing of a withdrawn one."""
    if record.status == "withdrawn":
        return ()
    series = (record.series,) if record.series else ()
    return tuple(dict.fromkeys((*record.topics, *record.places, *record.people, *series)))


def date(published: str) -> str:
    """A whole day as Typst's datetime; `auto`, which is the timestamp, where less is known."""
    day = whole_day(published)
    if not day:
        return "auto"
    year, month, number = map(int, day.split("-"))
    return f"datetime(year: {year}, month: {month}, day: {number})"


def whole_day(published: str) -> str:
    """The day of *published* where it is one plain day of our era, else nothing."""
    if not published:
        return ""
    moment = dates.read(published)
    day = moment.earliest.partition("T")[0]
    plain = moment.precision in {"day", "time"} and moment.exact and day.count("-") == 2  # noqa: PLR2004
    return day if plain and int(day.split("-")[0]) in YEARS else ""


def timestamp(records: Iterable[Record]) -> int:
    """The last whole day that the records know, in Unix seconds: a time that no clock decides."""
    days = (
        whole_day(said)
        for record in records
        for said in (record.published, record.updated, record.captured)
    )
    seconds = (calendar.timegm((*map(int, day.split("-")), 0, 0, 0)) for day in days if day)
    return max((0, *seconds))


def span(records: list[Record]) -> str:
    """The years from the first dated story to the last."""
    years = [year for record in records if (year := _year(record))]
    if not years:
        return ""
    return years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _year(record: Record) -> str:
    """The year that a story's date begins in."""
    first = dates.year_of(record.earliest) if record.earliest else None
    return str(first) if first is not None else ""


def setting(language: str, direction: str, families: frozenset[str]) -> str:
    """How text of a language is set: a Typst dictionary."""
    found = LANGUAGE.fullmatch(language.strip().replace("_", "-"))
    parts = found.groupdict() if found else {}
    arguments = {
        "fonts": array(fonts(parts.get("language"), parts.get("script"), families)),
        "language": literal((parts.get("language") or "en").lower()),
        "region": literal(parts["region"].upper()) if parts.get("region") else "none",
        "script": literal(parts["script"].lower()) if parts.get("script") else "auto",
        "direction": direction or "auto",
    }
    return f"({named(arguments)})"


def tongue(language: str) -> str:
    """The two or three letters of a language; English where it is not known."""
    found = LANGUAGE.fullmatch(language.strip().replace("_", "-"))
    return found["language"].lower() if found else "en"


def fonts(language: str | None, script: str | None, families: frozenset[str]) -> tuple[str, ...]:
    """The fonts to set a language in, the first that has a character first.

    The one that comes with Typst leads, so that most papers look the same on every machine.
    """
    tongue = (language or "").lower()
    traditional = tongue == "zh" and (script or "").lower() == "hant"
    own = EAST_ASIAN.get("zh-Hant" if traditional else tongue)
    wished = [*((own,) if own else ()), *OTHERS, *EAST_ASIAN.values()]
    return (LATIN, *dict.fromkeys(family for family in wished if family in families))

"""The documents that Typst is given for one story; and what its volumes say in the same way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from broadsheet.model import moments
from broadsheet.pdf.escape import array, content, literal, prose
from broadsheet.pdf.room import TEMPLATE, story_path

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Archive:
    """What every paper of an archive shares: its name, its language, and the fonts at hand."""

    name: str
    language: str = "en"
    families: frozenset[str] = field(default_factory=frozenset)


def paper(record: Record, archive: Archive, attached: str, epoch: str = "") -> str:
    """The document of one story; *attached* are the calls that attach files to it.

    Its date is the day of the story, or else SOURCE_DATE_EPOCH, or else the last day that is known.
    """
    day = moments.whole_day(record.published) or ("" if epoch else moments.last_day([record]))
    title = record.title or record.docname
    arguments = {
        "title": prose(title),
        "authors": joined(author_names(record)),
        "keywords": joined(keywords(record)),
        "description": content(description(record)),
        "date": date(day),
        "running": prose(record.publication or archive.name),
        "setting": setting(record.language or archive.language, record.direction, archive.families),
    }
    return (
        f"{IMPORT}{attached}\n#show: paper.with({named(arguments)})\n"
        f"#include {literal(story_path(record.docname))}\n"
    )


def joined(texts: tuple[str, ...]) -> str:
    """All *texts* as one, as the document information has it; a name may hold a comma."""
    return array(("; ".join(texts),) if texts else ())


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
    day = moments.whole_day(published)
    if not day:
        return "auto"
    year, month, number = map(int, day.split("-"))
    return f"datetime(year: {year}, month: {month}, day: {number})"


@lru_cache(maxsize=64)
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

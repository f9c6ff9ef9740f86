"""`catalogue.csv`: a row for each story, for spreadsheets and statistics.

Lists are joined by `; `. A cell that a spreadsheet would take for a formula has an apostrophe
before it, since what strangers wrote must not be run by opening a table; `catalogue.json` has it
verbatim.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from broadsheet.model import urls
from broadsheet.model.catalogue import Record
from broadsheet.model.web import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from broadsheet.model.facts import Author
    from broadsheet.model.web import Whole

FORMULA = ("=", "+", "-", "@", "\t")
UNFIT = re.compile(r"\0[=+\-@\t]|[\r\n]")
PLAIN = (
    *("id", "title", "standfirst", "byline"),
    *("published", "published_as_printed", "earliest", "latest", "updated", "dateline"),
    *("publication", "edition", "section", "page", "column", "language", "url", "captured"),
    *("series", "rights", "address", "path", "excerpt", "words"),
)
"""Fields that are one text, or a number."""

LISTS = ("topics", "places", "people", "aliases")
OTHERS: dict[str, tuple[str, Callable[[Record], Iterable[str]]]] = {
    "authors": ("Who made it, with the part played.", lambda record: map(_author, record.authors)),
    "photos": ("The files of its pictures.", lambda record: (fact.src for fact in record.photos)),
    "credits": (
        "The credits of its pictures.",
        lambda record: (fact.credit for fact in record.photos if fact.credit),
    ),
    "warnings": (
        "The words of its content warnings.",
        lambda record: (fact.text for fact in (record.warning, *record.warnings) if fact),
    ),
    "sources": ("The sources it names.", lambda record: (fact.name for fact in record.sources)),
    "corrections": (
        "What was corrected.",
        lambda record: (fact.text for fact in record.corrections),
    ),
    "original": (
        "The SHA-256 of the file it was made from.",
        lambda record: [record.original.sha256] if record.original else [],
    ),
}
"""Columns that are made of facts, with what they hold."""

HEADS = (*PLAIN, *LISTS, *OTHERS)


def files(whole: Whole) -> Iterator[File]:
    """The table."""
    made_of = whole.digest(HEADS, whole.records)
    yield File(urls.TABLE, made_of, lambda: table(whole.records, whole.rows))


def table(records: Iterable[Record], rows: Mapping[str, str] | None = None) -> str:
    """A line of heads, and one for each of *records* (RFC 4180).

    *rows* are the lines that were made already, by document.
    """
    made = rows or {}
    return _line(HEADS) + "".join(made.get(record.docname) or line(record) for record in records)


def line(record: Record) -> str:
    """The line of *record*."""
    return _line(_row(record))


def _line(cells: Iterable[str]) -> str:
    held = io.StringIO(newline="")
    csv.writer(held).writerow(cells)
    return held.getvalue()


def described() -> Iterator[tuple[str, str]]:
    """The heads, with what stands below each."""
    fields = Record.model_fields
    yield from ((name, fields[name].description or "") for name in (*PLAIN, *LISTS))
    yield from ((name, words) for name, (words, _values) in OTHERS.items())


def _row(record: Record) -> list[str]:
    said = record.__dict__
    row = [str(said[name]) for name in PLAIN]
    row += ["; ".join(said[name]) for name in LISTS]
    row += ["; ".join(values(record)) for _words, values in OTHERS.values()]
    return list(map(_cell, row)) if UNFIT.search("\0".join(["", *row])) else row


def _cell(text: str) -> str:
    """*text* on one line, which no spreadsheet takes for a formula."""
    line = " ".join(text.split()) if "\n" in text or "\r" in text else text
    return f"'{line}" if line.startswith(FORMULA) else line


def _author(author: Author) -> str:
    name = author.name or author.person
    return name if author.role == "writer" else f"{name} ({author.role})"

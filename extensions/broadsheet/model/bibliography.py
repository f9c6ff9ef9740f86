"""The story as libraries describe it: names, dates and numbers for a citation, never sharpened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from broadsheet.model import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadsheet.model.catalogue import Record

Item = dict[str, Any]
"""A story as CSL-JSON describes it: https://citeproc-js.readthedocs.io/en/latest/csl-json/"""

KIND = "article-newspaper"
MAKERS = ("writer", "agency")
PARTS = {"year": 1, "month": 2, "day": 3, "time": 3}
FIRST_YEAR = 1000
"""Years before this one are written by each style in its own way, so they stay as they are."""

CIRCA = re.compile(r"^(?:circa|ca?\.?)\s+", re.IGNORECASE)
TIME = re.compile(r"T[\d:]+(?:Z|[+-][\d:]+)?")


def names(record: Record, *roles: str) -> list[str]:
    """The names of those who had one of the *roles*, as they are written."""
    return [
        author.name or author.person
        for author in record.authors
        if author.role in roles and (author.name or author.person)
    ]


def parts(text: str) -> tuple[int, ...]:
    """The year, the month and the day of a date that is known without doubt, as far as it says.

    Nothing where it is uncertain, about, a season, a decade or an interval.
    """
    moment = dates.read(text) if text else None
    if moment is None or moment.uncertain or moment.approximate or moment.precision not in PARTS:
        return ()
    if (dates.year_of(moment.earliest) or 0) < FIRST_YEAR:
        return ()
    whole = moment.earliest.partition("T")[0].split("-")
    return tuple(int(part) for part in whole[: PARTS[moment.precision]])


def in_brackets(text: str, months: Sequence[str] = (), seasons: Sequence[str] = ()) -> str:
    """A date that is not known without doubt, as libraries write it: `[ca. 1912]`, `[1958?]`.

    *months* are the names of the months, after an empty first one, and *seasons* those of the four
    seasons; without them the numbers of ISO 8601 stand there.
    """
    moment = dates.read(text)
    if moment.precision == "interval":
        ends = (_plainly(end, months, seasons) for end in moment.text.split("/"))
        return f"[{'–'.join(ends)}]"
    plain = _plainly(moment.text, months, seasons)
    sure = moment.precision == "season" and not (moment.uncertain or moment.approximate)
    return plain if sure else f"[{plain}]"


def _plainly(text: str, months: Sequence[str], seasons: Sequence[str]) -> str:
    """One date, with `ca.` before it and a question mark behind it where it is so."""
    if text in dates.OPEN:
        return ""
    moment = dates.read(text)
    about = "ca. " if moment.approximate else ""
    return f"{about}{_day(moment, months, seasons)}{'?' if moment.uncertain else ''}"


def _day(moment: dates.Moment, months: Sequence[str], seasons: Sequence[str]) -> str:
    year, month, day = moment.earliest.partition("T")[0].rsplit("-", 2)
    if moment.precision in {"decade", "century"}:
        return f"{year}–{moment.latest.rsplit('-', 2)[0]}"
    if moment.precision == "season":
        number = int(moment.text.split("-")[-1][:2]) - 21
        return f"{seasons[number]} {year}" if seasons else f"{year}-{number + 21}"
    if moment.precision == "year":
        return year
    if not months:
        return "-".join((year, month, day)[: PARTS[moment.precision]])
    named = f"{months[int(month)]} {year}"
    return named if moment.precision == "month" else f"{int(day)} {named}"


def edtf(text: str) -> str:
    """*text* as EDTF writes it: `circa 1967` becomes `1967~`."""
    written = text.strip()
    plain = CIRCA.sub("", written)
    if plain == written or plain.endswith(("~", "%")):
        return plain
    return f"{plain[:-1]}%" if plain.endswith("?") else f"{plain}~"


def without_time(text: str) -> str:
    """The date *text*, in EDTF, without its time of day."""
    return TIME.sub("", edtf(text))


def item(record: Record, address: str, archive: str = "") -> Item:
    """*record* as CSL-JSON, without what is not known.

    *address* is that of its page, empty where that is not known; then the address at which it was
    first published stands there, with the day of its capture.
    """
    said = {
        "id": record.id or record.docname,
        "type": KIND,
        "title": record.title,
        "author": _literal(names(record, *MAKERS)),
        "translator": _literal(names(record, "translator")),
        "container-title": record.publication,
        "edition": record.edition,
        "section": record.section,
        "page": record.page,
        "issued": _date(record.published),
        "URL": address or record.url,
        "accessed": _date(record.captured) if parts(record.captured) and not address else None,
        "archive": archive,
        "language": record.language,
    }
    return {name: value for name, value in said.items() if value}


def _literal(found: list[str]) -> list[dict[str, str]]:
    """*found* as names that nobody takes apart: what is family and what is given is not guessed."""
    return [{"literal": name} for name in found]


def _date(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    known = parts(text)
    return {"date-parts": [list(known)]} if known else {"literal": in_brackets(text)}

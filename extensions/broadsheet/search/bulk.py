"""The archive as documents for the bulk API of OpenSearch: a story, and each of its photographs."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from broadsheet import fixity
from broadsheet.search import days, mapping
from broadsheet.search.opensearch import DAY, EPOCH, FACETS, NAMES, STEMMED
from broadsheet.search.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from broadsheet.model.catalogue import Record
    from broadsheet.model.ways import Listings
    from broadsheet.search.store import Row

Json = dict[str, Any]

LARGEST = 10_000_000
"""How many bytes a file has at most, unless a single document is larger."""

LONGEST_ID = 512
SIGN = "\x02"
"""What stands before the letter of a field in a line of words."""

KINDS = ("story", "photograph")
ISO = re.compile(r"([+-]?\d+)-(\d\d)-(\d\d)")
FAR = 10**10
"""More than any year, so that years sort as texts."""


def files(documents: Iterable[tuple[str, Json]]) -> Iterator[bytes]:
    """*documents*, each with its id, as the bodies of requests that are not too large."""
    held = bytearray()
    for name, document in documents:
        lines = _line({"index": {"_id": name}}) + _line(document)
        if held and len(held) + len(lines) > LARGEST:
            yield bytes(held)
            held.clear()
        held += lines
    if held:
        yield bytes(held)


def _line(thing: Json) -> bytes:
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def documents(
    records: Iterable[Record], rows: Iterable[Row], listings: Listings
) -> Iterator[tuple[str, Json]]:
    """The id and the document of each story and photograph; *records* go with *rows*."""
    for record, row in zip(records, rows, strict=True):
        shared = _shared(record, listings)
        names = [" ".join(words(label)) for label, _key in _values(record, listings, "people")]
        for number, (line, fragment) in enumerate(row.documents):
            kind = KINDS[number > 0]
            texts = pieces(line)
            if not number:
                texts["people"] = [*texts.get("people", []), *names]
            yield (
                identifier(record, number),
                {
                    "kind": kind,
                    "undated": bool(record.order[0]),
                    "order": f"{_order(record)} {number:04d}",
                    **shared,
                    **{
                        name: {mapping.language(row.language): held} for name, held in texts.items()
                    },
                    "shown": json.loads(zlib.decompress(fragment)),
                },
            )


def identifier(record: Record, number: int) -> str:
    """The id of a story or, from 1 on, of its photographs; it is the same in every export."""
    name = record.id or record.docname
    whole = f"{name}#{number}" if number else name
    if len(whole.encode()) <= LONGEST_ID:
        return whole
    return f"{fixity.sha256(name.encode())}#{number}"


def pieces(line: str) -> Json:
    """The words of each field, piece by piece."""
    found: Json = {}
    for piece in line.split(SIGN)[1:]:
        letter, _space, held = piece.strip().partition(" ")
        found.setdefault((STEMMED | NAMES)[letter], []).append(held)
    return found


def _shared(record: Record, listings: Listings) -> Json:
    """What is the same for a story and its photographs: when it was, and its facets."""
    facet = {
        name: [f"{key}\t{label}" for label, key in _values(record, listings, name)]
        for name in FACETS
    }
    held: Json = {"facet": {name: values for name, values in facet.items() if values}}
    return {name: value for name, value in {**_dated(record), **held}.items() if value}


def _values(record: Record, listings: Listings, way: str) -> list[tuple[str, str]]:
    return [(listing.label, listing.key) for listing in listings.on(way, record)]


def _dated(record: Record) -> Json:
    """The days that are possible, in milliseconds, and the year where there is one."""
    first, last = _day(record.earliest), _day(record.latest)
    if first is None and last is None:
        return {}
    date: Json = {}
    if first is not None:
        date["gte"] = (first - EPOCH) * DAY
    if last is not None:
        date["lte"] = (last + 1 - EPOCH) * DAY - 1
    return {"date": date, "year": int(record.year)} if record.year else {"date": date}


def _day(text: str) -> int | None:
    """The number of the day that *text* begins with, if there is one."""
    found = ISO.match(text)
    return days.number(*map(int, found.groups())) if found else None


def _order(record: Record) -> str:
    """What sorts as a text as records do: by date, then by document."""
    _undated, (year, day), docname = record.order
    return f"{year + FAR:011d} {day} {docname}"

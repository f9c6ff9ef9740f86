"""The archive as documents for the bulk API of OpenSearch: a story, and each of its photographs."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from broadsheet import fixity
from broadsheet.search import days, mapping
from broadsheet.search.fields import KINDS, SIGN, WAYS
from broadsheet.search.opensearch import DAY, EPOCH, NAMES, STEMMED
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
    """The id and the document of each story and photograph; *records* go with *rows*.

    Where several entries have one id, the first by name keeps it, and the others go by their names.
    """
    records = list(records)
    owners: dict[str, str] = {}
    for docname, name in sorted((record.docname, record.id) for record in records):
        owners.setdefault(name, docname)
    for record, row in zip(records, rows, strict=True):
        name = record.id if owners[record.id] == record.docname and record.id else record.docname
        shared = _shared(record, listings)
        names = [" ".join(words(label)) for label, _key in _values(record, listings, "people")]
        for number, (line, fragment) in enumerate(row.documents):
            kind = KINDS[number > 0]
            texts = pieces(line)
            if not number:
                texts["people"] = [*texts.get("people", []), *names]
            yield (
                identifier(name, number),
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


def identifier(name: str, number: int) -> str:
    """The id of the story called *name* or, from 1 on, of its photographs: always the same."""
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
        name: [f"{key}\t{label}" for label, key in _values(record, listings, name)] for name in WAYS
    }
    held: Json = {"facet": {name: values for name, values in facet.items() if values}}
    return {name: value for name, value in {**_dated(record), **held}.items() if value}


def _values(record: Record, listings: Listings, way: str) -> list[tuple[str, str]]:
    return [(listing.label, listing.key) for listing in listings.on(way, record)]


def _dated(record: Record) -> Json:
    """The days that are possible, in milliseconds, and the year where there is one."""
    date: Json = {}
    if record.earliest:
        date["gte"] = (days.known(record.earliest) - EPOCH) * DAY
    if record.latest:
        date["lte"] = (days.known(record.latest) + 1 - EPOCH) * DAY - 1
    if not date:
        return {}
    return {"date": date, "year": int(record.year)} if record.year else {"date": date}


def _order(record: Record) -> str:
    """What sorts as a text as records do: by date, then by document."""
    _undated, (year, day), docname = record.order
    return f"{year + FAR:011d} {day} {docname}"

"""Old addresses: at each alias of an entry a small page that leads to where the entry is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet.html.leaves import Leaf, leaf
from broadsheet.model import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from broadsheet.model.catalogue import Record

Context = dict[str, Any]


def leaves(records: Sequence[Record]) -> Iterator[tuple[Record, str, Leaf]]:
    """For each old address the entry, the alias as it is written, and the page that stands there.

    Those that are no paths on this site were complained of when they were read.
    """
    for record in records:
        for alias in record.aliases:
            try:
                address = urls.alias(alias)
            except ValueError:
                continue
            yield record, alias, _leaf(address, record)


def _leaf(address: str, record: Record) -> Leaf:
    def context() -> Context:
        page = {
            "title": record.title,
            "language": record.language,
            "direction": record.written,
            "moved": record.address,
        }
        return {"kind": "moved", "page": page, "stands_for": record.address}

    return leaf(address, "moved.html", (record.title, record.address), context)

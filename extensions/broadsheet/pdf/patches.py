"""Patches on a PDF that Typst made: other bytes in some places, and a table that knows of it.

Whoever patches asks `objects` where the objects are, and never searches the whole: an attached file
may hold anything, and so the beginning of an object too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.pdf.typesetter import TypesetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TABLE = b"\nxref\n"
PLACE = re.compile(rb"(\d{10})( \d{5} n\r\n)")
START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")


class Patch(NamedTuple):
    """What is to stand in a PDF between two places, instead of what is there."""

    start: int
    end: int
    new: bytes


def objects(pdf: bytes) -> list[int]:
    """Where each object begins, by the table."""
    return [int(found[1]) for found in PLACE.finditer(pdf, max(0, pdf.rfind(TABLE)))]


def patched(pdf: bytes, patches: Iterable[Patch]) -> list[bytes | memoryview]:
    """*pdf* with *patches*, which do not overlap and stand before its table; the rest stays.

    It comes in pieces, so that a volume, which is large, is not copied. Raises TypesetError where
    Typst does not put the table where it did.
    """
    table = pdf.rfind(TABLE)
    start = START.search(pdf, max(0, table))
    if table < 0 or not start:
        raise TypesetError("its table is not where Typst used to put it")
    ordered = sorted(patches)
    moved = _mover(ordered)
    view, at = memoryview(pdf), 0
    pieces: list[bytes | memoryview] = []
    for patch in ordered:
        pieces += view[at : patch.start], patch.new
        at = patch.end
    places = PLACE.sub(
        lambda found: b"%010d%b" % (moved(int(found[1])), found[2]), pdf[table : start.start()]
    )
    rest = b"startxref\n%d\n%%%%EOF" % moved(int(start[1]))
    return [*pieces, view[at:table], places, rest]


def _mover(patches: Sequence[Patch]) -> Callable[[int], int]:
    """What tells where a place has moved to."""
    starts = [patch.start for patch in patches]
    longer = [len(patch.new) - (patch.end - patch.start) for patch in patches]
    by = [0, *accumulate(longer)]
    return lambda place: place + by[bisect_left(starts, place)]

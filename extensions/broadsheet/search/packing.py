"""Numbers by the million as bytes: varints, and numbers in two streams.

Of a number in two streams the first has the head, a byte: the number itself below 128, else 127 and
how often 128 is in it, 255 at most. The second has the tail of each from 128 on: what is left of it
as a byte, and behind a head of 255, as a varint, how many times more than 128 it holds 128. The
heads of small numbers are alike, and nothing random stands between them, so that they pack well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

VARINT = 7
MOST = 128
"""How often 128 is in a number whose head tells no more of it."""


class Encoded(NamedTuple):
    """Varints, and where some or all of them begin, and the last ends."""

    held: Numbers
    at: Numbers

    def part(self, first: int, end: int) -> bytes:
        """The bytes from where the number *first* begins to where the number *end* does."""
        found: bytes = self.held[self.at[first] : self.at[end]].tobytes()
        return found


class Split(NamedTuple):
    """Numbers in two streams; ``at`` is where some or all begin in each, and the last ends."""

    heads: Encoded
    tails: Encoded

    def part(self, first: int, end: int) -> tuple[bytes, bytes]:
        """Both streams from the number *first* up to the number *end*."""
        return self.heads.part(first, end), self.tails.part(first, end)

    def whole(self) -> tuple[bytes, bytes]:
        """Both streams."""
        return self.heads.held.tobytes(), self.tails.held.tobytes()

    @property
    def at(self) -> Numbers:
        """Where the numbers begin, and the last ends, in bytes of both streams."""
        found: Numbers = self.heads.at + self.tails.at
        return found


def encoded(numbers: Numbers, kept: Numbers | None = None) -> Encoded:
    """*numbers* as varints; *kept* are those whose beginnings are wanted, where not all are."""
    sizes = np.ones(len(numbers), np.uint8)
    for bits in (7, 14, 21, 28):
        sizes += numbers >= 1 << bits
    at = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(sizes, out=at[1:])
    found = np.empty(at[-1], np.uint8)
    found[at[:-1]] = (numbers & 0x7F).astype(np.uint8) | (sizes > 1).astype(np.uint8) << VARINT
    for step in range(1, int(sizes.max(initial=0))):
        live = np.flatnonzero(sizes > step)
        more = (sizes[live] > step + 1) << VARINT
        found[at[live] + step] = numbers[live] >> VARINT * step & 0x7F | more
    return Encoded(found, at if kept is None else at[kept])


def split(numbers: Numbers, kept: Numbers | None = None) -> Split:
    """*numbers* in two streams; *kept* are those whose beginnings are wanted, where not all are."""
    if kept is None:
        kept = np.arange(len(numbers) + 1)
    times = numbers >> VARINT
    heads = np.where(times > 0, np.minimum(times, MOST) + 127, numbers).astype(np.uint8)
    large = np.flatnonzero(times)
    huge = times[large] >= MOST
    # What is left of each is less than 128, and so a varint of one byte.
    at = np.concatenate([[0], np.cumsum(huge + 1)])
    tails = np.empty(at[-1], np.int64)
    tails[at[:-1]] = numbers[large] & 0x7F
    tails[at[1:][huge] - 1] = times[large][huge] - MOST
    return Split(Encoded(heads, kept), encoded(tails, at[np.searchsorted(large, kept)]))

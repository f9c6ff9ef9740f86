"""Shards: the files of a range of the vocabulary, one of the terms and one of their positions."""

from __future__ import annotations

from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from broadsheet.search.coding import front_coded, sized, varint, varints
from broadsheet.search.fields import BEHIND_FIELDS
from broadsheet.search.packing import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from broadsheet.search.files import Folder
    from broadsheet.search.pairs import Part
    from broadsheet.search.postings import Range

    Numbers = np.ndarray[Any, np.dtype[Any]]


class Shards:
    """All shards of a segment, written one after the other."""

    def __init__(self, folder: Folder, common: Numbers) -> None:
        """Write them into *folder*; for each group it is told how *common* it is."""
        self.folder = folder
        self.common = common
        self.firsts: list[str] = []
        self.with_common: list[int] = []
        self._last = ""
        self._shard = np.full(len(common), -1, np.int64)
        self._place = np.zeros(len(common), np.int64)

    @property
    def where(self) -> tuple[Numbers, Numbers]:
        """The shard of each group, and its number there."""
        return self._shard, self._place

    def write(self, part: Range) -> None:
        """Write the shards of *part*."""
        for keys, groups in part.shards():
            number = len(self.firsts)
            first, end = (part.groups[0] + group for group in groups)
            self._shard[first:end] = number
            self._place[first:end] = np.arange(end - first)
            self.with_common += [number] * bool(self.common[first:end].any())
            self._write(part.terms.keys[keys[0] : keys[1]], self._terms(part, keys, groups))
            if keys[0] >= part.terms.named:
                for name, content in _positions(part, groups, number):
                    self.folder.write(name, *content)

    def write_pairs(self, parts: Iterable[Part]) -> None:
        """Write shards of pairs; each is a group by itself, with one key and no impacts."""
        for keys, df, ranks in parts:
            every = np.ones(len(keys), np.int64)
            streams = (
                front_coded([key.encode() for key in keys]),
                encoded(np.stack([every, every, every - 1], axis=1).ravel()).held.tobytes(),
                encoded(np.stack([df, every * 4], axis=1).ravel()).held.tobytes(),
                *ranks,
                bytes((int(df.sum()) + 1) // 2),
                varint(0),
            )
            self._write(keys, _told(len(keys), len(keys), streams))

    def _write(self, keys: list[str], content: Iterator[bytes]) -> None:
        """Write a file of the terms, which has these *keys*."""
        number = len(self.firsts)
        self.firsts.append(_separating(self._last, keys[0]) if number else "")
        self._last = keys[-1]
        self.folder.write(f"t/{number}", *content)

    def _terms(
        self, part: Range, keys: tuple[int, int], groups: tuple[int, int]
    ) -> Iterator[bytes]:
        """The file of the terms: keys, groups, documents, impacts, and odd spellings."""
        low, high = groups
        first, end = part.at[low], part.at[high]
        held = slice(part.groups[0] + low, part.groups[0] + high)
        size = part.terms.size[held] * 4 + self.common[held]
        streams = (
            front_coded([key.encode() for key in part.terms.keys[keys[0] : keys[1]]]),
            self._refs(part, keys),
            encoded(np.stack([part.df[low:high], size], axis=1).ravel()).held.tobytes(),
            *part.texts.part(first, end),
            _halves(part.levels[first:end]),
            _spellings(part, keys),
        )
        return _told(high - low, keys[1] - keys[0], streams)

    def _refs(self, part: Range, keys: tuple[int, int]) -> bytes:
        """The groups that each key points to: in this shard, or in one before it.

        Groups stand in the order in which they are first pointed to, so that most are the next one,
        which is told as 1; 2 is the one before that, and so on.
        """
        refs = part.terms.refs
        low, high = refs.at[keys[0]], refs.at[keys[1]]
        group, code = refs.group[low:high], refs.code[low:high]
        counts = np.diff(refs.at[keys[0] : keys[1] + 1])
        here = self._shard[group] == len(self.firsts)
        sizes = np.where(here, 2, 4)
        behind = np.concatenate([[0], np.cumsum(sizes)])
        owner = np.repeat(np.arange(len(counts)), counts)
        numbers = np.zeros(len(counts) + behind[-1], np.int64)
        numbers[np.arange(len(counts)) + behind[refs.at[keys[0] : keys[1]] - low]] = counts
        at = behind[:-1] + owner + 1
        named = np.maximum.accumulate(np.where(here, self._place[group], -1))
        before = np.append(-1, named[:-1])
        back = before - self._place[group] + 2
        numbers[at] = np.where(here, np.maximum(back, 1), 0)
        numbers[at + 1] = np.where(here, code, self._shard[group])
        numbers[at[~here] + 2] = self._place[group][~here]
        numbers[at[~here] + 3] = code[~here]
        return encoded(numbers).held.tobytes()


def _told(groups: int, keys: int, streams: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of the file of the terms that has these *streams*."""
    return _behind_lengths((groups, keys), streams)


def _separating(before: str, key: str) -> str:
    """What stands behind *before* and not behind *key*: a beginning of it, as short as can be.

    Behind the last word in a field it is what stands before all words.
    """
    if before < BEHIND_FIELDS <= key:
        return BEHIND_FIELDS
    return next(key[:end] for end in range(1, len(key) + 1) if key[:end] > before)


def _halves(levels: Numbers) -> bytes:
    """*levels* as half bytes, the low half first."""
    even = np.append(levels, 0) if len(levels) % 2 else levels
    found: bytes = (even[::2] | even[1::2] << 4).astype(np.uint8).tobytes()
    return found


def _spellings(part: Range, keys: tuple[int, int]) -> bytes:
    """The keys of a shard that are spelled in several ways, with the documents of each spelling."""
    found = part.spellings
    low, high = np.searchsorted(found.key, keys).tolist()
    entries = zip(
        found.key[low:high].tolist(),
        found.spelling[low:high].tolist(),
        found.size[low:high].tolist(),
        found.at[low:high].tolist(),
        strict=True,
    )
    made = []
    for key, of_key in groupby(entries, key=itemgetter(0)):
        rows = [
            sized(part.terms.spellings[key][spelling].encode())
            + varint(size)
            + found.gaps.part(at, at + size)
            for _key, spelling, size, at in of_key
        ]
        made.append(varint(key - keys[0]) + varint(len(rows)) + b"".join(rows))
    return varint(len(made)) + b"".join(made)


def _positions(
    part: Range, groups: tuple[int, int], number: int
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of the positions of large groups, and that of all others, in their parts."""
    low, high = groups
    large = np.flatnonzero(part.files[low:high]).tolist()
    for group in large:
        for file, streams in enumerate(part.told(low + group)):
            ranked = not part.quiet[low + group]
            yield f"x/{number}-{group}-{file}", _behind_lengths((int(ranked),), streams)
    header = ((group, int(part.files[low + group])) for group in large)
    first, end = part.at[low], part.at[high]
    streams = (*part.positions.part(first, end), part.codes.part(first, end))
    yield f"x/{number}", _behind_lengths((len(large), *chain(*header)), streams)


def _behind_lengths(numbers: Iterable[int], streams: Iterable[bytes]) -> Iterator[bytes]:
    """Some *numbers*, the lengths of the *streams*, and these."""
    held = list(streams)
    yield varints((*numbers, *map(len, held)))
    yield from held

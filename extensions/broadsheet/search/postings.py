"""Postings: which words stand where, sorted and encoded, in a bounded memory.

Everything here works on whole streams of numbers. The places of all words are dealt out to ranges
of the sorted vocabulary, each small enough to be sorted in memory, and each range is encoded at
once; then it is cut into shards.
"""

from __future__ import annotations

from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from broadsheet.search.commonness import FILE_AT
from broadsheet.search.fields import FIELD_AT, MARKED
from broadsheet.search.packing import encoded, split
from broadsheet.search.terms import HALF, LOW, distinct
from broadsheet.search.vocabulary import HEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from broadsheet.search.commonness import Common
    from broadsheet.search.packing import Encoded
    from broadsheet.search.spool import Spool

    Numbers = np.ndarray[Any, np.dtype[Any]]

RANGE = 1 << 20
"""How many places of words are sorted at once, about."""

SHARD = 12_288
"""How many bytes a shard holds before it is made small, about."""

K1, B, LEVELS = 2.0, 0.75, 15
FINE = 15
"""Impacts of common groups that are less are even numbers: these words tell little anyway."""

PER_KEY, PER_REF, PER_GROUP = 6, 3, 2
"""What a key, a pointer to a group and a group take in a shard, about, in bytes."""

ROW = 12
NO_FILE = np.uint32((1 << FILE_AT) - 1)


class Weights(NamedTuple):
    """What the impact of a word depends on beside how often it stands in a text."""

    lengths: Numbers
    kinds: Numbers
    averages: tuple[float, float]

    def levels(self, text: Numbers, times: Numbers) -> Numbers:
        """The impacts, 1 to 15, of words that stand so many *times* in each *text* (BM25)."""
        average = np.array([max(one, 1.0) for one in self.averages])[self.kinds[text]]
        norm = K1 * (1 - B + B * self.lengths[text] / average)
        found = np.floor(LEVELS * times / (times + norm) + 0.5).astype(np.uint8)
        levels: Numbers = np.maximum(found, 1)
        return levels


class Dealt:
    """The places of all words, dealt out to ranges of groups."""

    def __init__(
        self, spool: Spool, common: Common, folder: Path | None, see: Callable[[Numbers], None]
    ) -> None:
        """Deal out what is in *spool*, into a file of *folder* that has no name; *see* it too."""
        self.terms = terms = common.terms
        self.common = common
        self.see = see
        self.borders, self._sizes = self._cut(terms.counts)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as this
        self._odd: list[Numbers] = []
        self._deal(spool)
        self.odd = distinct(np.concatenate([np.zeros(0, np.uint64), *self._odd]))

    def _cut(self, counts: Numbers) -> tuple[Numbers, Numbers]:
        """The first group of each range, and the end; and how many places each range holds.

        Groups with the same smallest key are in one range.
        """
        places = np.bincount(self.terms.group, counts, len(self.terms.first)).astype(np.int64)
        number = (np.cumsum(places) - 1) // RANGE
        whole = np.searchsorted(self.terms.first, self.terms.first)
        borders = np.flatnonzero(np.diff(number[whole], prepend=-1))
        ends = np.append(borders, len(places))
        sums = np.concatenate([[0], np.cumsum(places)])
        return ends, np.diff(sums[ends])

    def _deal(self, spool: Spool) -> None:
        """Write the places of each range, in the order of the texts, behind each other."""
        at = np.cumsum(self._sizes) - self._sizes
        filled = np.zeros(len(at), np.int64)
        of_group = np.searchsorted(self.borders, np.arange(len(self.terms.first)), "right") - 1
        for rows in spool.places():
            self._note_odd(rows)
            self.see(rows)
            self.common.mark(rows)
            number = of_group[self.terms.group[rows[:, 0]]].astype(np.uint16)
            dealt = rows[np.argsort(number, kind="stable")]
            counts = np.bincount(number, minlength=len(at))
            ends = np.cumsum(counts)
            for place in np.flatnonzero(counts).tolist():
                self._file.seek(int(at[place] + filled[place]) * ROW)
                self._file.write(dealt[ends[place] - counts[place] : ends[place]].tobytes())
            filled += counts

    def _note_odd(self, rows: Numbers) -> None:
        """Note the texts of each spelling of a key that has several."""
        words = rows[rows[:, 0] < len(self.terms.spelling)]
        spelling = self.terms.spelling[words[:, 0]]
        words, spelling = words[spelling >= 0], spelling[spelling >= 0]
        self._odd.append(distinct(_triple(self.terms.key[words[:, 0]], spelling, words[:, 1])))

    def close(self) -> None:
        """Let go of the places."""
        self._file.close()

    @property
    def count(self) -> int:
        """How many ranges there are."""
        return len(self._sizes)

    def range(self, number: int, weights: Weights) -> Range:
        """The range of that *number*, sorted and encoded."""
        at = int(self._sizes[:number].sum())
        groups = (int(self.borders[number]), int(self.borders[number + 1]))
        places = self._sorted(at, int(self._sizes[number]), groups[0])
        return Range(self.common, places, groups, weights, self.odd)

    def _sorted(self, at: int, count: int, first: int) -> Places:
        """So many places from *at* on, sorted by their groups, which are counted from *first*."""
        self._file.seek(at * ROW)
        rows = np.frombuffer(self._file.read(count * ROW), np.uint32).reshape(-1, 3)
        order = self.terms.group[rows[:, 0]].astype(np.uint64)
        order -= np.uint64(first)
        order <<= HALF
        order |= np.arange(len(rows), dtype=np.uint64)
        order.sort()
        group = (order >> HALF).astype(np.uint32)
        order &= LOW
        term, text, place = (rows[:, column][order.view(np.int64)] for column in range(3))
        return Places(group, term, text, place & NO_FILE, place >> FILE_AT)


class Places(NamedTuple):
    """Where words stand, in the order of their groups: which group, term and text, and where.

    ``file`` is the one in which a place of a large group is told.
    """

    group: Numbers
    term: Numbers
    text: Numbers
    place: Numbers
    file: Numbers


KEY_AT, SPELLING_AT = np.uint64(36), np.uint64(28)


def _triple(key: Numbers, spelling: Numbers, text: Numbers) -> Numbers:
    """A key, one of its spellings (the first 256 are told apart) and a text, as one number."""
    high = key.astype(np.uint64) << KEY_AT
    middle = np.minimum(spelling, 255).astype(np.uint64) << SPELLING_AT
    found: Numbers = high | middle | text.astype(np.uint64)
    return found


class Range:
    """A range of groups with their postings, sorted and encoded."""

    def __init__(
        self,
        common: Common,
        places: Places,
        groups: tuple[int, int],
        weights: Weights,
        odd: Numbers,
    ) -> None:
        """Encode *places*, which are those of the *groups* from the first up to the second."""
        terms = self.terms = common.terms
        self.groups = groups
        first, end = groups
        last = end == len(terms.first)
        self.keys = (
            int(terms.first[first]) if first else 0,
            len(terms.keys) if last else int(terms.first[end]),
        )
        self._named = int(np.searchsorted(terms.first, terms.named)) - first
        """How many of the groups are of words in fields: they come first."""
        self._marks = common.marks[first:end]
        self.files, self.quiet = common.files[first:end], common.quiet[first:end]
        """In how many files of its own each group is told, and whether it has a quiet key."""
        self._at_places = places
        self._postings(places, weights)
        self._places(places)
        self.spellings = Spellings(odd, self.keys)

    def _postings(self, places: Places, weights: Weights) -> None:
        """The documents of each group, and what the group says of each."""
        group, _term, text, place, _file = places
        new = np.ones(len(group), bool)
        new[1:] = (group[1:] != group[:-1]) | (text[1:] != text[:-1])
        self._new = np.flatnonzero(new)
        texts = text[self._new].astype(np.int64)
        times = np.diff(np.append(self._new, len(group)))
        named = group < self._named
        headline = (place >> FIELD_AT == HEADLINE) & ~named
        twice = np.add.reduceat(headline, self._new, dtype=np.int64) if len(texts) else times
        levels = weights.levels(texts, times + twice)
        coarse = self._marks[group[self._new]] * (levels < FINE) > 0
        self.levels = levels + coarse * (levels % 2)
        self.df = np.bincount(group[self._new], minlength=self.groups[1] - self.groups[0])
        self.at = np.concatenate([[0], np.cumsum(self.df)])
        gaps = np.diff(texts, prepend=0)
        firsts = self.at[:-1][self.df > 0]
        gaps[firsts] = texts[firsts]
        self.texts, self.first_texts = split(gaps), texts

    def _places(self, places: Places) -> None:
        """Where in the documents each group stands, and with which of its keys.

        Groups of words in fields have no places of their own: those of the words say the field.
        Those of large groups are in files of their own.
        """
        group, term, _text, place, _file = places
        kept = np.append(self._new, len(place))
        known = (group >= self._named) & (self.files[group] == 0)
        several = (self.terms.size[self.groups[0] : self.groups[1]][group] > 1) & known
        before = np.concatenate([[0], np.cumsum(several)])[kept]
        self.codes = encoded(self.terms.code[term[several]], before)
        new = np.zeros(len(place) + 1, bool)
        new[kept] = True
        numbers, at = _position_numbers(place[known], new[np.append(known, True)])
        before = np.concatenate([[0], np.cumsum(known)])[kept]
        self.positions = split(numbers, at[before])

    def told(self, group: int) -> Iterator[tuple[bytes, ...]]:
        """The files of a large *group*: the streams of documents, of places in each, and of codes.

        Documents are told as their places among those of the group, unless it has a quiet key: who
        passes over that does not know the group's documents.
        """
        group_of, term, text, place, file = self._at_places
        low, high = np.searchsorted(group_of, [group, group + 1])
        coded = self.terms.size[self.groups[0] + group] > 1
        for number in range(self.files[group]):
            rows = low + np.flatnonzero(file[low:high] == number)
            texts = text[rows].astype(np.int64)
            new = np.append(np.diff(texts, prepend=-1) != 0, True)
            numbers, _at = _position_numbers(place[rows], new)
            codes = encoded(self.terms.code[term[rows]] if coded else numbers[:0])
            stand = texts[new[:-1]]
            if not self.quiet[group]:
                every = self.first_texts[self.at[group] : self.at[group + 1]]
                stand = np.searchsorted(every, stand)
            documents = split(np.diff(stand, prepend=0))
            yield *documents.whole(), *split(numbers).whole(), codes.held.tobytes()

    def shards(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """The keys and the groups of each shard: the first and the end of both.

        A large group has all its keys in its shard if they are near, so that one file tells of it.
        No shard has words in fields and others: only the others' shards have positions.
        """
        first, end = self.keys
        border = self.terms.named - first
        refs = np.diff(self.terms.refs.at[first : end + 1])
        cost = PER_KEY + PER_REF * refs.astype(np.float64)
        home = self.terms.first[self.groups[0] : self.groups[1]] - first
        heavy = PER_GROUP + np.diff(self.texts.at[self.at]) + self.df / 2
        sums = np.cumsum(cost + np.bincount(home, heavy, end - first))
        last = self._last_keys(refs)
        near = (heavy > SHARD / 4) & (sums[last] - sums[home] < SHARD / 2)
        reach = np.zeros(end - first, np.int64)
        np.maximum.at(reach, home[near], last[near] + 1)
        start = 0
        while start < end - first:
            before = sums[start - 1] if start else 0.0
            stop = max(int(np.searchsorted(sums, before + SHARD, "right")), start + 1)
            stop = max(stop, int(reach[start:stop].max()))
            stop = min(stop, border) if start < border else stop
            low, high = np.searchsorted(home, [start, stop]).tolist()
            yield (start + first, stop + first), (low, high)
            start = stop

    def _last_keys(self, refs: Numbers) -> Numbers:
        """The last key of each group; the keys of the range have so many *refs* each."""
        at = self.terms.refs.at[[self.keys[0], self.keys[1]]]
        group = self.terms.refs.group[at[0] : at[1]] - self.groups[0]
        key = np.repeat(np.arange(len(refs)), refs)
        found = np.zeros(self.groups[1] - self.groups[0], np.int64)
        inside = (group >= 0) & (group < len(found))
        np.maximum.at(found, group[inside], key[inside])
        return found


def _position_numbers(place: Numbers, new: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers that tell each *place*, and where among them those of each begin, and the end.

    A place where *new* is true is the first of its group in its document; *new* has one more, of
    what stands behind the last place. A place is told by how far it stands behind the one before
    it in the same field, less 1, and whether it is the last in its document. Where the field is
    another, and not the text at the beginning, it stands before.
    """
    field = place >> FIELD_AT
    before = np.append(np.uint32(0), field[:-1])
    before[new[:-1]] = 0
    changed = field != before
    far = np.append(np.uint32(0), place[:-1]) + 1
    alone = new[:-1] | changed
    far[alone] = field[alone] << FIELD_AT
    numbers = (place - far) * 2 + new[1:] + MARKED
    at = np.concatenate([[0], np.cumsum(changed + 1)])
    found = np.empty(at[-1], np.int64)
    found[at[1:] - 1] = numbers
    found[at[:-1][changed]] = field[changed]
    return found, at


@dataclass(slots=True)
class Spellings:
    """The texts of each spelling of the keys of a range that are spelled in several ways.

    The most frequent comes first; its texts are those that have the key in another spelling only.
    """

    key: Numbers
    spelling: Numbers
    size: Numbers
    at: Numbers
    gaps: Encoded

    def __init__(self, odd: Numbers, keys: tuple[int, int]) -> None:
        """Take from *odd* what belongs to the *keys* from the first up to the second."""
        low, high = np.searchsorted(odd, np.array(keys, np.uint64) << KEY_AT)
        held = odd[low:high]
        pairs, pair_of, sizes = np.unique(
            held >> SPELLING_AT, return_inverse=True, return_counts=True
        )
        owner = pairs >> np.uint64(8)
        usual = np.lexsort((pairs, -sizes, owner))
        usual = usual[np.diff(owner[usual].astype(np.int64), prepend=-1) != 0]
        is_usual = np.zeros(len(pairs), bool)
        is_usual[usual] = True
        bare = _without_spelling(held)
        with_usual = bare[is_usual[pair_of]]
        every, usually = distinct(bare), distinct(with_usual)
        there = np.searchsorted(usually, every, "right") > np.searchsorted(usually, every)
        without = every[~there]
        place = np.searchsorted(owner[usual], without >> KEY_AT)
        rest = held[~is_usual[pair_of]]
        entry = np.concatenate([usual[place], pair_of[~is_usual[pair_of]]])
        text = np.concatenate([without, rest]) & np.uint64((1 << 28) - 1)
        self._set(pairs, is_usual, entry, text.astype(np.int64))

    def _set(self, pairs: Numbers, usual: Numbers, entry: Numbers, text: Numbers) -> None:
        owner = (pairs >> np.uint64(8)).astype(np.int64)
        order = np.lexsort((pairs, ~usual, owner))
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        self.key, self.spelling = owner[order], (pairs[order] & np.uint64(255)).astype(np.int64)
        self.size = np.bincount(rank[entry], minlength=len(pairs))
        self.at = np.concatenate([[0], np.cumsum(self.size)])
        text = text[np.lexsort((text, rank[entry]))]
        gaps = np.diff(text, prepend=0)
        firsts = self.at[:-1][self.size > 0]
        gaps[firsts] = text[firsts]
        self.gaps = encoded(gaps)


def _without_spelling(triples: Numbers) -> Numbers:
    kept = np.uint64(~(255 << 28) & (1 << 64) - 1)
    found: Numbers = triples & kept
    return found

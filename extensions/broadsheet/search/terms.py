"""The sorted vocabulary: the keys, and the groups of words that are found together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from broadsheet.search.fields import BEHIND_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Numbers = np.ndarray[Any, np.dtype[Any]]

HALF = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)


@dataclass(slots=True)
class Terms:
    """For each term its key, its group, and which of the group's keys that is.

    A term is a word of a language, or such a word in a field. Keys and groups are numbered in their
    order: keys by their characters, groups by the smallest of their keys.
    """

    keys: list[str]
    key: Numbers
    group: Numbers
    code: Numbers
    counts: Numbers
    """How often each term stands in the texts."""
    first: Numbers
    """The smallest key of each group."""
    size: Numbers
    """How many keys each group has."""
    refs: Refs
    spelling: Numbers
    """For each word which spelling of its key it is; -1 where the key has but one."""
    spellings: dict[int, list[str]]
    """The spellings of each key that has several, in their order."""
    named: int
    """How many keys are of words in fields; they come first."""

    def among(self, names: Iterable[str]) -> Numbers:
        """Of each key whether it is one of *names*, all of which are keys."""
        found = np.zeros(len(self.keys), bool)
        found[[bisect_left(self.keys, name) for name in names]] = True
        return found


@dataclass(slots=True)
class Refs:
    """The groups that keys point to, in the order of the keys: of key *k* those from `at[k]` on."""

    at: Numbers
    key: Numbers
    group: Numbers
    code: Numbers


def sorted_terms(
    keys: Sequence[str],
    stems: Sequence[str],
    languages: Sequence[int],
    words: Sequence[str],
    counts: Numbers,
) -> Terms:
    """The sorted vocabulary of terms with these *keys*, *stems* and *languages*.

    Those with the same stem in the same language are a group. The *words* are those of the terms
    that come first, which are in no field. *counts* is how often each term stands in the texts: the
    most frequent key of a group is its first.
    """
    order, key = _ranked(keys)
    group, first = _grouped(key, stems, languages)
    pairs = distinct(_pair(group, key))
    owner = (pairs >> HALF).astype(np.int64)
    starts = np.searchsorted(owner, np.arange(len(first) + 1))
    place = np.searchsorted(pairs, _pair(group, key))
    order_of_keys = np.lexsort((-np.bincount(place, counts, len(pairs)), owner))
    codes = np.empty(len(pairs), np.int64)
    codes[order_of_keys] = np.arange(len(pairs)) - starts[owner]
    sole = np.flatnonzero(np.diff(key[order], prepend=-1))
    spelling, spellings = _spellings(order, sole, key, words)
    sorted_keys = [keys[term] for term in order[sole].tolist()]
    return Terms(
        keys=sorted_keys,
        key=key.astype(np.int32),
        group=group.astype(np.int32),
        code=codes[place],
        counts=counts,
        first=first,
        size=np.diff(starts),
        refs=_refs(pairs, codes, len(sole)),
        spelling=spelling,
        spellings=spellings,
        named=bisect_left(sorted_keys, BEHIND_FIELDS),
    )


def _ranked(names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The order of *names*, and the rank of each; the same names have the same."""
    order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
    held = map(names.__getitem__, order.tolist())
    new = (before != name for before, name in pairwise(held))
    found = np.zeros(len(names), np.int64)
    found[order[1:]] = np.cumsum(np.fromiter(new, bool))
    return order, found


def _grouped(
    key: Numbers, stems: Sequence[str], languages: Sequence[int]
) -> tuple[Numbers, Numbers]:
    """The number of each term's group, and the smallest key of each group.

    They are in the order of these; those with the same one in that of stems and languages.
    """
    _order, stem = _ranked(stems)
    names = _pair(stem, np.array(languages, np.int64))
    _names, name = np.unique(names, return_inverse=True)
    smallest = np.full(int(name.max(initial=-1)) + 1, len(key), np.int64)
    np.minimum.at(smallest, name, key)
    place = np.lexsort((np.arange(len(smallest)), smallest))
    number = np.empty_like(place)
    number[place] = np.arange(len(place))
    return number[name], smallest[place]


def distinct(numbers: Numbers) -> Numbers:
    """*numbers* sorted, each once; numpy's own takes longer, and loads masked arrays."""
    found = np.sort(numbers)
    kept = np.ones(len(found), bool)
    np.not_equal(found[1:], found[:-1], out=kept[1:])
    once: Numbers = found[kept]
    return once


def _pair(high: Numbers, low: Numbers) -> Numbers:
    """Two numbers as one."""
    found: Numbers = high.astype(np.uint64) << HALF | low.astype(np.uint64)
    return found


def _refs(pairs: Numbers, codes: Numbers, keys: int) -> Refs:
    key, group = (pairs & LOW).astype(np.int64), (pairs >> HALF).astype(np.int64)
    order = np.lexsort((group, key))
    at = np.searchsorted(key[order], np.arange(keys + 1))
    return Refs(at, key[order], group[order], codes[order])


def _spellings(
    order: Numbers, sole: Numbers, key: Numbers, words: Sequence[str]
) -> tuple[Numbers, dict[int, list[str]]]:
    """Which spelling of its key each word is, where there are several, and which there are."""
    spelling = np.full(len(words), -1, np.int64)
    ends = np.append(sole[1:], len(order))
    found = {}
    for place in np.flatnonzero(ends - sole > 1).tolist():
        terms = [term for term in order[sole[place] : ends[place]].tolist() if term < len(words)]
        known = sorted({words[term] for term in terms})
        if len(known) > 1:
            found[int(key[terms[0]])] = known
            spelling[terms] = [known.index(words[term]) for term in terms]
    return spelling, found

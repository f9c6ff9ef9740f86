"""The texts as numbers of words, put aside in blocks until the whole vocabulary is known."""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np

from broadsheet.search.fields import FIELD_AT, FIELD_BITS
from broadsheet.search.terms import distinct, sorted_terms
from broadsheet.search.vocabulary import BODY, MARKS, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from broadsheet.search.terms import Terms

    Numbers = np.ndarray[Any, np.dtype[Any]]

BLOCK = 1 << 19
"""How many words a block holds, about."""

APART = 2
"""How far the first word of a piece stands behind the last of the piece before it."""


class Spool:
    """The texts as numbers of words, put aside in blocks."""

    def __init__(self, folder: Path | None = None) -> None:
        """Put them aside in a file of *folder* that has no name."""
        self.vocabulary = Vocabulary()
        self.lengths = array("I")
        self.kinds = array("B")
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as the spool
        self._folder = folder
        self._words = array("I")
        self._marked = array("I")
        self._blocks: list[tuple[int, Numbers]] = []
        self._counts = np.zeros(0, np.int64)
        self._in_fields = np.zeros(0, np.uint64)
        self._field_counts = np.zeros(0, np.int64)

    def close(self) -> None:
        """Let go of what was put aside."""
        self._file.close()

    def add(self, kind: int, language: str, line: str) -> None:
        """Take in a text of that *kind* (0 a story, 1 a photograph)."""
        held = line.split(" ") if line else []
        self._words.extend(map(self.vocabulary.numbers(language).__getitem__, held))
        self._marked.append(len(held))
        self.kinds.append(kind)
        if len(self._words) >= BLOCK:
            self._close_block()

    def _close_block(self) -> None:
        """Put the block aside, and count what is in it."""
        words = np.array(self._words, np.uint32)
        layout = Layout(words, np.array(self._marked, np.int64))
        self.lengths.extend(layout.lengths.tolist())
        self._counts = _added(self._counts, np.bincount(layout.words))
        self._count_in_fields(*np.unique(layout.packed, return_counts=True))
        self._file.write(words.tobytes())
        self._blocks.append((len(words), layout.sizes))
        self._words, self._marked = array("I"), array("I")

    def _count_in_fields(self, found: Numbers, counts: Numbers) -> None:
        every = distinct(np.concatenate([self._in_fields, found]))
        total = np.zeros(len(every), np.int64)
        total[np.searchsorted(every, self._in_fields)] += self._field_counts
        total[np.searchsorted(every, found)] += counts
        self._in_fields, self._field_counts = every, total

    def lengths_and_kinds(self) -> tuple[Numbers, Numbers]:
        """How many words each text has, and of which kind it is."""
        self._finish()
        return np.array(self.lengths, np.int64), np.array(self.kinds, np.int64)

    def averages(self) -> tuple[float, float]:
        """The average length of the stories and of the photographs, in words."""
        lengths, kinds = self.lengths_and_kinds()
        found = (lengths[kinds == kind] for kind in (0, 1))
        story, photograph = (float(part.mean()) if len(part) else 0.0 for part in found)
        return story, photograph

    def _finish(self) -> None:
        if self._marked:
            self._close_block()

    def terms(self) -> Terms:
        """The vocabulary, once all texts are there."""
        self._finish()
        self.vocabulary.close()
        fields = self._in_fields
        numbers, marks = fields >> np.uint64(FIELD_BITS), fields & np.uint64(15)
        pairs = list(zip(numbers.tolist(), marks.tolist(), strict=True))
        keys, stems, languages = self.vocabulary.terms(pairs)
        counts = np.zeros(len(keys), np.int64)
        counts[: len(self._counts)] = self._counts
        plain = len(self.vocabulary.words)
        counts[plain : plain + len(fields)] = self._field_counts
        return sorted_terms(keys, stems, languages, self.vocabulary.words, counts)

    def places(self) -> Iterator[Numbers]:
        """Of each block a row for every place of a term: the term, the text, the position.

        The rows of words in fields come last; their positions are those of the words.
        """
        plain = len(self.vocabulary.words)
        for first, layout in self._laid_out():
            text = (layout.text + first).astype(np.uint32)
            position = layout.position | layout.field.astype(np.uint32) << FIELD_AT
            rows = np.stack([layout.words, text, position], axis=1)
            number = np.searchsorted(self._in_fields, layout.packed) + plain
            fields = rows[layout.in_field]
            fields[:, 0] = number
            yield np.concatenate([rows, fields])

    def _laid_out(self) -> Iterator[tuple[int, Layout]]:
        """The blocks, each with the number of its first text."""
        self._file.seek(0)
        first = 0
        for size, sizes in self._blocks:
            yield first, Layout(np.frombuffer(self._file.read(size * 4), np.uint32), sizes)
            first += len(sizes)


class Layout:
    """A block of words with where each stands: in which text and field, and at which position."""

    def __init__(self, numbers: Numbers, sizes: Numbers) -> None:
        """Lay *numbers* out, words and marks, of texts of those *sizes*."""
        self.sizes = sizes
        marked = numbers < len(MARKS)
        starts = np.flatnonzero(marked)
        piece = (np.cumsum(marked) - 1)[~marked]
        text = np.repeat(np.arange(len(sizes)), sizes)
        field, owner = numbers[starts].astype(np.uint64), text[starts]
        position = self._positions(starts, piece, field, owner, marked)
        near = position < 1 << FIELD_AT
        self.words = numbers[~marked][near] - np.uint32(len(MARKS))
        self.text = text[~marked][near]
        self.field = field[piece][near]
        self.position = position[near]
        self.in_field = self.field != BODY
        self.lengths = np.bincount(self.text, minlength=len(sizes))

    @property
    def packed(self) -> Numbers:
        """The words that stand in fields, each with its field."""
        held = self.words[self.in_field].astype(np.uint64) << np.uint64(FIELD_BITS)
        found: Numbers = held | self.field[self.in_field]
        return found

    def _positions(
        self, starts: Numbers, piece: Numbers, field: Numbers, owner: Numbers, marked: Numbers
    ) -> Numbers:
        """The positions within the fields."""
        room = np.diff(np.append(starts, len(marked))) - 2 + APART
        behind = np.flatnonzero(~marked) - starts[piece] - 1
        within = _before(room, (owner << FIELD_BITS) + field.astype(np.int64))
        found: Numbers = (within[piece] + behind).astype(np.uint32)
        return found


def _before(room: Numbers, owner: Numbers) -> Numbers:
    """How much *room* stands before each piece among those of the same *owner*."""
    order = np.argsort(owner, kind="stable")
    sums = np.cumsum(room[order]) - room[order]
    owners = owner[order]
    firsts = np.searchsorted(owners, owners)
    found = np.empty_like(sums)
    found[order] = sums - sums[firsts] if len(sums) else sums
    return found


def _added(one: Numbers, other: Numbers) -> Numbers:
    """The sums of two counts, of which one may be longer."""
    if len(one) < len(other):
        one, other = other, one
    total = one.copy()
    total[: len(other)] += other
    return total

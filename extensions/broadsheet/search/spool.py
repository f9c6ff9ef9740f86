"""The texts as numbers of words, put aside in blocks until the whole vocabulary is known."""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np

from broadsheet.search.terms import sorted_terms
from broadsheet.search.vocabulary import BODY, HEADLINE, MARKS, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from broadsheet.search.terms import Terms

    Numbers = np.ndarray[Any, np.dtype[Any]]

BLOCK = 1 << 19
"""How many words a block holds, about."""

APART = 16
"""How far the first word of a piece stands behind the last of the piece before it."""

FAR = 1 << 20
"""Where the words of all fields but the text begin; no text is longer."""

FIELD_BITS = 4
HEAD = 1 << 31
"""What marks a position as one in the headline."""


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
        every = np.union1d(self._in_fields, found)
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
        return sorted_terms(*self.vocabulary.terms(pairs), self.vocabulary.words)

    def counts(self, terms: Terms) -> Numbers:
        """How often each of the *terms* stands in the texts."""
        found = np.zeros(len(terms.key), np.int64)
        found[: len(self._counts)] = self._counts
        plain = len(self.vocabulary.words)
        found[plain : plain + len(self._field_counts)] = self._field_counts
        return found

    def places(self) -> Iterator[Numbers]:
        """Of each block a row for every place of a term: the term, the text, the position."""
        plain = len(self.vocabulary.words)
        for first, layout in self._laid_out():
            text = (layout.text + first).astype(np.uint32)
            headline = np.where(layout.field == HEADLINE, HEAD, 0).astype(np.uint32)
            rows = np.stack([layout.words, text, layout.position | headline], axis=1)
            rows = rows[layout.in_field | (layout.position < FAR)]
            inside = layout.in_field
            number = np.searchsorted(self._in_fields, layout.packed) + plain
            fields = (number, text[inside], layout.position_in_field[inside])
            yield np.concatenate([rows, np.stack(fields, axis=1).astype(np.uint32)])

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
        self.words = numbers[~marked] - np.uint32(len(MARKS))
        self.text = text[~marked]
        self.field = field[piece]
        self.in_field = self.field != BODY
        self.lengths = np.bincount(self.text, minlength=len(sizes))
        self.position, self.position_in_field = self._positions(starts, piece, field, owner, marked)

    @property
    def packed(self) -> Numbers:
        """The words that stand in fields, each with its field."""
        held = self.words[self.in_field].astype(np.uint64) << np.uint64(FIELD_BITS)
        found: Numbers = held | self.field[self.in_field]
        return found

    def _positions(
        self, starts: Numbers, piece: Numbers, field: Numbers, owner: Numbers, marked: Numbers
    ) -> tuple[Numbers, Numbers]:
        """The positions in the whole text, and within the field."""
        room = np.diff(np.append(starts, len(marked))) - 2 + APART
        behind = np.flatnonzero(~marked) - starts[piece] - 1
        body = field == BODY
        whole = _before(room, owner * 2 + ~body) + np.where(body, 0, FAR)
        within = _before(room, (owner << FIELD_BITS) + field.astype(np.int64))
        return (
            (whole[piece] + behind).astype(np.uint32),
            (within[piece] + behind).astype(np.uint32),
        )


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

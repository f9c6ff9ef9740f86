"""One range of the dictionary, decoded: keys, the groups they belong to, and where these stand.

The format is told in docs/explanation/search.md. What is not asked for is not decoded.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.search.coding import MORE, Bytes, front_decoded, joined
from broadsheet.search.fields import FIELD_AT, MARKED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LOW = bytes(byte & 15 for byte in range(256))
HIGH = bytes(byte >> 4 for byte in range(256))
STREAMS, PLACES, FILE = 7, 3, 5
"""How many streams the files have of terms, of places, and of the places of a large group."""


class Ref(NamedTuple):
    """A group that a key belongs to: its shard, its number there, and which of its keys it is."""

    shard: int
    group: int
    code: int


class Places(NamedTuple):
    """Where a group stands in some documents, by their numbers.

    ``codes`` tell which key stands at each place, where the group has several.
    """

    places: dict[int, list[int]]
    codes: dict[int, list[int]]


def decoded(content: bytes) -> list[int]:
    """All varints in *content*; most often each is a byte."""
    if not content or max(content) < MORE:
        return list(content)
    found = []
    value = shift = 0
    for byte in content:
        if byte < MORE:
            found.append(value | byte << shift)
            value = shift = 0
        else:
            value |= (byte & 0x7F) << shift
            shift += 7
    return found


def halves(content: bytes) -> bytearray:
    """Both halves of each byte of *content*, the low one first."""
    found = bytearray(2 * len(content))
    found[::2] = content.translate(LOW)
    found[1::2] = content.translate(HIGH)
    return found


class Shard:
    """A file `t/i`."""

    def __init__(self, number: int, content: bytes) -> None:
        """Keep the streams of *content*, the shard *number*."""
        source = Bytes(content)
        self.number = number
        groups, self._count = source.numbers(2)
        self._keys, self._refs, groups_told, *self._ids, impacts, self._spellings = source.several(
            STREAMS
        )
        numbers = decoded(groups_told)
        self.frequencies = numbers[: 2 * groups : 2]
        sizes = numbers[1 : 2 * groups : 2]
        self.sizes = [head >> 2 for head in sizes]
        self.common = [head & 3 for head in sizes]
        self._firsts = [0, *accumulate(self.frequencies)]
        self._impacts = impacts

    @cached_property
    def keys(self) -> list[bytes]:
        """The keys, sorted."""
        return front_decoded(self._keys, self._count)

    @cached_property
    def refs(self) -> list[list[Ref]]:
        """The groups of each key."""
        return list(self._read_refs(iter(decoded(self._refs))))

    def _read_refs(self, numbers: Iterator[int]) -> Iterator[list[Ref]]:
        named = 0
        for count in numbers:
            found = []
            for _ in range(count):
                back = next(numbers)
                if back:
                    found.append(Ref(self.number, named + 1 - back, next(numbers)))
                    named += back == 1
                else:
                    found.append(Ref(next(numbers), next(numbers), next(numbers)))
            yield found

    @cached_property
    def _gaps(self) -> list[int]:
        return joined(*self._ids)

    @cached_property
    def _levels(self) -> bytearray:
        return halves(self._impacts)

    def find(self, key: bytes) -> list[Ref]:
        """The groups of *key*; none where it is not here."""
        at = bisect_left(self.keys, key)
        return self.refs[at] if at < len(self.keys) and self.keys[at] == key else []

    def beginning(self, key: bytes) -> dict[bytes, list[Ref]]:
        """The keys that begin with *key*, and their groups."""
        first, last = bisect_left(self.keys, key), bisect_left(self.keys, key + b"\xff")
        return dict(zip(self.keys[first:last], self.refs[first:last], strict=True))

    def counted(self) -> Iterator[tuple[bytes, int]]:
        """Each key, and in how many documents the largest of its groups here stands."""
        for key, refs in zip(self.keys, self.refs, strict=True):
            own = (self.frequencies[ref.group] for ref in refs if ref.shard == self.number)
            yield key, max(own, default=0)

    def forms(self, group: int) -> set[bytes]:
        """The keys of a group that stand in this shard."""
        return {
            key
            for key, refs in zip(self.keys, self.refs, strict=True)
            for ref in refs
            if ref.shard == self.number and ref.group == group
        }

    def documents(self, group: int) -> list[int]:
        """The numbers of the documents in which a group stands."""
        return list(accumulate(self._gaps[self._firsts[group] : self._firsts[group + 1]]))

    def levels(self, group: int) -> bytearray:
        """How much a group says of each of its documents, 1 to 15."""
        return self._levels[self._firsts[group] : self._firsts[group + 1]]

    @cached_property
    def spellings(self) -> dict[bytes, dict[str, list[int]]]:
        """For each key that is spelt in several ways, these, and documents of each.

        The usual spelling comes first, with the documents that have the key, but not spelt so; each
        other comes with the documents where it stands.
        """
        source = Bytes(self._spellings)
        found = {}
        for _ in range(source.number()):
            key = self.keys[source.number()]
            found[key] = {
                source.sized().decode(): source.rising(source.number())
                for _ in range(source.number())
            }
        return found


class Positions:
    """A file `x/i`: the places of the groups of a shard, but for the large ones."""

    def __init__(self, shard: Shard, content: bytes) -> None:
        """Find out where each group of *shard* begins in *content*."""
        source = Bytes(content)
        self.shard = shard
        self.files = {source.number(): source.number() for _ in range(source.number())}
        """In how many files each large group is told."""
        self._block = Block(*source.several(PLACES))
        self._firsts: dict[int, tuple[int, int]] = {}
        posting = code = 0
        for group, frequency in enumerate(shard.frequencies):
            if group in self.files:
                continue
            self._firsts[group] = (posting, code)
            if shard.sizes[group] > 1:
                code += self._block.count(posting, frequency)
            posting += frequency

    def places(self, group: int, wanted: set[int]) -> Places:
        """Where *group*, which is not large, stands in the *wanted* documents."""
        return self._block.places(
            self.shard.documents(group),
            wanted,
            self._firsts[group],
            coded=self.shard.sizes[group] > 1,
        )


def file_of_large(
    shard: Callable[[], Shard], group: int, content: bytes
) -> tuple[list[int], Block]:
    """The documents of a file `x/i-g-f`, and the places in these; *shard* gives that of *group*.

    It is asked for where documents are told as their places among those of the group.
    """
    source = Bytes(content)
    ranked = source.number()
    heads, tails, *places = source.several(FILE)
    stand = list(accumulate(joined(heads, tails)))
    among = shard().documents(group) if ranked else []
    return [among[place] for place in stand] if ranked else stand, Block(*places)


class Block:
    """Places in documents, and which of its group's keys stands at each."""

    def __init__(self, heads: bytes, tails: bytes, codes: bytes) -> None:
        """Decode the streams."""
        self._numbers, self._codes = joined(heads, tails), decoded(codes)
        ends = (at + 1 for at, number in enumerate(self._numbers) if _ends(number))
        self._at = [0, *ends]

    def count(self, posting: int, postings: int) -> int:
        """How many places so many *postings* have, from the number *posting* on."""
        numbers = self._numbers[self._at[posting] : self._at[posting + postings]]
        return sum(number >= MARKED for number in numbers)

    def places(
        self, documents: list[int], wanted: set[int], firsts: tuple[int, int], *, coded: bool
    ) -> Places:
        """The places in those of *documents* that are *wanted*, from *firsts* in each stream on."""
        posting, code = firsts
        found = Places({}, {})
        for document, (first, end) in zip(documents, pairwise(self._at[posting:]), strict=False):
            if document in wanted:
                places = list(_placed(self._numbers[first:end]))
                found.places[document] = places
                if coded:
                    found.codes[document] = self._codes[code : code + len(places)]
                    code += len(places)
            elif coded:
                code += sum(number >= MARKED for number in self._numbers[first:end])
        return found


def _ends(number: int) -> bool:
    """Whether *number* tells the last place of a group in a document."""
    return number >= MARKED and bool(number & 1)


def _placed(numbers: Iterable[int]) -> Iterator[int]:
    """The places that *numbers* tell."""
    place = -1
    for number in numbers:
        if number < MARKED:
            place = (number << FIELD_AT) - 1
        else:
            place += (number - MARKED >> 1) + 1
            yield place

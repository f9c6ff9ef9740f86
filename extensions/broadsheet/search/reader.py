"""The index of a built site, opened to be asked: segments, columns, and what is shown of each text.

Whatever is read is kept, so that a second question costs less. The format is told in
docs/explanation/search.md.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet.model.problems import BroadsheetError
from broadsheet.search import days, files
from broadsheet.search.coding import Bytes, unlisted, unzigzag
from broadsheet.search.columns import CHUNK
from broadsheet.search.fields import BEHIND, BETWEEN, FORMAT, KINDS
from broadsheet.search.shard import Places, Positions, Ref, Shard, decoded, file_of_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WIDEST = 8
"""How many shards are read for the words that begin alike."""


class Column(NamedTuple):
    """A facet: its values, label and key, and which of them each document has."""

    values: list[tuple[str, str]]
    codes: list[list[int]]


class Dates(NamedTuple):
    """The first and the last day of each document that has a date."""

    earliest: list[int]
    latest: list[int]


class Segment:
    """A folder of the index."""

    def __init__(
        self, folder: Path, facts: dict[str, Any], facets: list[str], quiet: frozenset[str]
    ) -> None:
        """Open the segment of which the manifest tells *facts*; *quiet* keys say little."""
        self.folder = folder
        self.name = str(facts["name"])
        self.docs = int(facts["docs"])
        self.dated = int(facts["dated"])
        self.before: list[int] = facts.get("before", [])
        self.fragments: list[str] = facts.get("fragments", [])
        self._facts = facts
        self._facets = facets
        self.large: dict[bytes, list[list[int]]] = {
            key.encode(): rows for key, *rows in facts["large"]
        }
        """The keys whose groups are all large. Of each group: its shard, its number there, in how
        many files it is told, and which of its keys this is, -1 where it has no other."""
        self.passed = frozenset(key for key in self.large if key.decode() in quiet)
        """The keys that phrases pass over."""
        self._shards: dict[int, Shard] = {}
        self._positions: dict[int, Positions] = {}
        self._documents: dict[tuple[int, int], dict[int, int]] = {}

    @cached_property
    def firsts(self) -> list[bytes]:
        """What separates each shard from the one before."""
        return [first.encode() for first in self._facts["firsts"]]

    @cached_property
    def live(self) -> set[int]:
        """The documents that were not replaced or removed."""
        return set(range(self.docs)).difference(self.gone)

    @cached_property
    def gone(self) -> list[int]:
        """The documents that were."""
        return list(accumulate(self._facts["gone"]))

    def content(self, name: str) -> bytes:
        """What the file *name* of this segment holds."""
        return read(self.folder, f"{self.name}/{name}")

    def shard(self, number: int) -> Shard:
        """A range of the dictionary."""
        if number not in self._shards:
            self._shards[number] = Shard(number, self.content(f"t/{number}"))
        return self._shards[number]

    def place(self, key: bytes) -> int:
        """The number of the shard in which *key* stands, if it stands in any."""
        return bisect_right(self.firsts, key) - 1

    def find(self, key: bytes) -> list[Ref]:
        """The groups that *key* belongs to."""
        return self.shard(self.place(key)).find(key) if self.firsts else []

    def beginning(self, key: bytes) -> tuple[dict[bytes, list[Ref]], bool]:
        """The keys that begin with *key*, and their groups; and whether there are more."""
        found: dict[bytes, list[Ref]] = {}
        if not self.firsts:
            return found, False
        first, last = self.place(key), self.place(key + b"\xff")
        for number in range(first, min(last, first + WIDEST - 1) + 1):
            found |= self.shard(number).beginning(key)
        return found, last - first >= WIDEST

    def size(self, ref: Ref) -> int:
        """How many keys a group has."""
        return self.shard(ref.shard).sizes[ref.group]

    def commonness(self, ref: Ref) -> int:
        """How common a group is, in two bits: the pairs of groups that share one are known."""
        return self.shard(ref.shard).common[ref.group]

    def pair(self, one: bytes, other: bytes) -> list[int]:
        """Where two keys stand one behind the other, if their pairs are known.

        Documents are told as their places among those of the rarer key, or of the first.
        """
        refs = self.find(b"".join((BEHIND.encode(), one, BETWEEN.encode(), other)))
        return self.shard(refs[0].shard).documents(refs[0].group) if refs else []

    def levels(self, ref: Ref) -> dict[int, int]:
        """The documents in which a group stands, and how much it says of each."""
        name = (ref.shard, ref.group)
        if name not in self._documents:
            shard = self.shard(ref.shard)
            documents = shard.documents(ref.group)
            self._documents[name] = dict(zip(documents, shard.levels(ref.group), strict=True))
        return self._documents[name]

    def places(self, ref: Ref, wanted: set[int]) -> Places:
        """Where a group stands in those of the *wanted* documents that have it."""
        if ref.shard not in self._positions:
            content = self.content(f"x/{ref.shard}")
            self._positions[ref.shard] = Positions(self.shard(ref.shard), content)
        positions = self._positions[ref.shard]
        if ref.group not in positions.files:
            return positions.places(ref.group, wanted)
        found = Places({}, {})
        for number in range(positions.files[ref.group]):
            part = self.told((ref.shard, ref.group, number), wanted, coded=self.size(ref) > 1)
            for document, places in part.places.items():
                found.places.setdefault(document, []).extend(places)
                found.codes.setdefault(document, []).extend(part.codes.get(document, ()))
        return found

    def told(self, file: tuple[int, int, int], wanted: set[int], *, coded: bool) -> Places:
        """The places in the *wanted* documents that a *file* of a large group tells."""
        shard, group, _number = file
        content = self.content("x/" + "-".join(map(str, file)))
        documents, block = file_of_large(lambda: self.shard(shard), group, content)
        return block.places(documents, wanted, (0, 0), coded=coded)

    def spellings(self, key: bytes) -> dict[str, list[int]]:
        """How *key* is spelt, if in several ways, as the shard tells it."""
        return self.shard(self.place(key)).spellings.get(key, {})

    def forms(self, ref: Ref) -> set[bytes]:
        """The keys of a group, so far as they stand beside it."""
        return self.shard(ref.shard).forms(ref.group)

    def neighbours(self, key: bytes) -> Iterator[tuple[bytes, int]]:
        """The keys of the shard in which *key* would stand, and in how many documents each is."""
        return self.shard(self.place(key)).counted() if self.firsts else iter(())

    @cached_property
    def _columns(self) -> dict[str, bytes]:
        """The columns of a segment that has them all in one file."""
        if not self.fragments:
            return {}
        source = Bytes(self.content("c"))
        names = (*self._facets, "dates-0") if self.dated else self._facets
        return {name: source.sized() for name in names}

    def _column(self, name: str) -> bytes:
        return self._columns[name] if self._columns else self.content(f"c/{name}")

    def column(self, facet: str) -> Column:
        """The values of *facet*, and those of each document."""
        source = Bytes(self._column(facet))
        values = [(label, key) for label, key in json.loads(source.sized())]
        counts = decoded(source.sized())
        codes = iter(decoded(source.content[source.place :]))
        return Column(values, [[next(codes) for _ in range(count)] for count in counts])

    @cached_property
    def kinds(self) -> list[str]:
        """What each document is: story or photograph."""
        photographs = set(accumulate(self._facts["photographs"]))
        return [KINDS[at in photographs] for at in range(self.docs)]

    @cached_property
    def dates(self) -> Dates:
        """The days of the documents that have a date."""
        found = Dates([], [])
        for number in range(0, self.dated, CHUNK):
            source = Bytes(self._column(f"dates-{number // CHUNK}"))
            day = 0
            for _ in range(min(CHUNK, self.dated - number)):
                day += unzigzag(source.number())
                found.earliest.append(day)
            found.latest.extend(
                early + source.number() for early in found.earliest[number : number + CHUNK]
            )
        return found

    def during(self, first: int, last: int) -> set[int]:
        """The documents that may be of a day from *first* to *last*.

        Days are looked up where only a part of a year is asked for.
        """
        found: set[int] = set()
        start = 0
        for year, count in self._facts["years"]:
            low, high = days.number(year, 1, 1), days.number(year, 12, 31)
            documents = range(start, start := start + count)
            if first <= low and high <= last:
                found.update(documents)
            elif low <= last and high >= first:
                found.update(at for at in documents if self._may_be(at, first, last))
        for early, more, *gaps in self._facts["across"]:
            fits = early <= last and early + more >= first
            (found.update if fits else found.difference_update)(accumulate(gaps))
        return found

    def _may_be(self, document: int, first: int, last: int) -> bool:
        earliest, latest = self.dates
        return earliest[document] <= last and latest[document] >= first

    def fragment(self, document: int) -> dict[str, Any]:
        """What is shown of a document."""
        name = f"f/{self.fragments[document]}" if self.fragments else f"{self.name}/a/{document}"
        return dict(json.loads(read(self.folder, name)))

    @cached_property
    def common(self) -> list[tuple[str, int]]:
        """The words that stand in most documents, with the number of these."""
        return [(word, count) for word, count in json.loads(self.content("w"))]


class Index:
    """The index of a site."""

    def __init__(self, site: Path) -> None:
        """Open the index of the built *site*.

        Raises BroadsheetError where there is none that can be read.
        """
        self.folder = site / files.FOLDER
        manifest = json.loads(read(self.folder, newest(self.folder)))
        if manifest.get("format") != FORMAT:
            raise BroadsheetError(f"`{self.folder}` was made by another version of Broadsheet")
        self.language = str(manifest["language"])
        self.quiet = frozenset(unlisted(manifest["quiet"]))
        self.facets: list[str] = manifest["facets"]
        self.segments = [
            Segment(self.folder, facts, self.facets, self.quiet) for facts in manifest["segments"]
        ]

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(segment.docs - len(segment.gone) for segment in self.segments)


def newest(folder: Path) -> str:
    """The name of the newest manifest in *folder*."""
    found = sorted(folder.glob("manifest-*.js"), key=lambda file: file.stat().st_mtime_ns)
    if not found:
        raise BroadsheetError(
            f"there is no index in `{folder}`: build the site with `broadsheet build html`, "
            "or name its folder with `--site DIR`"
        )
    return found[-1].stem


def read(folder: Path, name: str) -> bytes:
    """What a file of the index holds. Raises BroadsheetError where it is missing or spoilt."""
    try:
        return files.read(folder / f"{name}{files.ENDING}", name)
    except (OSError, ValueError) as fault:
        raise BroadsheetError(f"the index is not whole; build the site again: {fault}") from fault

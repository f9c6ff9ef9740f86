"""A segment: the files of an index, or of a part of one, for documents in the order of time."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from broadsheet.search import columns, files
from broadsheet.search.coding import gaps
from broadsheet.search.commonness import Common
from broadsheet.search.fields import FACETS, SIGN
from broadsheet.search.pairs import Pairs
from broadsheet.search.postings import Dealt, Weights
from broadsheet.search.sharding import Shards
from broadsheet.search.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from broadsheet.search.columns import Value
    from broadsheet.search.documents import Document
    from broadsheet.search.files import Folder
    from broadsheet.search.terms import Terms

FREQUENT, SHORTEST = 5000, 4
"""How many of the most frequent keys are listed for suggestions, and how long they are at least."""


@dataclass(slots=True)
class Segment:
    """What a manifest says of a segment, and what the next segment needs of it."""

    name: str
    documents: int = 0
    firsts: list[str] = field(default_factory=list)
    dated: int = 0
    photographs: list[int] = field(default_factory=list)
    years: list[list[int]] = field(default_factory=list)
    across: list[list[int]] = field(default_factory=list)
    common: list[int] = field(default_factory=list)
    """The shards that hold groups of which pairs are known."""

    averages: tuple[float, float] = (0.0, 0.0)
    quiet: frozenset[str] = frozenset()
    """The keys that occur and say little."""
    large: list[list[Any]] = field(default_factory=list)
    """The keys of large groups."""

    fragments: list[str] = field(default_factory=list)
    """Of a recent segment, the name of each document's fragment."""
    before: list[int] = field(default_factory=list)
    """Of a recent segment, before which document of the base each sorts."""

    def told(self) -> dict[str, object]:
        """It in a manifest."""
        recent = {"fragments": self.fragments, "before": self.before} if self.fragments else {}
        return {
            "name": self.name,
            "docs": self.documents,
            "shards": len(self.firsts),
            "firsts": self.firsts,
            "common": list(gaps(self.common)),
            "large": self.large,
            "dated": self.dated,
            "years": self.years,
            "across": self.across,
            "photographs": list(gaps(self.photographs)),
            "gone": [],
            **recent,
        }


class Writer:
    """Writes one segment."""

    def __init__(self, folder: Folder, aside: Path | None) -> None:
        """Write into *folder*; *aside* is where large streams are put meanwhile."""
        self.folder = folder
        self.aside = aside
        self.segment = Segment(folder.name)
        self.days: list[tuple[int, int]] = []
        self.values: list[list[tuple[Value, ...]]] = [[] for _ in FACETS]
        self.spool = Spool(aside)

    def close(self) -> None:
        """Let go of what was put aside."""
        self.spool.close()

    def take(self, documents: Iterable[Document], *, fragments: bool) -> None:
        """Take in all *documents*; with *fragments*, write what answers show of them here."""
        for number, document in enumerate(documents):
            self.spool.add(document.kind, document.language, document.line)
            if document.kind:
                self.segment.photographs.append(number)
            for held, values in zip(self.values, document.values, strict=True):
                held.append(values)
            if document.days:
                self.days.append(document.days)
            if fragments:
                self.folder.write_small(f"a/{number}", document.fragment)
        self.segment.documents = len(self.values[0])
        self.segment.dated = len(self.days)
        self.segment.years = columns.years(self.days)
        self.segment.across = columns.across(self.days)

    def write(self, averages: tuple[float, float] | None = None) -> Segment:
        """Write the terms with their postings; *averages* are the lengths to compare with."""
        self.segment.averages = averages or self.spool.averages()
        terms = self.spool.terms()
        self.segment.quiet = self.spool.vocabulary.quiet(terms.counts.tolist())
        self.folder.write("w", _frequent(terms))
        weights = Weights(*self.spool.lengths_and_kinds(), self.segment.averages)
        quiet = terms.among(self.segment.quiet)
        common = Common(terms, self.segment.documents, quiet)
        shards = Shards(self.folder, common.marks)
        with closing(Pairs(common, self.aside)) as found:
            with closing(Dealt(self.spool, common, self.aside, found.note)) as dealt:
                for number in range(dealt.count):
                    part = dealt.range(number, weights)
                    shards.write(part)
                    found.keep(part)
            shards.write_pairs(found.parts())
        self.segment.firsts, self.segment.common = shards.firsts, shards.with_common
        self.segment.large = common.told(shards.where)
        return self.segment

    def columns(self) -> list[tuple[str, bytes]]:
        """The columns, each with its name."""
        facets = list(zip(FACETS, map(columns.column, self.values), strict=True))
        chunks = enumerate(columns.chunks(self.days))
        return facets + [(f"dates-{place}", columns.dates(chunk)) for place, chunk in chunks]


def _frequent(terms: Terms) -> bytes:
    """The most frequent keys, with how often they stand in the texts: a table as JSON."""
    total: Counter[int] = Counter()
    for key, count in zip(terms.key.tolist(), terms.counts.tolist(), strict=True):
        total[key] += count
    long = (
        (-count, terms.keys[key])
        for key, count in total.items()
        if count and len(terms.keys[key]) >= SHORTEST and terms.keys[key][0] > SIGN
    )
    found = [[key, -count] for count, key in nsmallest(FREQUENT, long)]
    return files.told(found)

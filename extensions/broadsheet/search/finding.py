"""The answer to a query: which documents fit, in which order, and how many there are of each kind.

All reckoning is with whole numbers, so that a terminal and a browser give the same order.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.search.fields import KINDS
from broadsheet.search.lexing import Notice
from broadsheet.search.matching import Matcher, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from broadsheet.search.lexing import Node
    from broadsheet.search.matching import Word
    from broadsheet.search.query import Query
    from broadsheet.search.reader import Column, Index, Segment

SCALE = 1000
"""What a weight is multiplied by before it becomes a whole number."""

DATE_SCORE = 8 * SCALE
"""What a date that was asked for adds."""

NEXT_TO_EACH_OTHER = 4
"""How many times the weight of its commonest word a phrase adds."""


class Hit(NamedTuple):
    """A document that was found, and why it stands where it does.

    ``whole`` where all that was asked for is there; ``exact`` is how many words are spelt as asked.
    """

    segment: Segment
    document: int
    whole: bool = True
    exact: int = 0
    score: int = 0


@dataclass(slots=True)
class Answer:
    """What was found: the hits of each kind in their order, and what is to be said of the query."""

    hits: dict[str, list[Hit]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    missing: list[Word] = field(default_factory=list)
    """Words that stand nowhere in the archive."""


def answer(search: Search, sort: str = "relevance") -> Answer:
    """What *search* finds, by `relevance`, or with the `oldest` or the `newest` first."""
    found = Answer({kind: [] for kind in KINDS}, list(search.query.notices), search.missing())
    for hit in sorted(search.hits(), key=ordering(search.index, sort)):
        found.hits[hit.segment.kinds[hit.document]].append(hit)
    found.notices += [Notice("missing", shown(word)) for word in found.missing]
    wide = sorted(set().union(*(matcher.wide for matcher in search.matchers)))
    found.notices += [Notice("wide", f"{word}*") for word in wide]
    return found


def shown(word: Word) -> str:
    """A word as it was typed, in small letters."""
    return f"{word.token.form}*" if word.open else word.token.form


class Search:
    """One query over all segments."""

    def __init__(self, index: Index, query: Query) -> None:
        """Weigh the words of *query*."""
        self.index = index
        self.query = query
        self.matchers = [Matcher(segment, index.segments) for segment in index.segments]
        asked = (*query.optional, *query.required)
        self.nodes = [each for node in asked for each in positive(node)]
        self.words = [word for node in self.nodes for word in self.weighed(node)]
        self.weights = {word: self.weight(word) for word in self.words}

    def weighed(self, node: Node) -> list[Word]:
        """The words of *node*, but for those of a phrase that a segment passes over."""
        words = words_of(node)
        if node.kind != "phrase":
            return words
        steps = (step for matcher in self.matchers for step in matcher.steps(words))
        passed = {step.word for step in steps if step.passed}
        return [word for word in words if word not in passed]

    def weight(self, word: Word) -> int:
        """How much *word* tells of a document; the rarer, the more."""
        return idf(self.index.count, sum(matcher.count(word) for matcher in self.matchers))

    def missing(self) -> list[Word]:
        """The words that stand nowhere, but for those that were also understood as a date."""
        spare = {
            word
            for node in (*self.query.optional, *self.query.required)
            for word in also_dates(node)
        }
        return [
            word
            for word in dict.fromkeys(self.words)
            if word not in spare and not any(matcher.groups(word) for matcher in self.matchers)
        ]

    def hits(self) -> Iterator[Hit]:
        """Every document that fits, unordered."""
        counted = [node for node in self.query.optional if self.anywhere(node)]
        for matcher in self.matchers:
            fit = self.fitting(matcher)
            whole = fit.intersection(*(matcher.found(node) for node in counted))
            scores = self.scores(matcher, fit)
            exact = self.exact(matcher, whole)
            for document in fit:
                yield Hit(
                    matcher.segment,
                    document,
                    document in whole,
                    exact.get(document, 0),
                    scores.get(document, 0),
                )

    def anywhere(self, node: Node) -> bool:
        """Whether *node* fits any document of the archive."""
        return any(matcher.found(node) & matcher.segment.live for matcher in self.matchers)

    def fitting(self, matcher: Matcher) -> set[int]:
        """The documents of a segment that are an answer."""
        query = self.query
        if query.empty:
            return set()
        fit = matcher.segment.live.intersection(
            *(matcher.found(node) for node in (*query.required, *query.filter))
        )
        if query.optional and not query.required:
            fit &= set().union(*(self.partly(matcher, node) for node in query.optional))
        return fit.difference(*(matcher.found(node) for node in query.prohibited))

    @staticmethod
    def partly(matcher: Matcher, node: Node) -> set[int]:
        """The documents that *node* fits; for words written as one, those with any of them."""
        if node.kind != "run":
            return matcher.found(node)
        return matcher.found(node).union(*map(matcher.levels, words_of(node)))

    def scores(self, matcher: Matcher, fit: set[int]) -> dict[int, int]:
        """The score of each document in *fit* that has any."""
        scores = dict.fromkeys(fit, 0)
        for word in self.words:
            weight = self.weights[word]
            for document, level in matcher.levels(word).items():
                if document in scores:
                    scores[document] += weight * level
        for node in self.nodes:
            bonus = self.bonus(node)
            for document in matcher.found(node) & fit if bonus else ():
                scores[document] += bonus
        return scores

    def bonus(self, node: Node) -> int:
        """What a date adds, and words that stand next to each other."""
        if node.kind == "date":
            return DATE_SCORE
        if len(node.words) < 2:  # noqa: PLR2004
            return 0
        return NEXT_TO_EACH_OTHER * min(self.weights[word] for word in self.weighed(node))

    def exact(self, matcher: Matcher, whole: set[int]) -> dict[int, int]:
        """How many words are spelt as they were asked for, in those of *whole* where any is."""
        found: dict[int, int] = {}
        for word in self.words:
            for document in matcher.spelt(word) & whole:
                found[document] = found.get(document, 0) + 1
        return found


def idf(documents: int, count: int) -> int:
    """The weight of a word that stands in *count* of *documents* (BM25)."""
    odds = (documents - count + 0.5) / (count + 0.5)
    return max(1, math.floor(SCALE * math.log(1 + odds) + 0.5))


def positive(node: Node) -> Iterator[Node]:
    """The words, phrases and dates in *node* that are asked for."""
    if node.kind in {"and", "or"}:
        for part in node.parts:
            yield from positive(part)
    elif node.kind not in {"not", "kind"}:
        yield node


def also_dates(node: Node) -> Iterator[Word]:
    """The words in *node* beside which a date may be meant."""
    dated = any(part.kind == "date" for part in node.parts)
    for part in node.parts:
        yield from words_of(part) if dated else also_dates(part)


def ordering(index: Index, sort: str) -> Callable[[Hit], tuple[int, ...]]:
    """What to sort hits by. Without a date is last, whether oldest or newest is first."""
    space = 1 + sum(segment.docs for segment in index.segments if segment.before)

    def time(hit: Hit) -> tuple[int, int]:
        segment, at = hit.segment, hit.document
        before, rest = (segment.before[at], at) if segment.before else (at, space - 1)
        place = before * space + rest
        return int(at >= segment.dated), place if sort == "oldest" else -place

    def key(hit: Hit) -> tuple[int, ...]:
        if sort == "relevance":
            return (-int(hit.whole), -hit.exact, -hit.score, *time(hit))
        return time(hit)

    return key


def facet(hits: Iterable[Hit], name: str) -> list[tuple[str, str, int]]:
    """Each value of a facet among *hits*: label, key, and how many have it."""
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    columns: dict[str, Column] = {}
    for hit in hits:
        if hit.segment.name not in columns:
            columns[hit.segment.name] = hit.segment.column(name)
        column = columns[hit.segment.name]
        for code in column.codes[hit.document]:
            label, key = column.values[code]
            labels[key] = label
            counts[key] += 1
    return sorted(
        ((labels[key], key, count) for key, count in counts.items()),
        key=lambda row: (-row[2], row[0], row[1]),
    )

"""Which documents of a segment fit a part of a query.

Sets of numbers and nothing else, so that the client can do the same: what is found here is exact,
and a reader of all texts would count the same.
"""

from __future__ import annotations

from functools import reduce
from itertools import chain
from operator import and_
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.search.fields import FIELD, FIELD_AT, LETTERS, NAMES, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from broadsheet.search.lexing import Node, Token
    from broadsheet.search.reader import Segment
    from broadsheet.search.shard import Places, Ref

TWO = 2

VERY, EVERY = 2, 3
"""How common all are that phrases pass over, and a word that stands nowhere."""


class Group(NamedTuple):
    """A group and the codes of those of its keys that are asked for; None where all of them are."""

    ref: Ref
    codes: frozenset[int] | None


class Word(NamedTuple):
    """A word of a query in a field; ``open`` where it is the beginning of one."""

    field: str
    token: Token
    open: bool = False

    @property
    def key(self) -> bytes:
        """Its key in the dictionary."""
        return (f"{FIELD}{self.field}" * self.named + self.token.key).encode()

    @property
    def plain(self) -> bytes:
        """The key of the word in whatever field."""
        return self.token.key.encode()

    @property
    def named(self) -> bool:
        """Whether it has a key of its own in its field."""
        return self.field not in {"", TEXT}

    @property
    def anywhere(self) -> Word:
        """The word, in whatever field."""
        return self._replace(field="")


def words_of(node: Node) -> list[Word]:
    """The words of a word, a prefix, a phrase or a run."""
    last = len(node.words) - 1
    opened = node.open or node.kind == "prefix"
    return [
        Word(node.field, token, open=opened and place == last)
        for place, token in enumerate(node.words)
    ]


def spelt(places: list[int], codes: list[int], asked: frozenset[int]) -> set[int]:
    """Those of *places* where one of the keys that are *asked* for stands."""
    return {place for place, code in zip(places, codes, strict=True) if code in asked}


def fitting(
    parts: Iterable[tuple[Places, frozenset[int] | None]], field: str
) -> dict[int, set[int]]:
    """The places in *parts*, each with the codes asked for, that lie in *field* if one is named."""
    found: dict[int, set[int]] = {}
    for there, codes in parts:
        for document, places in there.places.items():
            fit = set(places) if codes is None else spelt(places, there.codes[document], codes)
            if field:
                fit = {place for place in fit if place >> FIELD_AT == LETTERS.index(field)}
            if fit:
                found.setdefault(document, set()).update(fit)
    return found


class Step(NamedTuple):
    """A word of a run or of a phrase, and what tells its places if its groups are large.

    ``stop`` is the key of the next word of a phrase that is not passed over, empty where there is
    none: it tells in which files. Of a word that is ``passed`` over nothing but its places matters.
    """

    word: Word
    stop: bytes = b""
    passed: bool = False


def follow(placed: list[set[int]]) -> bool:
    """Whether one place in each of *placed* stands right behind that in the one before."""
    return any(
        all(start + step in there for step, there in enumerate(placed)) for start in placed[0]
    )


class Matcher:
    """Answers about one segment; ``wide`` holds the beginnings of more words than are read."""

    def __init__(self, segment: Segment, others: Iterable[Segment]) -> None:
        """Ask *segment*; the *others* know forms of words that it may not have."""
        self.segment = segment
        self._others = [each for each in others if each is not segment]
        self.wide: set[str] = set()
        self._found: dict[Node, set[int]] = {}
        self._levels: dict[Word, dict[int, int]] = {}
        self._groups: dict[tuple[Word, bool], list[Group]] = {}

    def found(self, node: Node) -> set[int]:
        """The documents that *node* fits; among them may be some that are gone."""
        if node not in self._found:
            self._found[node] = self._find(node)
        return self._found[node]

    def _find(self, node: Node) -> set[int]:
        if node.kind == "and":
            return set.intersection(*map(self.found, node.parts))
        if node.kind == "or":
            return set.union(*map(self.found, node.parts))
        if node.kind == "not":
            return self.segment.live - self.found(node.parts[0])
        if node.kind == "date":
            return self.segment.during(*node.span)
        if node.kind == "kind":
            return {at for at, kind in enumerate(self.segment.kinds) if kind == node.name}
        return self._sequence(words_of(node), exact=node.kind == "phrase")

    def _sequence(self, words: list[Word], *, exact: bool) -> set[int]:
        """The documents in which *words* follow each other."""
        if len(words) == 1:
            return self._anywhere(words[0], self.groups(words[0], exact=exact), exact=exact)
        steps = self.steps(words) if exact else list(map(Step, words))
        groups = [None if step.passed else self.groups(step.word, exact=exact) for step in steps]
        if exact and len(words) == TWO and self._knows_pair(words, groups):
            return self._pair(words, groups) & self.segment.live
        known = (self._documents(held) for held in groups if held is not None)
        wanted = set.intersection(*known) & self.segment.live
        placed = [
            self._told(word, stop, wanted)
            if stop and word.plain in self.segment.large
            else self._places(self._placed(word, exact=exact), word.field, wanted)
            for word, stop, _passed in steps
        ]
        return {
            document
            for document in wanted.intersection(*placed)
            if follow([there[document] for there in placed])
        }

    def steps(self, words: list[Word]) -> list[Step]:
        """The *words* of a phrase as steps."""
        found = []
        stop = b""
        for word in reversed(words):
            quiet = word.plain in self.segment.passed
            found.append(Step(word, stop, passed=quiet and stop != b""))
            if not (quiet or word.open):
                stop = word.plain
        return found[::-1]

    def _knows_pair(self, words: list[Word], groups: Sequence[list[Group] | None]) -> bool:
        """Whether it is known in which documents two *words* follow each other."""
        one, other = map(self._common, words, groups)
        return bool(one & other)

    def _pair(self, words: list[Word], groups: Sequence[list[Group] | None]) -> set[int]:
        """The documents in which two *words* follow each other, of which pairs are known."""
        one, other = (self._documents(held or ()) for held in groups)
        passed = [word.key in self.segment.passed for word in words]
        second = passed[0] or (not passed[1] and len(one) > len(other))
        among = sorted(other if second else one)
        return {among[rank] for rank in self.segment.pair(words[0].key, words[1].key)}

    def _common(self, word: Word, groups: list[Group] | None) -> int:
        """How common all groups of *word* are, which has none here where it is passed over."""
        if word.field or word.open:
            return 0
        if groups is None:
            return VERY
        return reduce(and_, (self.segment.commonness(ref) for ref, _codes in groups), EVERY)

    def _anywhere(self, word: Word, groups: list[Group], *, exact: bool) -> set[int]:
        """The documents with any of *groups*; places are read only where they matter."""
        sure = [each for each in groups if each.codes is None and word.field != TEXT]
        others = [each for each in groups if each not in sure]
        wanted = self._documents(others) - self._documents(sure)
        placed = self._placed(word, exact=exact) if word.named else others
        return self._documents(sure) | set(self._places(placed, word.field, wanted))

    def _documents(self, groups: Iterable[Group]) -> set[int]:
        return set().union(*(self.segment.levels(each.ref) for each in groups))

    def _places(self, groups: list[Group], field: str, wanted: set[int]) -> dict[int, set[int]]:
        """Where any of *groups* stands in the *wanted* documents, with the keys asked for."""
        parts = ((self.segment.places(ref, wanted), codes) for ref, codes in groups if wanted)
        return fitting(parts, field)

    def _told(self, word: Word, stop: bytes, wanted: set[int]) -> dict[int, set[int]]:
        """Where *word*, whose groups are large, stands in the files that *stop* tells."""
        files = self.segment.large[word.plain]
        parts = (
            (
                self.segment.told((shard, group, sum(stop) % count), wanted, coded=code >= 0),
                frozenset((code,)) if code >= 0 else None,
            )
            for shard, group, count, code in files
        )
        return fitting(parts, word.field)

    def _placed(self, word: Word, *, exact: bool) -> list[Group]:
        """The groups whose places are those of *word*: in a field, of the same keys anywhere."""
        if word.open and word.named:
            keys, _more = self.segment.beginning(word.key)
            return self._open(self.segment.find(key[2:]) for key in keys)
        return self.groups(word.anywhere, exact=exact or word.field in NAMES)

    def groups(self, word: Word, *, exact: bool = False) -> list[Group]:
        """The groups of *word*: in any form, or as it is spelt; of all that begin so, if open."""
        name = (word, exact)
        if name not in self._groups:
            self._groups[name] = self._read_groups(word, exact=exact)
        return self._groups[name]

    def _read_groups(self, word: Word, *, exact: bool) -> list[Group]:
        if not word.open:
            refs = self.segment.find(word.key)
            if not refs and not exact:
                refs = self._related(word.key)
            return [self._group(ref, {ref.code}, every=not exact) for ref in refs]
        keys, more = self.segment.beginning(word.key)
        if more:
            self.wide.add(word.token.form)
        return self._open(keys.values())

    def _open(self, found: Iterable[list[Ref]]) -> list[Group]:
        """The groups of several keys, of which the references were *found*."""
        groups: dict[tuple[int, int], tuple[Ref, set[int]]] = {}
        for ref in chain.from_iterable(found):
            groups.setdefault((ref.shard, ref.group), (ref, set()))[1].add(ref.code)
        return [self._group(ref, codes, every=False) for ref, codes in groups.values()]

    def _related(self, key: bytes) -> list[Ref]:
        """The groups of a word that is not in this segment, by its forms in the others."""
        forms = {
            form
            for segment in self._others
            for ref in segment.find(key)
            for form in segment.forms(ref)
        }
        refs = [ref for form in sorted(forms) for ref in self.segment.find(form)]
        return list({(ref.shard, ref.group): ref for ref in refs}.values())

    def _group(self, ref: Ref, codes: set[int], *, every: bool) -> Group:
        whole = every or len(codes) == self.segment.size(ref)
        return Group(ref, None if whole else frozenset(codes))

    def levels(self, word: Word) -> dict[int, int]:
        """How much *word* says of each document: the most that one of its groups says."""
        if word not in self._levels:
            groups = self.groups(word)
            found = dict(self.segment.levels(groups[0].ref)) if len(groups) == 1 else {}
            for each in groups if len(groups) > 1 else ():
                for document, level in self.segment.levels(each.ref).items():
                    if level > found.get(document, 0):
                        found[document] = level
            self._levels[word] = found
        return self._levels[word]

    def count(self, word: Word) -> int:
        """In how many documents *word* stands that are not gone."""
        levels = self.levels(word)
        return len(levels) - sum(document in levels for document in self.segment.gone)

    def spelt(self, word: Word) -> set[int]:
        """The documents where *word* stands as it was typed, if it also stands otherwise."""
        if word.open or not self.groups(word):
            return set()
        spellings = self.segment.spellings(word.key)
        listed = set(spellings.get(word.token.form, ()))
        usual = word.token.form == next(iter(spellings), None)
        return self.levels(word).keys() - listed if usual else listed

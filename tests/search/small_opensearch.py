"""As much of OpenSearch as our searches ask of it, for a few documents: what matches, unranked.

Clauses and analysers are taken as its documentation tells of them. The stems alone are ours, and as
in our index a form that no text of a language has leads to no other there.
"""

from __future__ import annotations

from collections import defaultdict
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet.search import stems, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json = dict[str, Any]
GAP = 100
"""How far the values of a field stand apart."""


class Word(NamedTuple):
    """A word in a field, and its place."""

    term: str
    place: int


class Index:
    """An index with its mapping."""

    def __init__(self, mapping: Json, documents: dict[str, Json]) -> None:
        """Take in *documents*, which come by their ids."""
        self.properties = mapping["mappings"]["properties"]
        self.analysis = mapping["settings"]["analysis"]
        self.seen: dict[str, set[str]] = defaultdict(set)
        self.documents = {name: self._taken_in(source) for name, source in documents.items()}

    @cached_property
    def texts(self) -> dict[str, Json]:
        """Every text field by its whole name."""
        found: dict[str, Json] = {}
        for name, one in self.properties.items():
            inner = one.get("properties", {})
            found |= {f"{name}.{below}": field for below, field in inner.items()}
            found |= {} if inner else {name: one}
        return {name: field for name, field in found.items() if field["type"] == "text"}

    @cached_property
    def folds(self) -> dict[str, str]:
        """What becomes of letters where accents are taken away."""
        lines = self.analysis["char_filter"]["fold"]["mappings"]
        return dict(line.split("=>") for line in lines)

    def _taken_in(self, source: Json) -> Json:
        held: dict[str, list[Word]] = {}
        for name in self.texts:
            outer, _dot, inner = name.partition(".")
            values = source.get(outer, {}).get(inner, []) if inner else source.get(outer, [])
            for value in values:
                for place in (name, *self.texts[name].get("copy_to", ())):
                    self._add(held.setdefault(place, []), place, value)
        return {**source, "words": held}

    def _add(self, words: list[Word], field: str, value: str) -> None:
        if not self.texts[field].get("index", True):
            return
        start = words[-1].place + GAP if words else 0
        analyzer = self.texts[field]["analyzer"]
        terms = self.analysed(analyzer, value)
        self.seen[analyzer].update(map(tokens.key, value.split()))
        words += [Word(term, start + place) for place, term in enumerate(terms)]

    def analysed(self, analyzer: str, text: str) -> list[str]:
        """The terms of *text*."""
        if analyzer == "whitespace":
            return text.split()
        filters = self.analysis["analyzer"][analyzer]
        words = text.lower().split()
        if filters["char_filter"]:
            return ["".join(self.folds.get(letter, letter) for letter in word) for word in words]
        stemmer = next((name for name in filters["filter"] if name.startswith("stems_")), "")
        language = stemmer.removeprefix("stems_")
        return [tokens.key(stems.group(language, word)) for word in words] if stemmer else words

    def search(self, body: Json) -> list[str]:
        """The ids of the documents that match, and fit the choices."""
        both = (body["query"], body["post_filter"])
        return [name for name in self.documents if all(self.fits(one, name) for one in both)]

    def fits(self, clause: Json, name: str) -> bool:
        """Whether the document *name* matches *clause*."""
        ((kind, asked),) = clause.items()
        tests: dict[str, Callable[[Any, Json], bool]] = {
            "multi_match": self._multi_match,
            "match_phrase": self._match_phrase,
            "match_phrase_prefix": lambda asked, one: self._match_phrase(asked, one, opened=True),
            "prefix": self._prefix,
            "term": self._term,
            "range": self._range,
        }
        if kind == "bool":
            return self._bool(asked, name)
        if kind in {"constant_score", "match_all"}:
            return kind == "match_all" or self.fits(asked["filter"], name)
        return tests[kind](asked, self.documents[name])

    def _bool(self, asked: Json, name: str) -> bool:
        needed = [*asked.get("must", ()), *asked.get("filter", ())]
        should = asked.get("should", [])
        return (
            all(self.fits(one, name) for one in needed)
            and not any(self.fits(one, name) for one in asked.get("must_not", ()))
            and (bool(needed) or not should or any(self.fits(one, name) for one in should))
        )

    def _fields(self, patterns: list[str]) -> Iterator[str]:
        for pattern in patterns:
            bare = pattern.partition("^")[0]
            yield from (name for name in self.texts if fnmatchcase(name, bare))

    def _multi_match(self, asked: Json, one: Json) -> bool:
        for field in self._fields(asked["fields"]):
            analyzer = self.texts[field]["analyzer"]
            known = [tokens.key(word) in self.seen[analyzer] for word in asked["query"].split()]
            terms = self.analysed(analyzer, asked["query"])
            words = one["words"].get(field, [])
            if asked["type"] == "most_fields":
                if {word.term for word in words}.intersection(compress(terms, known)):
                    return True
            elif all(known[:-1] if asked["type"] == "phrase_prefix" else known) and follow(
                words, terms, opened=asked["type"] == "phrase_prefix"
            ):
                return True
        return False

    def _match_phrase(self, asked: Json, one: Json, *, opened: bool = False) -> bool:
        ((field, wanted),) = asked.items()
        terms = self.analysed(wanted["analyzer"], wanted["query"])
        return follow(one["words"].get(field, []), terms, opened=opened)

    def _prefix(self, asked: Json, one: Json) -> bool:
        ((field, wanted),) = asked.items()
        start = wanted["value"] if isinstance(wanted, dict) else wanted
        outer, _dot, inner = field.partition(".")
        if outer == "facet":
            return any(value.startswith(start) for value in one.get(outer, {}).get(inner, ()))
        return any(word.term.startswith(start) for word in one["words"].get(field, ()))

    def _term(self, asked: Json, one: Json) -> bool:
        ((field, wanted),) = asked.items()
        if field in self.texts:
            return any(word.term == wanted for word in one["words"].get(field, ()))
        return bool(one[field] == wanted)

    def _range(self, asked: Json, one: Json) -> bool:
        ((field, wanted),) = asked.items()
        assert wanted["relation"] == "intersects"
        far = float("inf")
        held = one.get(field)
        return held is not None and (
            held.get("gte", -far) <= wanted.get("lte", far)
            and held.get("lte", far) >= wanted.get("gte", -far)
        )


def follow(words: list[Word], terms: list[str], *, opened: bool) -> bool:
    """Whether *terms* stand one behind the other, of which the last may be the beginning of one."""
    there = {word.place: word.term for word in words}

    def stands(place: int) -> bool:
        for step, term in enumerate(terms):
            word = there.get(place + step, "")
            begins = opened and step == len(terms) - 1 and word.startswith(term)
            if word != term and not begins:
                return False
        return bool(terms)

    return any(map(stands, there))

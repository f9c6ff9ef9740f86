"""A query in the words of OpenSearch, and its answer in ours.

`client/opensearch.js` holds the same functions for the page. Both are tested with
tests/search/opensearch.json, query by query, so that a reader and a terminal ask alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet.search import days, fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from broadsheet.search.lexing import Node, Token
    from broadsheet.search.query import Query

Clause = dict[str, Any]

DAY = 86_400_000
EPOCH = 719_162
"""Milliseconds of a day, and the number of 1 January 1970."""

STEMMED = {letter: name for name, letter in fields.FIELDS.items() if letter not in fields.NAMES}
NAMES = {letter: name for name, letter in fields.FIELDS.items() if letter in fields.NAMES}
"""The fields by their letters: those whose words have forms, and those that hold names."""

FIELDS = {
    "": ["all.*", "exact.all^0.1", "headline.*^0.4"],
    **{letter: [f"{name}.*", f"exact.{name}^0.1"] for letter, name in STEMMED.items()},
    **{letter: [f"exact.{name}"] for letter, name in NAMES.items()},
}
"""Where words are looked for in any form; the form that is asked for counts a little more."""

EXACT = {"": "exact.all"} | {letter: f"exact.{name}" for letter, name in (STEMMED | NAMES).items()}
"""Where they are looked for as they are spelt, but for their accents."""

MOST_EXPANSIONS = 1000
WEIGHT = 64
"""More than what a word can score, so that what counts more than all scores stands above them."""

OPENED, CLOSED = "\x02", "\x03"
"""What stands around the words that were found: no text has these, and they are never printed."""

MARKED = [f"{name}.*" for name in STEMMED.values()]
WORD = "word:"
"""What stands before a word in the name of its count."""

MOST_MARKED = 500_000
"""As far into a text forms are looked for."""

MOST_VALUES = 1000
MOST_RESULTS = 10_000
"""As far as OpenSearch counts pages, unless it is told otherwise."""

BESIDE = 6
"""How many photographs come with the stories."""


class Choices(NamedTuple):
    """What is chosen beside the query.

    ``first`` and ``last`` are years; ``values`` are keys by the name of their facet; ``facets`` are
    those whose counts are wanted.
    """

    kind: str = "story"
    sort: str = "relevance"
    first: int | None = None
    last: int | None = None
    values: Mapping[str, Sequence[str]] = {}
    facets: Sequence[str] = ()
    start: int = 0
    limit: int = 10


def body(query: Query, choices: Choices) -> Clause:
    """The whole of what is asked for: results, counts of facets, marks, and other spellings."""
    size = max(0, min(choices.limit, MOST_RESULTS - choices.start))
    asked = {
        "from": min(choices.start, MOST_RESULTS),
        "size": size,
        "track_total_hits": True,
        "_source": ["shown"],
        "query": query_clause(query),
        "post_filter": {"bool": {"filter": _chosen(choices)}},
        "sort": _sorts(choices.sort),
        "aggs": _counted(choices) | _anywhere(query),
        "highlight": _marked(query),
        "suggest": _other_spellings(query),
    }
    return {name: part for name, part in asked.items() if part is not None}


def _sorts(sort: str) -> list[Clause]:
    """The later of two that score alike is first; those without a date are always last."""
    by_date: list[Clause] = [{"undated": "asc"}, {"order": "asc" if sort == "oldest" else "desc"}]
    return by_date if sort in {"oldest", "newest"} else [{"_score": "desc"}, *by_date]


def _chosen(choices: Choices, but: str = "") -> list[Clause]:
    """A clause for each choice, *but* for the facet that is counted."""
    chosen: list[Clause] = []
    if but != "kind":
        chosen.append({"term": {"kind": choices.kind}})
    if but != "year" and (choices.first is not None or choices.last is not None):
        chosen.append(_in_years(choices.first, choices.last))
    for name in fields.WAYS:
        keys = choices.values.get(name, ())
        if keys and but != name:
            starts = [{"prefix": {f"facet.{name}": f"{key}\t"}} for key in keys]
            chosen.append({"bool": {"should": starts}})
    return chosen


def _in_years(first: int | None, last: int | None) -> Clause:
    """What may have been published from one year to another."""
    start = -days.FOREVER if first is None else days.number(first, 1, 1)
    return days_clause(start, days.FOREVER if last is None else days.number(last, 12, 31))


def _counted(choices: Choices) -> Clause:
    """How many there are of each kind, and of each value of the facets that are open."""
    kinds = {"terms": {"field": "kind"}}
    counts = {"kind": _of_what_is_left(kinds, _chosen(choices, "kind"))}
    for name in choices.facets:
        field = "year" if name == "year" else f"facet.{name}"
        values = {"terms": {"field": field, "size": MOST_VALUES}}
        counts[name] = _of_what_is_left(values, _chosen(choices, name))
    first = {"top_hits": {"size": BESIDE, "_source": ["shown"], "sort": _sorts(choices.sort)}}
    photographs = [{"term": {"kind": "photograph"}}, *_chosen(choices, "kind")]
    return {**counts, "photographs": _of_what_is_left(first, photographs)}


def _of_what_is_left(counted: Clause, chosen: list[Clause]) -> Clause:
    return {"filter": {"bool": {"filter": chosen}}, "aggs": {"values": counted}}


def _anywhere(query: Query) -> Clause:
    """Whether each word stands anywhere in the archive; words that may be a date need not."""
    nodes = [leaf for part in _asked(query) for leaf in _leaves(part, dated=False)]
    single = [node for node in nodes if node.kind == "word"]
    words = {WORD + node.words[0].form: {"filter": matches(node)} for node in single}
    return {"anywhere": {"global": {}, "aggs": words}} if words else {}


def _marked(query: Query) -> Clause | None:
    """The forms in which the words were found, which only the server's stemmers know."""
    words = [matches(node) for node in _single(query) if not node.words[0].unspaced]
    if not words:
        return None
    return {
        "pre_tags": [OPENED],
        "post_tags": [CLOSED],
        "require_field_match": False,
        "max_analyzer_offset": MOST_MARKED,
        "highlight_query": {"bool": {"should": words}},
        "fields": {name: {} for name in MARKED},
    }


def _other_spellings(query: Query) -> Clause | None:
    """For each word that no text has, the one that is nearest."""
    words = [node.words[0].key for node in _single(query)]
    if not words:
        return None
    asked = {"field": "exact.all", "analyzer": "whitespace", "size": 1}
    return {"words": {"text": " ".join(words), "term": asked}}


def _single(query: Query) -> list[Node]:
    """The words that stand for themselves."""
    return [node for node in _wanted(query) if node.kind == "word"]


def _wanted(query: Query) -> list[Node]:
    """The words, phrases and dates that are looked for."""
    return [leaf for part in _asked(query) for leaf in _leaves(part)]


def _asked(query: Query) -> list[Node]:
    return [*query.required, *query.optional]


def rows(query: Query) -> list[list[str]]:
    """What is marked whatever the server says: the words as they were asked for, row by row."""
    found = []
    for node in _wanted(query):
        keys = [word.key for word in node.words]
        if node.open or node.kind == "prefix":
            keys[-1] += "*"
        found += [keys] if keys and keys not in found else []
    return found


def query_clause(query: Query) -> Clause:
    """*query* as a clause of OpenSearch, which finds and ranks as our own index does."""
    must = [scored(node) for node in query.required]
    asked = [scored(node) for node in query.optional]
    clause: Clause = {"must": must, "filter": [matches(node) for node in query.filter]}
    if asked and not must:
        clause["must"] = [{"bool": {"should": asked}}]
        asked = []
    clause["should"] = [*asked, *_tiers(query)]
    clause["must_not"] = [matches(node) for node in query.prohibited]
    return {"bool": {name: clauses for name, clauses in clause.items() if clauses}}


def _tiers(query: Query) -> list[Clause]:
    """What lifts a document above all scores: all that was asked for, and then its spelling."""
    nodes = _wanted(query)
    tokens = [token for node in nodes for token in _closed(node)]
    step = WEIGHT * (1 + sum(len(node.words) or 1 for node in nodes))
    spelt = [_lifted(_spelt(token), step) for token in tokens]
    if len(query.optional) < 2 and not any(node.kind == "run" for node in query.optional):  # noqa: PLR2004
        return spelt
    every = [matches(node) for node in query.optional]
    whole = {"match_all": {"boost": step * (len(spelt) + 1)}}
    parts = {"filter": every, "must": [whole], "should": spelt}
    return [{"bool": {name: clauses for name, clauses in parts.items() if clauses}}]


def _closed(node: Node) -> tuple[Token, ...]:
    """The words of *node* that are whole."""
    if node.kind == "prefix":
        return ()
    return node.words[:-1] if node.open else node.words


def _lifted(clause: Clause, boost: int) -> Clause:
    return {"constant_score": {"filter": clause, "boost": boost}}


def _spelt(token: Token) -> Clause:
    """What has a word in this spelling; or not at all, but in another of its forms."""
    without = {"bool": {"must_not": [{"term": {"exact.all": token.key}}]}}
    return {"bool": {"should": [{"term": {"spelled": token.form}}, without]}}


def _leaves(node: Node, *, dated: bool = True) -> list[Node]:
    """The words, phrases and dates in *node*, but none that is prohibited.

    Those beside which a date may be meant are left out unless *dated*.
    """
    if node.kind == "not" or (not dated and any(part.kind == "date" for part in node.parts)):
        return []
    inner = [leaf for part in node.parts for leaf in _leaves(part, dated=dated)]
    return inner if node.parts else [node]


def scored(node: Node) -> Clause:
    """*node* as a part that need not be whole to count: of words written as one, any counts."""
    if node.kind != "run":
        return matches(node)
    if not node.open:
        return _words(node)
    whole, begun = node._replace(words=node.words[:-1]), node._replace(words=node.words[-1:])
    return {"bool": {"should": [_words(whole), _prefix(begun)]}}


def matches(node: Node) -> Clause:
    """*node* as a clause that its documents match, with a score."""
    return MATCHES[node.kind](node)


def _words(node: Node) -> Clause:
    """Any of the words, in any of their forms."""
    return _in_any_form(node, "most_fields")


def _run(node: Node) -> Clause:
    return _in_any_form(node, "phrase_prefix" if node.open else "phrase")


def _in_any_form(node: Node, how: str) -> Clause:
    asked: Clause = {
        "query": " ".join(word.form for word in node.words),
        "fields": FIELDS[node.field],
        "type": how,
    }
    if how == "phrase_prefix":
        asked["max_expansions"] = MOST_EXPANSIONS
    return {"multi_match": asked}


def _phrase(node: Node) -> Clause:
    """The words as they are spelt, one behind the other."""
    asked: Clause = {"query": " ".join(word.key for word in node.words), "analyzer": "whitespace"}
    if node.open:
        asked["max_expansions"] = MOST_EXPANSIONS
    return {"match_phrase_prefix" if node.open else "match_phrase": {EXACT[node.field]: asked}}


def _prefix(node: Node) -> Clause:
    return {"prefix": {EXACT[node.field]: {"value": node.words[0].key}}}


def _date(node: Node) -> Clause:
    """What may have been published in these days."""
    return {"constant_score": {"filter": days_clause(node.span.first, node.span.last)}}


def days_clause(first: int, last: int) -> Clause:
    """What may have been published from the day *first* to the day *last*."""
    within: Clause = {"relation": "intersects", "format": "epoch_millis"}
    if first > -days.FOREVER:
        within["gte"] = (first - EPOCH) * DAY
    if last < days.FOREVER:
        within["lte"] = (last + 1 - EPOCH) * DAY - 1
    return {"range": {"date": within}}


def _kind(node: Node) -> Clause:
    return {"term": {"kind": node.name}}


def _and(node: Node) -> Clause:
    return {"bool": {"must": [matches(part) for part in node.parts]}}


def _or(node: Node) -> Clause:
    return {"bool": {"should": [matches(part) for part in node.parts]}}


def _not(node: Node) -> Clause:
    return {"bool": {"must_not": [matches(part) for part in node.parts]}}


MATCHES = {
    "word": _words,
    "run": _run,
    "phrase": _phrase,
    "prefix": _prefix,
    "date": _date,
    "kind": _kind,
    "and": _and,
    "or": _or,
    "not": _not,
}
"""For each kind of node, the clause that it becomes."""

"""What a reader types, as a tree. The cases are shared with the tests of the client."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.search import days, query

if TYPE_CHECKING:
    from broadsheet.search.lexing import Node

SHARED = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))
QUIET = frozenset(SHARED["quiet"])
WANTS = ("optional", "required", "filter", "prohibited")
SIGNS = ['"', "(", ")", "-", "+", "|", "*", ":", "..", " ", "OR", "AND", "NOT", "byline:", "date:"]
PIECES = [*SIGNS, "1967", "196X", "strike", "café", "東京都", "東", "the", "O'Brien", 'צה"ל']


def plain(node: Node) -> list[Any]:
    """A node as the shared cases write it."""
    if node.kind in {"word", "prefix"}:
        return [node.kind, node.field, *node.words[0]]
    if node.kind in {"phrase", "run"}:
        return [node.kind, node.field, [list(word) for word in node.words], node.open]
    if node.kind == "date":
        return [node.kind, *node.span]
    if node.kind == "kind":
        return [node.kind, node.name]
    return [node.kind, *map(plain, node.parts)]


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["query"] or "empty")
def test_what_is_typed_becomes_a_tree(case: dict[str, Any]) -> None:
    found = query.parse(case["query"], QUIET)
    told = {want: [plain(node) for node in getattr(found, want)] for want in WANTS}
    told["notices"] = [list(notice) for notice in found.notices]
    assert {name: rows for name, rows in told.items() if rows} == {
        name: rows for name, rows in case.items() if name != "query"
    }


@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
@example("(" * 5000)
@example("(a" * 5000)
@example("-" * 5000 + "a")
@example("NOT " * 5000)
@example("a OR " * 5000)
@example("a-" * 5000)
@example('"' + "a " * 5000)
@example("\ud800 \x00 a")
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    found = query.parse(text, QUIET)
    assert sum(len(getattr(found, want)) for want in WANTS) <= 2 * query.MOST_UNITS + 1


def test_what_is_beyond_the_number_of_units_is_said() -> None:
    found = query.parse(" ".join(f"word{number}" for number in range(40)), QUIET)
    assert (len(found.optional), found.notices) == (32, [("many", "8")])


def test_quiet_words_are_not_counted_among_the_units() -> None:
    text = "the " * 20 + " ".join(f"word{number}" for number in range(32))
    assert (len(query.parse(text, QUIET).optional), query.parse(text, QUIET).notices) == (32, [])


@pytest.mark.parametrize(
    ("year", "month", "day", "number"),
    [(1, 1, 1, 0), (4, 3, 1, 1155), (1900, 3, 1, 693654), (2000, 2, 29, 730178), (0, 12, 31, -1)],
)
def test_days_are_counted_from_the_first_of_the_year_one(
    year: int, month: int, day: int, number: int
) -> None:
    assert days.number(year, month, day) == number

"""What lies around an entry, found for all entries at once."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet import surroundings
from broadsheet.model.catalogue import Record, dated
from broadsheet.model.facts import Related
from broadsheet.model.ways import Listings

X, Y = "sbkn2z4d2w", "j9x2zztg99"


def record(name: str, published: str = "", **said: Any) -> Record:  # noqa: ANN401 - fields
    made = Record(title=name, docname=name, published=published, **said)
    return made.model_copy(update=dated(published))


def around(*records: Record) -> dict[str, surroundings.Surroundings]:
    ordered = sorted(records, key=lambda each: each.order)
    return surroundings.around(ordered, Listings(ordered))


def names(records: tuple[Record, ...]) -> list[str]:
    return [each.docname for each in records]


def test_the_neighbours_of_a_story_are_those_before_and_after_it() -> None:
    found = around(record("c", "1930"), record("a", "1910"), record("b", "1920-05"))
    here = found["b"]
    assert here.earlier
    assert here.later
    assert (here.earlier.docname, here.later.docname) == ("a", "c")


def test_the_first_story_has_none_before_it_and_the_last_none_after() -> None:
    found = around(record("a", "1910"), record("b", "1920"))
    assert (found["a"].earlier, found["b"].later) == (None, None)


@pytest.mark.parametrize("published", ["", "196X", "1960/1970"])
def test_a_story_of_no_certain_year_is_nobodys_neighbour(published: str) -> None:
    found = around(record("a", "1910"), record("unsure", published), record("b", "1980"))
    assert found["a"].later
    assert found["a"].later.docname == "b"
    assert found["unsure"] == surroundings.Surroundings()


def test_stories_of_the_same_day_see_each_other() -> None:
    found = around(*(record(name, "1910-05-04") for name in "abc"), record("d", "1910-05"))
    assert names(found["b"].same_day) == ["a", "c"]
    assert names(found["d"].same_day) == []


def test_of_a_day_with_very_many_stories_only_some_are_named() -> None:
    found = around(*(record(f"{place:03}", "1910-05-04") for place in range(500)))
    assert {len(here.same_day) for here in found.values()} == {surroundings.OF_A_DAY}
    assert all(name not in names(here.same_day) for name, here in found.items())


def test_a_story_knows_those_that_point_to_it() -> None:
    target = record("target", id=X)
    first, second = (record(name, related=[Related(id=X), Related(id=X)]) for name in "ab")
    found = around(target, first, second)
    assert names(found["target"].backlinks) == ["a", "b"]
    assert names(found["a"].related) == ["target"]


def test_a_story_that_points_to_itself_is_not_shown_to_itself() -> None:
    found = around(record("a", id=X, related=[Related(id=X)]))
    assert (found["a"].related, found["a"].backlinks) == ((), ())


def test_a_withdrawn_story_is_in_nobodys_surroundings() -> None:
    gone = record("b", "1920", status="withdrawn", id=X, related=[Related(id=Y)])
    found = around(record("a", "1910", id=Y, related=[Related(id=X)]), gone, record("c", "1930"))
    assert found["a"].later
    assert found["a"].later.docname == "c"
    assert (found["a"].related, found["a"].backlinks) == ((), ())
    assert found["b"] == surroundings.Surroundings()

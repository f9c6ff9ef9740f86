"""How well stories are ranked, on questions that were judged by hand."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from broadsheet.search import finding, query
from broadsheet.search.reader import Index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Built

JUDGED = json.loads((Path(__file__).parent / "judged.json").read_text(encoding="utf-8"))["queries"]
SHOWN = 10
FLOOR = 0.95
"""What the gain over all questions must be at least; it was 0.966 when this was written."""


@pytest.fixture(scope="module")
def index(demonstration: Built) -> Index:
    """The index of the demonstration archive."""
    return Index(demonstration.out)


def found(index: Index, asked: str) -> list[str]:
    """The folders of the first stories that are found."""
    search = finding.Search(index, query.parse(asked, index.quiet))
    hits = finding.answer(search, "relevance").hits["story"][:SHOWN]
    addresses = (hit.segment.fragment(hit.document)["a"] for hit in hits)
    return [address.removesuffix("/").removesuffix("/index.html") for address in addresses]


def gain(found: Iterable[str], judged: dict[str, int]) -> float:
    """The discounted gain of what was found against the best that there is (nDCG)."""
    return _discounted(judged.get(one, 0) for one in found) / _discounted(
        sorted(judged.values(), reverse=True)
    )


def _discounted(grades: Iterable[int]) -> float:
    return sum(((1 << grade) - 1) / math.log2(place) for place, grade in enumerate(grades, start=2))


def test_every_judged_story_is_in_the_archive(demonstration: Built) -> None:
    judged = {folder for each in JUDGED for folder in each["judged"]}
    assert judged <= demonstration.records().keys()


def test_the_stories_that_answer_come_first(index: Index) -> None:
    gains = {each["query"]: gain(found(index, each["query"]), each["judged"]) for each in JUDGED}
    assert sum(gains.values()) / len(gains) >= FLOOR, gains

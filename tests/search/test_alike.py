"""A server finds what our own index finds, whatever is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.search import small_opensearch

from broadsheet.model import people
from broadsheet.model.catalogue import Record
from broadsheet.model.ways import Listings
from broadsheet.search import bulk, finding, mapping, opensearch, query
from broadsheet.search.reader import Index
from broadsheet.search.store import Store

if TYPE_CHECKING:
    from tests.conftest import Built

ROOT = Path(__file__).parents[2]
CASES = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))["cases"]
OURS = [
    *("harbour", "harbours gale", "the brig", "Halcyon -ormsea", '"fish quay"', '"fishes quay"'),
    *("light*", "lighthouse-keep*", "gale OR storm", "(gale OR storm) harbour", "fish AND quay"),
    *("+lifeboat storm", "byline:hartwell", 'byline:"nell hartwell"', "headline:strike*"),
    *("caption:quay", "credit:press", "topics:lifeboats", "people:hartwell", "places:ormsea"),
    *("publication:packet", "source:packet", "warning:death", "text:strike", 'text:"the quay"'),
    *("1926", "1926-05", "1920..1930", "before:1900", "after:1990", "196X", "kind:photo quay"),
    *("strike 1926", "kind:photo", "-kind:photo 1926", "cafe", "café", "hafen", "der Hafen"),
    *("台風", "港", "台風の", '"台風"', "المرفأ", "النوارس", "puerto", "O'Brien", "don't", "'s"),
    *("-the", "NOT (fish OR gale)", "headline:(gale OR strike)", "a b c d", "recieved"),
]


class Both(NamedTuple):
    """Our index of the demonstration, and the same in the small server."""

    ours: Index
    server: small_opensearch.Index


@pytest.fixture(scope="module")
def both(demonstration: Built) -> Both:
    """The demonstration archive, in both."""
    store = Store(demonstration.out.parent / "doctrees")
    records = [
        record
        for entry in demonstration.records().values()
        if (record := Record.model_validate(entry)).status == "published"
    ]
    known = people.read((ROOT / "archive/people.yaml").read_text(encoding="utf-8"))[0]
    rows = list(store.rows(record.docname for record in records))
    documents = dict(bulk.documents(records, rows, Listings(records, known)))
    store.close()
    made = mapping.mapping({row.language for row in rows})
    return Both(Index(demonstration.out), small_opensearch.Index(made, documents))


@pytest.mark.parametrize("text", dict.fromkeys([*OURS, *(case["query"] for case in CASES)]))
def test_both_find_the_same(both: Both, text: str) -> None:
    asked = query.parse(text, both.ours.quiet)
    if asked.empty:
        return
    answer = finding.answer(finding.Search(both.ours, asked))
    for kind, hits in answer.hits.items():
        ours = sorted(hit.segment.fragment(hit.document)["a"] for hit in hits)
        found = both.server.search(opensearch.body(asked, opensearch.Choices(kind=kind)))
        theirs = sorted(both.server.documents[name]["shown"]["a"] for name in found)
        assert theirs == ours


def test_what_is_asked_for_is_found_at_all(both: Both) -> None:
    found = [len(count(both, text)) for text in OURS]
    assert sum(map(bool, found)) > len(OURS) / 2


def count(both: Both, text: str) -> list[Any]:
    """What the small server finds, of either kind."""
    asked = query.parse(text, both.ours.quiet)
    kinds = ("story", "photograph")
    bodies = [opensearch.body(asked, opensearch.Choices(kind=kind)) for kind in kinds]
    return [name for body in bodies for name in both.server.search(body)]

"""Phrases of common words are answered from lists of pairs, and these are whole."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from broadsheet.search import (
    commonness,
    documents,
    files,
    finding,
    index,
    pairs,
    postings,
    query,
    reader,
    spool,
)

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [*["oil", "price", "prices", "the", "of"] * 12, "gold", "rush", "café", "cafe", "zinc"]
KEYS = {"café": "cafe"}
PHRASES = ['"oil prices"', '"prices oil"', '"price price"', '"the of"']


def made(count: int) -> list[list[str]]:
    """The words of so many texts."""
    chance = random.Random(4)  # noqa: S311 - the texts need no secrets
    return [chance.choices(WORDS, k=chance.randint(1, 9)) for _ in range(count)]


@pytest.fixture(params=[1 << 19, 40])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site whose index has pairs, made in one piece or in many."""
    monkeypatch.setattr(spool, "BLOCK", request.param)
    monkeypatch.setattr(pairs, "RANGE", request.param)
    monkeypatch.setattr(pairs, "SHARD", min(request.param, postings.SHARD))
    for name, value in (("COMMON", (30, 1000)), ("VERY_COMMON", (90, 1000))):
        monkeypatch.setattr(commonness, name, value)
    held = (documents.document([("text", " ".join(words))]) for words in made(200))
    index.write(held, tmp_path / "search")
    return tmp_path


def beside(one: str, other: str) -> set[int]:
    """The texts in which two keys stand one behind the other."""
    keys = [[KEYS.get(word, word) for word in words] for words in made(200)]
    return {number for number, held in enumerate(keys) if (one, other) in pairwise(held)}


def test_all_pairs_are_known_of_words_that_are_alike_in_how_common_they_are(site: Path) -> None:
    segment = reader.Index(site).segments[0]
    keys = sorted({KEYS.get(word, word) for word in WORDS})
    marks = {key: segment.commonness(segment.find(key.encode())[0]) for key in keys}
    assert (marks["gold"], marks["price"], marks["the"]) == (0, 3, 2)
    for one in keys:
        for other in keys:
            ranks = segment.pair(one.encode(), other.encode())
            among = min(stand(segment, one), stand(segment, other), key=len)
            for quiet, key in ((other, one), (one, other)):
                among = stand(segment, key) if quiet in ("of", "the") else among
            known = {among[rank] for rank in ranks}
            assert known == (beside(one, other) if marks[one] & marks[other] else set())


def stand(segment: reader.Segment, key: str) -> list[int]:
    """The texts in which *key* stands, in any form."""
    return list(segment.levels(segment.find(key.encode())[0]))


@pytest.mark.parametrize("asked", PHRASES)
def test_a_phrase_of_two_common_words_needs_no_positions(site: Path, asked: str) -> None:
    for path in site.glob("search/*/x/*"):
        path.unlink()
    opened = reader.Index(site)
    hits = finding.Search(opened, query.parse(asked, opened.quiet)).hits()
    one, other = asked.strip('"').split()
    assert {hit.document for hit in hits} == beside(one, other)


def test_a_word_that_begins_like_a_common_one_is_not_found_in_its_pairs(site: Path) -> None:
    opened = reader.Index(site)
    keys, _more = opened.segments[0].beginning(b"price")
    assert list(keys) == [b"price", b"prices"]


def test_the_manifest_tells_where_common_words_stand(site: Path) -> None:
    segment = reader.Index(site).segments[0]
    manifest = reader.newest(site / files.FOLDER)
    told = json.loads(reader.read(site / files.FOLDER, manifest))["segments"][0]["common"]
    shards = {sum(told[: place + 1]) for place in range(len(told))}
    assert {segment.find(key)[0].shard for key in (b"oil", b"the")} <= shards

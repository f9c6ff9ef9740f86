"""Phrases with very common words are answered from few files, and are right."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.search import commonness, documents, finding, index, postings, query, reader

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [*["the", "of", "to", "bank", "banks"] * 9, "rush", "gold", "zinc", "Theo", "tools"]
QUIET = {"the", "of", "to"}
FIELDS = {"": "", "headline": "headline:", "caption": "caption:", "text": "text:"}


def made(count: int) -> list[dict[str, list[str]]]:
    """The words of so many texts, by field."""
    chance = random.Random(8)  # noqa: S311 - the texts need no secrets
    fields = ("text", "headline", "caption")
    return [
        {field: chance.choices(WORDS, k=chance.randint(2, 12)) for field in fields}
        for _ in range(count)
    ]


PHRASES = ["of gold", "bank of gold", "banks of the rush", "zinc to the bank of gold"]
TEXTS = [*made(150), *({"text": ["the", *phrase.split(), "of"]} for phrase in PHRASES)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site whose index has large groups, each key in a shard of its own."""
    site = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commonness, "VERY_COMMON", (200, 1000))
        patch.setattr(commonness, "HELD", 60)
        patch.setattr(commonness, "HELD_OF_QUIET", 60)
        patch.setattr(postings, "SHARD", 1)
        held = (
            documents.document([(name, " ".join(words)) for name, words in text.items()])
            for text in TEXTS
        )
        index.write(held, site / "search")
    return site


def found(site: Path, asked: str) -> set[int]:
    """The texts that are found."""
    opened = reader.Index(site)
    return {hit.document for hit in finding.Search(opened, query.parse(asked, opened.quiet)).hits()}


def holding(phrase: list[str], field: str = "") -> set[int]:
    """The texts that have *phrase* in *field*, or in any."""
    wanted = [word.lower() for word in phrase]
    return {
        number
        for number, text in enumerate(TEXTS)
        for name, words in text.items()
        if field in {"", name} and _within(wanted, [word.lower() for word in words])
    }


def _within(phrase: list[str], words: list[str]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words)))


def test_quiet_words_of_large_groups_are_passed_over(site: Path) -> None:
    segment = reader.Index(site).segments[0]
    assert sorted(segment.large) == [b"bank", b"banks", b"of", b"the", b"to"]
    assert segment.passed == {b"of", b"the", b"to"}


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(
    st.lists(st.sampled_from(sorted(set(WORDS))), min_size=2, max_size=5),
    st.sampled_from(sorted(FIELDS)),
)
def test_a_phrase_is_found_wherever_it_stands(site: Path, phrase: list[str], field: str) -> None:
    asked = f'{FIELDS[field]}"{" ".join(phrase)}"'
    assert (asked, found(site, asked)) == (asked, holding(phrase, field))


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_needs_one_file_of_each_large_word(
    site: Path, phrase: str, tmp_path: Path
) -> None:
    opened = reader.Index(site)
    segment = opened.segments[0]
    words = phrase.split()
    needed = set()
    for place, word in enumerate(words):
        behind = next((each for each in words[place + 1 :] if each not in QUIET), "")
        for shard, group, files, _code in segment.large.get(word.encode(), ()):
            needed.add(f"{shard}-{group}-{sum(behind.encode()) % files}")
    copy = tmp_path / "site"
    _copied(site, copy, needed, {segment.place(word) for word in segment.passed})
    assert found(copy, f'"{phrase}"') == holding(words) != set()


def _copied(site: Path, copy: Path, files: set[str], passed: set[int]) -> None:
    """Copy *site* without what a phrase does not need."""
    for path in site.rglob("*.js"):
        kind, name = path.parent.name, path.stem
        if (kind == "x" and "-" in name and name not in files) or (
            kind == "t" and int(name) in passed
        ):
            continue
        target = copy / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


def test_words_that_are_passed_over_weigh_nothing(site: Path) -> None:
    opened = reader.Index(site)
    weighed = finding.Search(opened, query.parse('"bank of the gold"', opened.quiet)).words
    assert [word.token.key for word in weighed] == ["bank", "gold"]
    alone = finding.Search(opened, query.parse('"of the"', opened.quiet)).words
    assert [word.token.key for word in alone] == ["of", "the"]

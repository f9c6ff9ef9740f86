"""What the index answers is what a reader of all texts would answer, to thousands of questions."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.search.plain_reader import COMPOUND, WORDS, Archive, Ask, answers, cut_small, made

from broadsheet.search import finding, query
from broadsheet.search.reader import Index

QUESTIONS = 400
LANGUAGES = ("en", "de", "ar", "ja", "zh")
FIELDS = ("headline", "byline", "people", "caption", "text")
ABSENT = {"en": "zebra", "de": "Zebra", "ar": "زرافة", "ja": "猫", "zh": "猫"}


class Written(NamedTuple):
    """An archive, its index, and which text of the archive each document is."""

    archive: Archive
    opened: Index
    numbers: dict[tuple[str, int], int]


@pytest.fixture(scope="module", params=LANGUAGES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """An archive with its index: two segments, cut as small as only large archives have them."""
    archive = made(request.param)
    site = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch)
        archive.write(site)
    index = Index(site)
    numbers = {
        (segment.name, document): int(segment.fragment(document)["a"])
        for segment in index.segments
        for document in segment.live
    }
    return Written(archive, index, numbers)


def spelt(language: str, least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """From *least* to *most* words of a language, or one of so many characters."""
    if language in {"ja", "zh"}:
        return st.text(WORDS[language] + ABSENT[language], min_size=least, max_size=most).map(
            lambda text: (text,)
        )
    known = [*WORDS[language].split(), *COMPOUND[language], ABSENT[language]]
    return st.lists(st.sampled_from(known), min_size=least, max_size=most).map(tuple)


def word(words: tuple[str, ...], where: str) -> Ask:
    """A word, which may also be a year."""
    if words[0].isdigit() and not where:
        return Ask("year", words, years=(int(words[0]), int(words[0])))
    return Ask("word", words, where)


def units(language: str) -> st.SearchStrategy[Ask]:
    """Words, phrases and beginnings of words, with or without a field, and years."""
    where = st.sampled_from(("", "", *FIELDS))
    words = spelt(language, 1, 4 if language in {"ja", "zh"} else 1)
    years = st.integers(1960, 1972)
    spaced = language not in {"ja", "zh"}
    beginnings = words.map(lambda found: (found[0].removesuffix("'s")[:3],))
    runs = [st.just(Ask("run", COMPOUND[language]))] if spaced else []
    return st.one_of(
        st.builds(word, words, where),
        st.builds(Ask, st.just("phrase"), spelt(language, 1, 3), where),
        st.builds(Ask, st.just("prefix"), beginnings, where),
        years.map(lambda year: Ask("year", (str(year),), years=(year, year))),
        *runs,
    )


def asks(language: str) -> st.SearchStrategy[list[Ask]]:
    """A question: a few parts, some in brackets, some forbidden, some about time or kind."""
    some = st.lists(units(language), min_size=2, max_size=3).map(tuple)
    bracket = st.builds(
        lambda kind, parts: Ask(kind, parts=parts), st.sampled_from(("and", "or")), some
    )
    part = st.one_of(units(language), units(language), bracket)
    denied = part.map(lambda one: Ask("not", parts=(one,)))
    first, last = st.integers(1960, 1966), st.integers(1966, 1972)
    years = st.builds(lambda one, other: Ask("years", years=(one, other)), first, last)
    kind = st.sampled_from(("story", "photograph")).map(lambda word: Ask("kind", (word,), "kind"))
    return st.lists(st.one_of(part, part, part, denied, years, kind), min_size=1, max_size=4)


def test_an_answer_holds_what_a_reader_of_all_texts_would_find(written: Written) -> None:
    archive, index, numbers = written
    assert [len(segment.firsts) > 1 for segment in index.segments] == [True, True]
    assert index.segments[0].large
    assert bool(index.segments[0].passed) == (archive.language in {"en", "de"})

    @settings(max_examples=QUESTIONS, derandomize=True, deadline=None, database=None)
    @given(asks(archive.language))
    def check(question: list[Ask]) -> None:
        text = " ".join(ask.text for ask in question)
        search = finding.Search(index, query.parse(text, index.quiet))
        hits = [(numbers[hit.segment.name, hit.document], hit.whole) for hit in search.hits()]
        found = {number for number, _whole in hits}, {number for number, whole in hits if whole}
        assert (text, found) == (text, answers(archive, question, index.quiet))

    check()

"""In which order stories are found, and what is said beside them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from broadsheet.model.problems import BroadsheetError
from broadsheet.search import days, documents, finding, index, query, snippets, suggestions
from broadsheet.search import reader as reading
from broadsheet.search.reader import Index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from broadsheet.search.documents import Document

    Opened = Callable[..., Index]

HARBOUR = "The general strike closed the harbour, and the ships lay still for nine days."
KEEPER = "The lighthouse keeper saw no ship that week; the strike was in its ninth day."
CAFE = "Ann Smith opened a café in the harbour street."
CAFES = "The cafe by the mill closed in the spring."
MANY = "Strike, strike and strike again, said the miners of the north."


def story(text: str, year: int = 0, *, language: str = "en", kind: int = 0) -> Document:
    """A story of one paragraph, perhaps of a year."""
    span = days.date(str(year)) if year else None
    years = {"year": [(str(year), str(year))]} if year else {}
    return documents.document(
        [("text", text)],
        kind=kind,
        language=language,
        days=span,
        values=years,
        fragment={"t": text[:12], "x": text},
    )


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A function that makes an index of documents, in the order of time, and opens it."""

    def make(*texts: str | Document) -> Index:
        held = [text if not isinstance(text, str) else story(text) for text in texts]
        index.write(held, tmp_path / "search")
        return Index(tmp_path)

    return make


def found(opened: Index, text: str, sort: str = "relevance") -> list[int]:
    """The numbers of the stories that are found, in their order."""
    return [hit.document for hit in answer(opened, text, sort).hits["story"]]


def answer(opened: Index, text: str, sort: str = "relevance") -> finding.Answer:
    """The answer to a question."""
    return finding.answer(finding.Search(opened, query.parse(text, opened.quiet)), sort)


def said(opened: Index, text: str) -> list[tuple[str, str]]:
    """What is said beside an answer."""
    return [(code, words) for code, words in answer(opened, text).notices]


def test_a_story_with_all_words_comes_before_one_that_has_one_of_them_often(opened: Opened) -> None:
    assert found(opened(HARBOUR, MANY, CAFES), "strike harbour") == [0, 1]


def test_a_story_that_says_a_word_more_often_comes_first(opened: Opened) -> None:
    assert found(opened(HARBOUR, MANY), "strike") == [1, 0]


def test_a_word_in_the_headline_counts_more(opened: Opened) -> None:
    pieces = [("text", "Nothing else happened."), ("headline", "Strike at the harbour")]
    other = [("text", "Nothing else at the harbour happened."), ("headline", "Strike")]
    texts = [documents.document(pieces), documents.document(other), story(CAFE), story(CAFES)]
    assert found(opened(*texts), "harbour")[0] == 0


def test_an_accent_is_found_without_it_and_the_exact_spelling_comes_first(opened: Opened) -> None:
    made = opened(CAFE, CAFES)
    assert (found(made, "cafe"), found(made, "café")) == ([1, 0], [0, 1])


def test_a_rare_spelling_does_not_outdo_other_words(opened: Opened) -> None:
    made = opened("A café and nothing.", "cafe", KEEPER)
    assert found(made, "café lighthouse keeper week strike zebra")[0] == 2


def test_another_form_of_a_word_is_found(opened: Opened) -> None:
    made = opened("The strike began.", "Two strikes were over.")
    assert (sorted(found(made, "strike")), sorted(found(made, "strikes"))) == ([0, 1], [0, 1])


def test_words_in_quotation_marks_are_found_as_they_are_spelt(opened: Opened) -> None:
    made = opened(HARBOUR, KEEPER)
    assert [found(made, text) for text in ('"ships"', '"ship"', "ships")] == [[0], [1], [1, 0]]


def test_a_phrase_beside_other_words_must_be_there(opened: Opened) -> None:
    assert found(opened(HARBOUR, KEEPER, MANY), '"general strike" miners') == [0]


def test_a_word_that_stands_nowhere_does_not_make_the_others_partial(opened: Opened) -> None:
    hits = answer(opened(HARBOUR, MANY), "strike harbour zebra").hits["story"]
    assert [hit.whole for hit in hits] == [True, False]


def test_a_word_that_stands_nowhere_is_named(opened: Opened) -> None:
    assert said(opened(HARBOUR), "strike Zebra") == [("missing", "zebra")]


def test_a_year_that_is_no_word_of_the_archive_is_not_named(opened: Opened) -> None:
    made = opened(story(HARBOUR, 1926), story(CAFE, 1930))
    assert (found(made, "1926"), said(made, "1926")) == ([0], [])


def test_a_date_does_not_replace_the_words(opened: Opened) -> None:
    made = opened(story(HARBOUR, 1926), story(CAFE, 1926), story(MANY, 1930))
    assert found(made, "strike 1925..1927") == [0]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("before:1967", [0]),
        ("after:1967", [2]),
        ("date:1967-06", [1]),
        ("196X", [0, 1, 2]),
        ("..1967", [0, 1]),
        ("-date:1967", [0, 2, 3]),
    ],
)
def test_a_story_of_an_uncertain_day_is_found_where_it_could_be_meant(
    opened: Opened, asked: str, expected: list[int]
) -> None:
    made = opened(*(story("war", year) for year in (1966, 1967, 1968)), story("war"))
    assert sorted(found(made, asked)) == expected


def dated(first: str, last: str) -> Document:
    """A story of some day between two, either of which may be open."""
    early = days.date(first) or days.Span(-days.FOREVER, 0)
    late = days.date(last) or days.Span(0, days.FOREVER)
    return documents.document([("text", "war")], days=(early.first, late.last))


@pytest.mark.parametrize("seed", range(20))
def test_no_day_is_found_that_does_not_fit(opened: Opened, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    ends = ["", *(f"{chance.randint(1, 1970):04}", "1967", "1966-12", "1967-01-02", "1968")]
    spans = [sorted(chance.choices(ends, k=2)) for _ in range(chance.randint(0, 30))]
    held = [dated(*span) if any(span) else story("war") for span in spans]
    held.sort(key=lambda one: (one.days is None, one.days))
    made = opened(*held)
    every = [(at, one.days) for at, one in enumerate(held) if one.days]
    borders = [day for end in ends for day in days.date(end) or (-days.FOREVER, days.FOREVER)]
    for _ in range(20):
        first, last = sorted(chance.choices(borders, k=2))
        expected = {at for at, (low, high) in every if low <= last and high >= first}
        assert made.segments[0].during(first, last) == expected


@pytest.mark.parametrize("asked", ["1960..1967", "before:1967", "after:1966", "date:196X", "1967"])
def test_no_dates_are_read_for_whole_years(opened: Opened, asked: str) -> None:
    made = opened(dated("", "1966"), *(story("war", year) for year in (1966, 1967, 1967, 1968)))
    expected = found(made, asked)
    next(made.folder.glob("*/c/dates-0.js")).unlink()
    assert found(Index(made.folder.parent), asked) == expected != []
    with pytest.raises(BroadsheetError, match="not whole"):
        found(Index(made.folder.parent), "1960..1967-05")


def test_stories_are_sorted_by_time_and_those_without_a_date_come_last(opened: Opened) -> None:
    made = opened(story("war", 1914), story("war", 1939), story("war"))
    assert found(made, "war", "oldest") == [0, 1, 2]
    assert found(made, "war", "newest") == [1, 0, 2]


def test_of_stories_that_say_the_same_the_newest_comes_first(opened: Opened) -> None:
    assert found(opened(story("war", 1914), story("war", 1939), story("war")), "war") == [1, 0, 2]


def test_photographs_are_found_beside_stories(opened: Opened) -> None:
    made = opened(story(HARBOUR), story("The harbour in 1926", kind=1))
    hits = answer(made, "harbour").hits
    assert [(kind, len(rows)) for kind, rows in hits.items()] == [("story", 1), ("photograph", 1)]
    assert found(made, "harbour kind:photograph") == []


def test_facets_count_the_answer(opened: Opened) -> None:
    made = opened(story(HARBOUR, 1926), story(KEEPER, 1926), story(MANY, 1930), story(CAFE, 1931))
    rows = finding.facet(answer(made, "strike").hits["story"], "year")
    assert rows == [("1926", "1926", 2), ("1930", "1930", 1)]


def test_a_run_of_characters_is_found_whole_first_and_then_in_part(opened: Opened) -> None:
    made = opened(story("京都新聞", language="ja"), story("東京都の新聞", language="ja"))
    assert (found(made, "東京都"), found(made, '"東京都"')) == ([1, 0], [1])


def test_one_character_is_found_within_a_run(opened: Opened) -> None:
    made = opened(story("北京大学", language="zh"), story("战争", language="zh"))
    assert (found(made, "京"), found(made, "学")) == ([0], [0])


def test_a_beginning_that_too_many_words_have_is_said(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.search.postings.SHARD", 60)
    monkeypatch.setattr(reading, "WIDEST", 2)
    made = opened(" ".join(f"w{number}" for number in range(99)))
    assert said(made, "w*") == [("wide", "w*")]
    assert said(made, "w71*") == []


def test_a_beginning_leaves_out_words_that_only_share_the_stem(opened: Opened) -> None:
    made = opened("The university opened.", "A universal truth.")
    assert (found(made, "universit*"), found(made, "univers*")) == ([0], [1, 0])


def test_an_archive_without_stories_finds_nothing(opened: Opened) -> None:
    made = opened()
    assert [found(made, text) for text in ("war", "w*", '"a b"', "-war", "1967", "")] == [[]] * 6


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("harbuor", "harbour"), ("lighthose", "lighthouse"), ("strke", "strike"), ("xyzzyx", "")],
)
def test_a_misspelt_word_is_taken_for_one_of_the_archive(
    opened: Opened, typed: str, meant: str
) -> None:
    made = opened(HARBOUR, KEEPER)
    (word,) = answer(made, typed).missing
    assert suggestions.nearest(made, word) == meant


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("ca", "ac", 1), ("harbour", "harbor", 1), ("abc", "abc", 0), ("abcd", "acbd", 1)],
)
def test_neighbours_that_were_swapped_are_one_mistake(one: str, other: str, steps: int) -> None:
    assert suggestions.distance(one, other, 2) == steps


def test_every_form_of_a_word_is_marked_in_a_passage(opened: Opened) -> None:
    made = opened(HARBOUR, KEEPER)
    marks = snippets.wanted(finding.Search(made, query.parse("ships")))
    marked = [snippets.passage(text, marks) for text in (HARBOUR, KEEPER)]
    assert [[piece for piece, is_marked in pieces if is_marked] for pieces in marked] == [
        ["ships"],
        ["ship"],
    ]


def test_a_passage_is_cut_from_a_long_text_where_most_words_stand(opened: Opened) -> None:
    text = f"{'No news of a ship today. ' * 40}{HARBOUR}{' And so on.' * 40}"
    made = opened(text)
    marks = snippets.wanted(finding.Search(made, query.parse("ship harbour strike")))
    pieces = snippets.passage(text, marks)
    passage = "".join(piece for piece, _marked in pieces)
    assert [piece for piece, marked in pieces if marked][-3:] == ["strike", "harbour", "ships"]
    assert (passage[:2], passage[-2:], len(passage) < 340) == ("… ", " …", True)


def test_characters_without_spaces_are_marked(opened: Opened) -> None:
    made = opened(story("東京都の新聞", language="ja"))
    marks = snippets.wanted(finding.Search(made, query.parse("東京都")))
    marked = [piece for piece, is_marked in snippets.passage("東京都の新聞", marks) if is_marked]
    assert "".join(marked) == "東京都"


def test_a_folder_without_an_index_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(BroadsheetError, match="no index"):
        Index(tmp_path)


def test_an_index_that_is_not_whole_is_told(opened: Opened, tmp_path: Path) -> None:
    made = opened(HARBOUR)
    (tmp_path / "search" / made.segments[0].name / "t" / "0.js").write_text("BS(")
    with pytest.raises(BroadsheetError, match="not whole"):
        found(Index(tmp_path), "strike")

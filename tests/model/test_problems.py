"""Complaints: how they read, and the nearest word that may have been meant."""

from __future__ import annotations

import pytest

from broadsheet.model.problems import Complaint, Problem, did_you_mean

WORDS = ("title", "byline", "dateline", "updated", "published")


def test_a_complaint_reads_as_a_line() -> None:
    complaint = Complaint(Problem.NO_ALT, "no alt", "say it", file="a/index.md", line=8)
    assert str(complaint) == "a/index.md:8: no alt; say it [no_alt]"


def test_every_kind_is_a_flat_name() -> None:
    assert [problem.kind for problem in Problem] == [problem.name.lower() for problem in Problem]


def test_every_kind_has_its_own_meaning() -> None:
    assert len({problem.meaning for problem in Problem}) == len(Problem)


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("titel", "did you mean `title`?"),
        ("pubished", "did you mean `published`?"),
        ("bylne", "did you mean `byline`?"),
        ("rights", "take it out"),
        ("", "take it out"),
    ],
)
def test_the_nearest_word_is_named(word: str, advice: str) -> None:
    assert did_you_mean(word, WORDS, otherwise="take it out") == advice


def test_the_order_of_known_words_does_not_matter() -> None:
    words = ("dates", "date", "data")
    assert len({did_you_mean("datee", order, otherwise="") for order in (words, words[::-1])}) == 1

"""Bylines: the names in them, and what is no byline."""

from __future__ import annotations

import pytest

from broadsheet.model import bylines

NAMED = [
    ("By Randy Stone", ["Randy Stone"]),
    ("By Ann Smith and Bob Jones", ["Ann Smith", "Bob Jones"]),
    (
        "By Ann Smith, Bob Jones and Carol de la Cruz",
        ["Ann Smith", "Bob Jones", "Carol de la Cruz"],
    ),
    ("BY ANN SMITH AND BOB JONES", ["ANN SMITH", "BOB JONES"]),
    ("By Ann Smith, Staff Writer", ["Ann Smith"]),
    ("By Ann Smith, Associated Press", ["Ann Smith"]),
    ("By Ann Smith in London and Bob Jones in Paris", ["Ann Smith", "Bob Jones"]),
    ("By Ann Smith for The Daily News", ["Ann Smith"]),
    ("By Martin Luther King, Jr.", ["Martin Luther King, Jr."]),
    ("By Reuters", ["Reuters"]),
    ("Written by Ann Smith", ["Ann Smith"]),
    ("Von Grete Lohmann und Piet Harms, dpa", ["Grete Lohmann", "Piet Harms"]),
    ("Von: GRETE LOHMANN", ["GRETE LOHMANN"]),
    ("Par Anne-Marie d'Ornano et Paul Durand", ["Anne-Marie d'Ornano", "Paul Durand"]),
    ("Por María del Carmen y Luis Gómez", ["María del Carmen", "Luis Gómez"]),
    ("By The Wexcombe Courier staff", []),
]


@pytest.mark.parametrize(("byline", "names"), NAMED)
def test_a_byline_names_these_people(byline: str, names: list[str]) -> None:
    assert list(bylines.authors(bylines.split(byline) or "")) == names


@pytest.mark.parametrize(
    "text",
    [
        "By the end of the day it was over.",
        "By midnight",
        "Von hier aus sieht man alles.",
        "Par",
        "",
    ],
)
def test_a_sentence_that_begins_like_one_is_no_byline(text: str) -> None:
    assert not bylines.is_byline(text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Smith", True),
        ("Ann Smith, Bob Jones", True),
        ("Ann Smith, Senior Reporter", True),
        ("Advertisement", False),
        ("the river bank", False),
    ],
)
def test_a_line_of_names_is_known(line: str, *, names: bool) -> None:
    assert bylines.is_names_with_titles(line) is names


def test_an_agency_is_known_in_any_case() -> None:
    assert bylines.is_agency("REUTERS")

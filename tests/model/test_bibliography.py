"""What is known of a story, as libraries write it; a date is never sharper than it is known."""

from __future__ import annotations

import pytest

from broadsheet.model import bibliography

MONTHS = ("", "January", "February", "March", "April", "May", "June", "July")


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("1926-05-07", (1926, 5, 7)),
        ("1926-05-07T15:48-05:00", (1926, 5, 7)),
        ("1926-05", (1926, 5)),
        ("1926-05-XX", (1926, 5)),
        ("1926-XX", (1926,)),
        ("1926", (1926,)),
        ("1926?", ()),
        ("circa 1926", ()),
        ("192X", ()),
        ("1926-21", ()),
        ("1926/1927", ()),
        ("0845", ()),
        ("-0044-03-15", ()),
        ("", ()),
    ],
)
def test_only_what_is_sure_is_a_part_of_a_date(date: str, parts: tuple[int, ...]) -> None:
    assert bibliography.parts(date) == parts


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("circa 1912", "[ca. 1912]"),
        ("1958?", "[1958?]"),
        ("1963%", "[ca. 1963?]"),
        ("196X", "[1960–1969]"),
        ("19XX", "[1900–1999]"),
        ("1944-06~", "[ca. June 1944]"),
        ("1944-06-06?", "[6 June 1944?]"),
        ("1974-01/1974-03", "[January 1974–March 1974]"),
        ("../1967", "[–1967]"),
        ("1967~/..", "[ca. 1967–]"),
        ("1931-21", "spring 1931"),
        ("1931-21~", "[ca. spring 1931]"),
    ],
)
def test_what_is_not_sure_stands_in_brackets(date: str, words: str) -> None:
    seasons = ("spring", "summer", "autumn", "winter")
    assert bibliography.in_brackets(date, MONTHS, seasons) == words


def test_without_names_months_are_numbers() -> None:
    assert bibliography.in_brackets("1944-06~") == "[ca. 1944-06]"


@pytest.mark.parametrize(
    ("date", "edtf"),
    [("circa 1967", "1967~"), ("c. 1967?", "1967%"), ("1967~", "1967~"), ("196X", "196X")],
)
def test_english_becomes_edtf(date: str, edtf: str) -> None:
    assert bibliography.edtf(date) == edtf

"""Printed dates: what they come to, and what they leave open."""

from __future__ import annotations

import pytest

from broadsheet.model import printed_dates

READ = [
    ("December 31, 2024 at 3:48pm", "2024-12-31T15:48"),
    ("Dec. 31, 2024", "2024-12-31"),
    ("Tuesday, December 31, 2024", "2024-12-31"),
    ("DECEMBER 31, 2024", "2024-12-31"),
    ("31 December 2024", "2024-12-31"),
    ("31st of December 2024, 15:48", "2024-12-31T15:48"),
    ("2024-12-31 15:48", "2024-12-31T15:48"),
    ("2024-12-31T15:48:07-05:00", "2024-12-31T15:48:07-05:00"),
    ("31 December 2024 15:48 UTC", "2024-12-31T15:48Z"),
    ("09:09 GMT, 22 December 2023", "2023-12-22T09:09Z"),
    ("22/10/2025, 19:25 (GMT+7)", "2025-10-22T19:25+07:00"),
    ("3:48 PM on December 31, 2024", "2024-12-31T15:48"),
    ("12:05 a.m., May 4, 1926", "1926-05-04T00:05"),
    ("31. Dezember 2024, 15.48 Uhr", "2024-12-31T15:48"),
    ("31.12.2024", "2024-12-31"),
    ("le 31 décembre 2024 à 15h48", "2024-12-31T15:48"),
    ("1er mai 2024", "2024-05-01"),
    ("31 de diciembre de 2024 a las 15:48", "2024-12-31T15:48"),
    ("31 dicembre 2024", "2024-12-31"),
    ("31/12/2024", "2024-12-31"),
    ("12/31/2024", "2024-12-31"),
    ("2024/12/31", "2024-12-31"),
    ("2024年12月31日", "2024-12-31"),
    ("December 2024", "2024-12"),
    ("May 4, 1926", "1926-05-04"),
    ("March 7, 20247:55 AM", "2024-03-07T07:55"),
]

LEFT_OPEN = [
    ("Dec. 31", "", "has no year"),
    ("05/04/2024", "", "with the day or with the month first"),
    ("12/18/23", "", "which century"),
    ("2024-12-31 15:48 EST", "2024-12-31T15:48", "several time zones"),
    ("December 31, 2024 at 3 pm", "2024-12-31", "without minutes"),
    ("February 30, 2024", "", "has no day 30"),
]


@pytest.mark.parametrize(("printed", "edtf"), READ)
def test_a_date_that_can_be_read_one_way_is_read(printed: str, edtf: str) -> None:
    found = printed_dates.find(printed)
    assert found is not None
    assert (found.edtf, found.doubt) == (edtf, "")


@pytest.mark.parametrize(("printed", "edtf", "doubt"), LEFT_OPEN)
def test_what_is_not_known_is_left_out_and_said(printed: str, edtf: str, doubt: str) -> None:
    found = printed_dates.find(printed)
    assert found is not None
    assert found.edtf == edtf
    assert doubt in found.doubt


@pytest.mark.parametrize(
    "text", ["It may 12 of them", "in 2024", "10,000 troops", "page 3 of 12", ""]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert printed_dates.find(text) is None


def test_the_date_is_given_as_printed() -> None:
    found = printed_dates.find("By Ann Smith  December 31, 2024 at 3:48pm | Sport")
    assert found is not None
    assert found.printed == "December 31, 2024 at 3:48pm"


def test_two_dates_are_told_apart_by_their_labels() -> None:
    found = printed_dates.find_all("Published 3 May 2024, 9:00 | Updated: 4 May 2024, 10:30")
    assert [(date.label, date.edtf) for date in found] == [
        ("published", "2024-05-03T09:00"),
        ("updated", "2024-05-04T10:30"),
    ]


def test_a_day_that_never_was_is_told_from_one_that_is_not_known() -> None:
    found = [printed_dates.find(text) for text in ("31 April 2024", "31 April")]
    assert [date is not None and date.impossible for date in found] == [True, False]

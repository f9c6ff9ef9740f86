"""Dates: every form of EDTF levels 0 and 1, and what it allows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import dates

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# as written | earliest | latest | precision
FORMS = """
1967 | 1967-01-01 | 1967-12-31 | year
1967-05 | 1967-05-01 | 1967-05-31 | month
1967-05-04 | 1967-05-04 | 1967-05-04 | day
1968-02 | 1968-02-01 | 1968-02-29 | month
1900-02 | 1900-02-01 | 1900-02-28 | month
1968-02-29 | 1968-02-29 | 1968-02-29 | day
1967-05-04T15:48 | 1967-05-04T15:48 | 1967-05-04T15:48 | time
1967-05-04T15:48:09 | 1967-05-04T15:48:09 | 1967-05-04T15:48:09 | time
1967-05-04T15:48Z | 1967-05-04T15:48 | 1967-05-04T15:48 | time
1967-05-04T15:48-05:00 | 1967-05-04T15:48 | 1967-05-04T15:48 | time
1967-05-04T15:48+0530 | 1967-05-04T15:48 | 1967-05-04T15:48 | time
1967-05-04T15:48-04 | 1967-05-04T15:48 | 1967-05-04T15:48 | time
1967-05-04T00:00 | 1967-05-04T00:00 | 1967-05-04T00:00 | time
0000 | 0000-01-01 | 0000-12-31 | year
-0001 | -0001-01-01 | -0001-12-31 | year
-0043-03-15 | -0043-03-15 | -0043-03-15 | day
0476 | 0476-01-01 | 0476-12-31 | year
Y170000002 | 170000002-01-01 | 170000002-12-31 | year
Y-17000 | -17000-01-01 | -17000-12-31 | year
1967-21 | 1967-03-01 | 1967-05-31 | season
1967-22 | 1967-06-01 | 1967-08-31 | season
1967-23 | 1967-09-01 | 1967-11-30 | season
1967-24 | 1967-12-01 | 1967-12-31 | season
1967? | 1967-01-01 | 1967-12-31 | year
1967-05~ | 1967-05-01 | 1967-05-31 | month
1967-05-04% | 1967-05-04 | 1967-05-04 | day
1967-21? | 1967-03-01 | 1967-05-31 | season
196X | 1960-01-01 | 1969-12-31 | decade
196X~ | 1960-01-01 | 1969-12-31 | decade
19XX | 1900-01-01 | 1999-12-31 | century
1967-XX | 1967-01-01 | 1967-12-31 | year
1967-05-XX | 1967-05-01 | 1967-05-31 | month
1967-XX-XX | 1967-01-01 | 1967-12-31 | year
1967/1968 | 1967-01-01 | 1968-12-31 | interval
1967-05/1967 | 1967-05-01 | 1967-12-31 | interval
1967-05-04/1968-02 | 1967-05-04 | 1968-02-29 | interval
1967~/1968? | 1967-01-01 | 1968-12-31 | interval
-0002/0003 | -0002-01-01 | 0003-12-31 | interval
1967/.. | 1967-01-01 |  | interval
1967/ | 1967-01-01 |  | interval
../1967 |  | 1967-12-31 | interval
/1967 |  | 1967-12-31 | interval
circa 1967 | 1967-01-01 | 1967-12-31 | year
c. 1967-05 | 1967-05-01 | 1967-05-31 | month
ca 196X | 1960-01-01 | 1969-12-31 | decade
Circa 1967? | 1967-01-01 | 1967-12-31 | year
circa 1967/1968 | 1967-01-01 | 1968-12-31 | interval
1967/circa 1968 | 1967-01-01 | 1968-12-31 | interval
"""

# as written | the sentence for the archivist
NO_DATES = """
May 1967 | `May 1967` is not a date that can be kept
67 | `67` is not a date that can be kept
1967-5-4 | `1967-5-4` is not a date that can be kept
04.05.1967 | `04.05.1967` may stand for `1967-05-04` or for `1967-04-05`
4/5/1967 | `4/5/1967` may stand for `1967-05-04` or for `1967-04-05`
25/12/1967 | `25/12/1967` may stand for `1967-12-25`
5/5/1967 | `5/5/1967` may stand for `1967-05-05`
29.02.1967 | `29.02.1967` is not a date that can be kept
1967-05-04 15:48 | `1967-05-04 15:48` is not a date that can be kept
1967-05T15:48 | `1967-05T15:48` is not a date that can be kept
١٩٦٧ | `١٩٦٧` is not a date that can be kept
1967?? | `1967??` is not a date that can be kept
circa | `circa` is not a date that can be kept
1967 circa | `1967 circa` is not a date that can be kept
Y1967 | `Y1967` is not a date that can be kept
1967-00 | `1967-00` has no such month
1967-13 | `1967-13` has no such month
1967-25 | `1967-25` has no such month
1967-21-04 | `1967-21` has no such month
1967-05-00 | May 1967 has no day 0
1967-04-31 | April 1967 has no day 31
1967-02-29 | February 1967 has no day 29
1900-02-29 | February 1900 has no day 29
1967-05-04T24:00 | `1967-05-04T24:00` has a time of day that no clock shows
1967-05-04T15:60 | `1967-05-04T15:60` has a time of day that no clock shows
1967-05-04T15:48:60 | `1967-05-04T15:48:60` has a time of day that no clock shows
1967-05-04T15:48+15:00 | `1967-05-04T15:48+15:00` has a time of day that no clock shows
1967-05-XXT15:48 | `1967-05-XXT15:48` has a time but no whole day
196X-05 | `196X-05` has a month in a year that is not known
1967-XX-05 | `1967-XX-05` has a day in a month that is not known
1968/1967 | `1968/1967` ends before it begins
1967-05-04T15:48/1967-05-04T15:47 | `1967-05-04T15:48/1967-05-04T15:47` ends before it begins
../.. | `../..` is not an interval of two dates
/ | `/` is not an interval of two dates
1967/1968/1969 | `1967/1968/1969` is not an interval of two dates
13/13/1967 | `13/13/1967` is not an interval of two dates
0/0/1967 | `0/0/1967` is not an interval of two dates
"""

IN_ORDER = """
-17000 -0044 -0043-03 0000 0476 1898 190X 1900-02 1966-12-31 1967 1967-05 1967-05-04
1967-05-04T09:15 1967-05-04T15:48 1967-06/1968 ../1968 20XX Y12000
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize("form", rows(FORMS), ids=lambda form: str(form[0]))
def test_each_form_allows_a_first_and_a_last_day(form: list[str]) -> None:
    moment = dates.read(form[0])
    assert [moment.earliest, moment.latest, moment.precision] == form[1:4]


@pytest.mark.parametrize("form", rows(FORMS), ids=lambda form: str(form[0]))
def test_each_form_is_kept_as_it_was_written(form: list[str]) -> None:
    assert dates.read(form[0]).text == form[0]


@pytest.mark.parametrize(("text", "sentence"), rows(NO_DATES))
def test_what_is_no_date_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as told:
        dates.read(text)
    assert str(told.value) == sentence


def test_dates_sort_by_what_they_allow() -> None:
    texts = IN_ORDER.replace("-17000", "Y-17000").split()
    shuffled = sorted(texts)
    assert sorted(shuffled, key=lambda text: dates.read(text).order) == texts


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("1967", (False, False)),
        ("1967?", (True, False)),
        ("1967~", (False, True)),
        ("1967%", (True, True)),
        ("circa 1967", (False, True)),
        ("circa 1967?", (True, True)),
        ("1967/1968?", (True, False)),
        ("circa 1967/1968", (False, True)),
    ],
)
def test_doubt_is_known(text: str, doubts: tuple[bool, bool]) -> None:
    moment = dates.read(text)
    assert (moment.uncertain, moment.approximate) == doubts


@pytest.mark.parametrize("text", ["1967", "1967-05", "1967-05-04", "1967-05-04T15:48"])
def test_a_plain_date_is_exact(text: str) -> None:
    assert dates.read(text).exact


@pytest.mark.parametrize("text", ["1967?", "196X", "1967-XX", "1967-21", "1967/1968", "c. 1967"])
def test_any_other_date_is_not_exact(text: str) -> None:
    assert not dates.read(text).exact


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1967-05", (1967,)),
        ("1967?", (1967,)),
        ("1967-05/1967-08", (1967,)),
        ("-0044", (-44,)),
        ("196X", ()),
        ("1967/1968", ()),
        ("1967/..", ()),
    ],
)
def test_a_year_is_known_where_only_one_is_possible(text: str, years: tuple[int, ...]) -> None:
    assert dates.read(text).years == years


def plain() -> SearchStrategy[str]:
    """Years, months, days and minutes, with or without doubt."""
    moments = st.datetimes(min_value=dt.datetime(1, 1, 1))  # noqa: DTZ001 - a calendar's
    lengths = st.sampled_from([4, 7, 10, 16])
    written = st.builds(lambda moment, length: moment.isoformat()[:length], moments, lengths)
    return st.builds("".join, st.tuples(written, st.sampled_from(["", "?", "~", "%"])))


def unsure() -> SearchStrategy[str]:
    """Decades, centuries, seasons, unknown months and days, long and negative years."""
    years = st.integers(0, 9999).map("{:04}".format)
    return st.one_of(
        years.map(lambda year: f"{year[:3]}X"),
        years.map(lambda year: f"{year[:2]}XX"),
        years.map(lambda year: f"-{year}"),
        years.map(lambda year: f"circa {year}"),
        st.builds("{}-{}".format, years, st.sampled_from(["21", "22", "23", "24", "XX", "XX-XX"])),
        st.integers(10_000, 999_999_999).map("Y{}".format),
    )


SINGLE = st.one_of(plain(), unsure())


@given(SINGLE)
def test_no_date_ends_before_it_begins(text: str) -> None:
    moment = dates.read(text)
    ends = [(dates.year_of(day), day) for day in (moment.earliest, moment.latest)]
    assert ends == sorted(ends, key=str) if ends[0][0] == ends[1][0] else ends[0] < ends[1]


@given(SINGLE)
def test_every_date_is_kept_verbatim(text: str) -> None:
    assert dates.read(text).text == text


@given(SINGLE, SINGLE)
def test_an_interval_is_as_long_as_both_its_dates(first: str, last: str) -> None:
    begin, end = sorted((first, last), key=lambda text: dates.read(text).order)
    moment = dates.read(f"{begin}/{end}")
    assert (moment.earliest, moment.latest) == (dates.read(begin).earliest, dates.read(end).latest)

"""The documents that Typst is given: metadata, languages, fonts and times."""

from __future__ import annotations

import pytest

from broadsheet.model import moments
from broadsheet.model.catalogue import Record
from broadsheet.pdf import papers

JAPANESE = frozenset({"Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Naskh Arabic", "Comic"})


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("1926-05-04", "datetime(year: 1926, month: 5, day: 4)"),
        ("1926-05-04T15:48", "datetime(year: 1926, month: 5, day: 4)"),
        ("1926-05", "auto"),
        ("1926", "auto"),
        ("1926-05-04?", "auto"),
        ("circa 1926", "auto"),
        ("1926/1927", "auto"),
        ("-0100", "auto"),
        ("", "auto"),
    ],
)
def test_only_a_plain_day_is_the_date_of_a_paper(published: str, expected: str) -> None:
    assert papers.date(published) == expected


def test_the_time_is_the_last_day_that_is_known() -> None:
    record = Record(published="1970-01-02", captured="1970-01-03", updated="1970")
    assert moments.timestamp([record]) == 2 * 86400


def test_a_time_before_the_epoch_is_the_epoch() -> None:
    assert moments.timestamp([Record(published="1898-10-19")]) == 0


@pytest.mark.parametrize(
    ("published", "epoch", "expected"),
    [
        ("1926", "", "datetime(year: 1926, month: 1, day: 1)"),
        ("192X", "", "datetime(year: 1920, month: 1, day: 1)"),
        ("1926-05", "", "datetime(year: 1926, month: 5, day: 1)"),
        ("1926", "1000000000", "auto"),
        ("-0100", "", "auto"),
        ("", "", "auto"),
    ],
)
def test_where_no_day_is_known_the_date_is_the_first_that_may_be_it(
    published: str, epoch: str, expected: str
) -> None:
    record = Record(docname="a", published=published)
    assert f"date: {expected}," in papers.paper(record, papers.Archive("Packet"), "", epoch)


def test_a_day_that_is_known_goes_before_one_that_may_be() -> None:
    record = Record(published="1926", captured="1970-01-03")
    assert moments.last_day([record]) == "1970-01-03"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", '"en", region: none, script: auto'),
        ("pt-BR", '"pt", region: "BR", script: auto'),
        ("zh-Hant-TW", '"zh", region: "TW", script: "hant"'),
        ("de-1901", '"de", region: none, script: auto'),
        ("not a language", '"en", region: none, script: auto'),
        ('en", evil: "', '"en", region: none, script: auto'),
    ],
)
def test_a_language_is_told_to_typst_as_far_as_it_is_one(language: str, expected: str) -> None:
    assert expected in papers.setting(language, "", frozenset())


def test_a_direction_that_was_said_is_kept() -> None:
    assert "direction: rtl" in papers.setting("en", "rtl", frozenset())


def test_the_font_that_comes_with_typst_leads() -> None:
    assert papers.fonts("ja", None, JAPANESE)[:2] == ("Libertinus Serif", "Noto Serif CJK JP")


def test_only_fonts_at_hand_are_named() -> None:
    assert papers.fonts("ko", None, JAPANESE) == (
        "Libertinus Serif",
        "Noto Naskh Arabic",
        "Noto Serif CJK JP",
        "Noto Serif CJK SC",
    )


def test_the_authors_are_those_said_or_else_the_byline() -> None:
    assert papers.author_names(Record(byline="By Ann")) == ("By Ann",)
    assert papers.author_names(Record.model_validate({"authors": ["Ann"], "byline": "x"})) == (
        "Ann",
    )


def test_keywords_stand_once() -> None:
    record = Record(topics=("sea", "salt"), places=("sea",), series="A Year")
    assert papers.keywords(record) == ("sea", "salt", "A Year")


def test_the_title_cannot_end_its_string() -> None:
    record = Record(title='"); panic("', docname="a/index")
    assert 'title: "\\"); panic(\\"",' in papers.paper(record, papers.Archive("A"), "")

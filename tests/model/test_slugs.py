"""Slugs: titles as the names of folders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.slugs import LONGEST, RESERVED, is_plain, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Lamp Is Lit Again", "the-lamp-is-lit-again"),
        ("  “Quoted,” he said —  twice!  ", "quoted-he-said-twice"),
        ("The pilots’ log isn't here", "the-pilots-log-isnt-here"),
        ("Straße nach Łódź", "strasse-nach-lodz"),
        ("Crème brûlée à la carte", "creme-brulee-a-la-carte"),
        ("100% of 1/2", "100-of-1-2"),
        ("snake_case", "snake-case"),
        ("Αθήνα", "αθηνα"),
        ("灯台に火がともる", "灯台に火がともる"),
        ("الفنار", "الفنار"),
        ("CON", "story-con"),
        ("Index", "story-index"),
        ("", "story"),
        ("???", "story"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_long_title_is_cut_at_a_word() -> None:
    title = "word " * 30
    assert slug(title) == "-".join(["word"] * 12)


def test_a_title_of_one_long_word_is_cut_within_it() -> None:
    assert slug("a" * 100) == "a" * LONGEST


@given(st.text())
def test_every_name_is_fit_for_a_folder(title: str) -> None:
    name = slug(title)
    assert name
    assert len(name) <= LONGEST
    assert not set(name) & set('/\\:*?"<>|. \n\0')
    assert name not in RESERVED


@given(st.text())
def test_a_name_is_its_own_name(title: str) -> None:
    name = slug(title)
    assert slug(name) == name


@pytest.mark.parametrize("name", ["ann-smith", "Ann_2", "अदा", "灯台", "é", "a" * 60])
def test_a_name_of_letters_and_digits_is_that_of_a_folder_as_it_is(name: str) -> None:
    assert is_plain(name)


@pytest.mark.parametrize("name", ["", ".", "a.b", "a/b", "a\\b", "a b", "a\n", "a\0", "a" * 61])
def test_any_other_name_is_not(name: str) -> None:
    assert not is_plain(name)

"""Ids: minted once, and any slip of the pen is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import ids

MINTED = st.binary(max_size=40).map(ids.mint)
PLACES = st.integers(0, ids.LENGTH - 1)


def test_an_id_does_not_change_between_versions() -> None:
    assert ids.mint(b"The Lamp Is Lit Again") == "j9x2zztg99"


@given(MINTED)
def test_what_is_minted_checks(identifier: str) -> None:
    assert ids.check(identifier)


@given(MINTED)
def test_an_id_begins_with_a_letter(identifier: str) -> None:
    assert identifier[0] in ids.LETTERS


@given(MINTED, PLACES, st.characters())
def test_every_wrong_character_is_noticed(identifier: str, place: int, wrong: str) -> None:
    changed = identifier[:place] + wrong + identifier[place + 1 :]
    assert ids.check(changed) == (changed == identifier)


@given(MINTED, st.integers(0, ids.LENGTH - 2))
def test_every_swap_of_neighbours_is_noticed(identifier: str, place: int) -> None:
    pair = identifier[place : place + 2]
    swapped = identifier[:place] + pair[::-1] + identifier[place + 2 :]
    assert ids.check(swapped) == (swapped == identifier)


@pytest.mark.parametrize("text", ["", "b", "0123456789", "bcdfghjkmA", "ñbcdfghjkm", "b" * 11])
def test_what_is_no_id_does_not_check(text: str) -> None:
    assert not ids.check(text)

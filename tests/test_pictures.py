"""How wide a page shows a picture, as browsers are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet import pictures
from broadsheet.pictures import GALLERY, LEAD, TEXT, Room

TOKENS = Path(pictures.__file__).parent / "html/theme/styles/tokens.css"


@pytest.mark.parametrize("room", [LEAD, TEXT, GALLERY])
def test_a_small_picture_is_not_asked_for_larger_than_it_is(room: Room) -> None:
    assert room.sizes(200) == "(max-width: 200px) 100vw, 200px"


def test_a_picture_in_columns_is_not_enlarged_where_it_stands_alone() -> None:
    assert GALLERY.sizes(400) == "(max-width: 400px) 100vw, 400px"


def test_a_large_picture_grows_with_the_window_until_it_has_its_own_size() -> None:
    grows = "calc(44.5em + 14vw)"
    assert LEAD.sizes(1200) == f"(max-width: 56em) 92vw, (max-width: 3486px) {grows}, 1200px"


def test_a_very_large_picture_fills_its_place_in_every_window() -> None:
    assert LEAD.sizes(4000) == "(max-width: 56em) 92vw, calc(44.5em + 14vw)"


def test_a_picture_of_a_given_width_has_that_width() -> None:
    assert Room(200 / 16).sizes(1200) == "(max-width: 200px) 100vw, 200px"


def test_places_are_as_wide_as_the_style_sheet_makes_them() -> None:
    tokens = TOKENS.read_text(encoding="utf-8")
    assert "--measure: 34rem;" in tokens
    assert "--margin: 14rem;" in tokens
    assert "--gap: 2.5rem;" in tokens
    assert "font-size: clamp(100%, 87.5% + 0.27vw" in tokens

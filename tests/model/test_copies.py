"""Copies of photos: which there are, and what they are called."""

from __future__ import annotations

import pytest

from broadsheet.model import copies
from broadsheet.model.facts import Photo

PHOTO = Photo(src="plates/The Quay.JPG", sha256="a" * 64, width=1200, height=800)


def widths(width: int, height: int = 10) -> list[int]:
    return [one for one, _height in copies.sizes(width, height)]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1, [1]),
        (320, [320]),
        (321, [321]),
        (1200, [320, 720, 960, 1200]),
        (1280, [320, 720, 960, 1280]),
        (1930, [320, 720, 960, 1280, 1930]),
        (4000, [320, 720, 960, 1280, 1920, 4000]),
    ],
)
def test_there_is_a_copy_for_each_need_and_none_is_enlarged(
    width: int, expected: list[int]
) -> None:
    assert widths(width) == expected


def test_copies_keep_their_proportions() -> None:
    assert copies.sizes(1200, 800)[:2] == [(320, 213), (720, 480)]


def test_a_very_flat_picture_is_a_pixel_high() -> None:
    assert copies.sizes(10_000, 10)[0] == (320, 1)


def test_what_no_jpeg_can_hold_is_made_to_fit() -> None:
    assert max(copies.sizes(70_000, 100)) == (65_500, 94)


@pytest.mark.parametrize(
    ("width", "height", "there"), [(1920, 1080, True), (4000, 3000, False), (900, 20_000, False)]
)
def test_what_is_larger_than_a_screen_is_a_jpeg_alone(
    width: int, height: int, *, there: bool
) -> None:
    assert copies.has_webp(width, height) is there


def test_a_copy_is_named_by_title_mark_and_width() -> None:
    found = copies.largest(PHOTO)
    assert found is not None
    folder, title, name, mark, width = found.jpeg.replace("/", "-").split("-")
    assert (folder, title, name, len(mark), width) == (
        "_images", "the", "quay", copies.DIGITS, "1200.jpg",
    )  # fmt: skip


@pytest.mark.parametrize("change", [{"sha256": "b" * 64}, {"credit": "Ann"}, {"alt": "A quay"}])
def test_another_picture_or_other_words_give_another_name(change: dict[str, str]) -> None:
    other = PHOTO.model_copy(update=change)
    assert copies.largest(other) != copies.largest(PHOTO)


def test_words_are_not_mistaken_for_each_other() -> None:
    first = PHOTO.model_copy(update={"caption": "A", "credit": ""})
    second = PHOTO.model_copy(update={"caption": "", "credit": "A"})
    assert copies.largest(first) != copies.largest(second)


def test_the_name_does_not_depend_on_where_a_photo_stands() -> None:
    moved = PHOTO.model_copy(update={"src": "The Quay.JPG", "lead": True, "covered": True})
    assert copies.of(moved) == copies.of(PHOTO)


def test_a_list_shows_a_small_copy() -> None:
    found = copies.small(PHOTO)
    assert found is not None
    assert (found.width, found.height) == (720, 480)


def test_a_list_shows_the_largest_copy_of_a_small_photo() -> None:
    found = copies.small(PHOTO.model_copy(update={"width": 300, "height": 200}))
    assert found is not None
    assert found.width == 300


@pytest.mark.parametrize("change", [{"missing": True}, {"sha256": ""}, {"width": 0}])
def test_what_is_not_there_has_no_copies(change: dict[str, object]) -> None:
    gone = PHOTO.model_copy(update=change)
    assert (copies.of(gone), copies.largest(gone), copies.small(gone)) == ((), None, None)


def test_a_browser_chooses_among_those_that_fit_a_screen() -> None:
    large = PHOTO.model_copy(update={"width": 4000, "height": 3000})
    assert [copy.width for copy in copies.shown(copies.of(large))][-1] == 1920


def test_of_a_very_long_picture_a_browser_gets_what_there_is() -> None:
    long = PHOTO.model_copy(update={"width": 100, "height": 40_000})
    assert [copy.width for copy in copies.shown(copies.of(long))] == [100]

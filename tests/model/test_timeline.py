"""The timeline: a bar for each year that has stories."""

from __future__ import annotations

from broadsheet.model import timeline


def test_an_empty_archive_has_no_timeline() -> None:
    assert timeline.drawn({}) is None


def test_the_highest_bar_fills_the_picture_and_the_others_follow_their_numbers() -> None:
    line = timeline.drawn({1926: 10, 1928: 5})
    assert line is not None
    assert [(bar.first, bar.height) for bar in line.bars] == [(1926, 100), (1928, 50)]


def test_years_without_stories_leave_a_gap() -> None:
    line = timeline.drawn({1926: 1, 1929: 1})
    assert line is not None
    assert line.bars[1].x - line.bars[0].x == 3 * timeline.STEP


def test_one_story_can_be_seen_beside_thousands() -> None:
    line = timeline.drawn({1926: 10_000, 1927: 1})
    assert line is not None
    assert line.bars[1].height >= timeline.LOWEST


def test_a_thousand_years_are_drawn_by_decade() -> None:
    line = timeline.drawn({998: 1, 1926: 2, 1927: 3})
    assert line is not None
    assert [(bar.first, bar.last, bar.count) for bar in line.bars] == [
        (990, 999, 1),
        (1920, 1929, 5),
    ]


def test_years_before_our_era_stand_before_it() -> None:
    line = timeline.drawn({-44: 1, 14: 1})
    assert line is not None
    assert line.labels == (-44, -15, 14)


def test_every_bar_lies_within_the_picture() -> None:
    line = timeline.drawn({year: year % 7 + 1 for year in range(1700, 2025, 3)})
    assert line is not None
    assert all(bar.x >= 0 and bar.x + bar.width <= line.width for bar in line.bars)

"""The timeline: how high the bar of each year stands, for whoever draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEIGHT = 100
STEP = 10
"""The width of a bar with the space behind it."""

BAR = 8
LOWEST = 2
"""The height of the lowest bar, which can still be seen."""

MOST = 240
"""How many bars fit side by side; more years are drawn by decade, by century, and so on."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The stories of the years from ``first`` to ``last``, and the bar that stands for them."""

    first: int
    last: int
    count: int
    x: int
    height: int

    @property
    def y(self) -> int:
        """Where the bar begins, counted from above."""
        return HEIGHT - self.height

    @property
    def width(self) -> int:
        """How wide the bar is."""
        return BAR


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars of all years that have stories, and the years at both ends and in the middle."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    labels: tuple[int, ...]

    @property
    def most(self) -> Bar:
        """The highest bar; of several, the first."""
        return max(self.bars, key=lambda bar: (bar.count, -bar.first))


def drawn(counts: Mapping[int, int]) -> Timeline | None:
    """The timeline of *counts*, the stories by year; None where there are none."""
    if not counts:
        return None
    first, last = min(counts), max(counts)
    years = _years_a_bar(last - first + 1)
    start = first // years * years
    width = ((last - start) // years + 1) * STEP
    labels = (first, (first + last) // 2, last) if last - first > 1 else (first, last)
    bars = tuple(_bars(counts, start, years))
    return Timeline(width, HEIGHT, bars, tuple(dict.fromkeys(labels)))


def height(count: int, most: int) -> int:
    """The height of the bar of *count* stories, where the highest has *most*."""
    return max(LOWEST, round(HEIGHT * count / most)) if count else 0


def _years_a_bar(span: int) -> int:
    years = 1
    while span > years * MOST:
        years *= 10
    return years


def _bars(counts: Mapping[int, int], start: int, years: int) -> Iterator[Bar]:
    summed: dict[int, int] = {}
    for year, count in counts.items():
        place = (year - start) // years
        summed[place] = summed.get(place, 0) + count
    most = max(summed.values())
    for place, count in sorted(summed.items()):
        first = start + place * years
        x = place * STEP + (STEP - BAR) // 2
        yield Bar(first, first + years - 1, count, x, height(count, most))

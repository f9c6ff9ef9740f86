"""The lists of words from which the bench makes its texts."""

from __future__ import annotations

import itertools
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


def _list(name: str) -> list[str]:
    return (LISTS / f"{name}.txt").read_text(encoding="utf-8").split()


WORDS = _list("words")
"""More than eight hundred plain words, from the commonest to the rarest."""

FORENAMES = _list("forenames")
SURNAMES = _list("surnames")
PLACES = _list("places")
TOPICS = _list("topics")


def weights() -> list[float]:
    """Cumulative weights by Zipf's law: the word at rank n is n times rarer than the first."""
    return list(itertools.accumulate(1 / rank for rank in range(2, len(WORDS) + 2)))


def people() -> list[str]:
    """Three hundred names."""
    names = [f"{first} {last}" for last in SURNAMES for first in FORENAMES]
    return names[::4][:300]

"""Share cards: words alone, that fit."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from broadsheet import cards

FACE = cards.Face("The Packet Archive", "Eight Thousand on the Quay", "", "The Packet · 1926")


def card(face: cards.Face) -> Image.Image:
    """The card, opened again."""
    return Image.open(io.BytesIO(cards.drawn(face)))


def test_a_card_has_the_size_that_others_expect() -> None:
    assert card(FACE).size == (1200, 630)


def test_the_same_words_give_the_same_card() -> None:
    assert cards.drawn(FACE) == cards.drawn(FACE)
    assert FACE.digest == cards.Face(*FACE).digest


def test_other_words_give_another_card() -> None:
    assert FACE.digest != FACE._replace(warning="It shows the dead.").digest


@pytest.mark.parametrize(
    "headline", ["", "A", "word " * 200, "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 5]
)
def test_nothing_reaches_the_edge(headline: str) -> None:
    face = FACE._replace(headline=headline, warning="w " * 300, below="b" * 300)
    picture = card(face).convert("L")
    paper = picture.getpixel((0, 0))
    inner = Image.new("L", (1200 - 2 * 48, 630 - 2 * 40), paper)
    picture.paste(inner, (48, 40))
    assert picture.getextrema() == (paper, paper)


@pytest.mark.parametrize(
    ("headline", "drawable"),
    [
        ("Ein Kapitän", True),
        ("Маяк", True),
        ("Φάρος", True),
        ("海を渡った", False),
        ("بحارة", False),
    ],
)
def test_a_script_that_the_font_lacks_has_no_card(headline: str, *, drawable: bool) -> None:
    assert FACE._replace(headline=headline).drawable == drawable

"""Share cards: what other sites show of a story that is shared there, drawn as a picture.

A card holds words alone: the archive's name, the headline, a content warning where there is one,
and where and when the story was printed. So nothing that is covered is ever on it. The font is
Source Serif, which has Latin, Greek and Cyrillic letters; a headline in another script has no card.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPE = "1"
"""How cards are drawn; with another recipe they have other names, and are drawn anew."""

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
PAPER, INK = (253, 251, 246), (28, 26, 23)
SHADES = 16
"""How many shades there are from ink to paper; more would make larger files, and not be seen."""

BLACK, GREY, WHITE = 0, 90, 255
SIZES = (92, 84, 76, 68, 60, 52, 46)
MOST_LINES = 4
LEADING = 1.14
TOP, BOTTOM, WARNED = 168, 480, 44
FAMILY = "font_source_serif_pro"
NOWHERE = "\U0010fffe"
"""A character that no font has; what is drawn for it is drawn for any other that is missing."""


class Face(NamedTuple):
    """What a card says: the archive's name, the headline, a warning, and where and when."""

    archive: str
    headline: str
    warning: str = ""
    below: str = ""

    @property
    def digest(self) -> str:
        """A name for the card that nothing else has."""
        said = "\0".join((RECIPE, *self)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(said).hexdigest()[:16]

    @property
    def drawable(self) -> bool:
        """Whether the font has every character."""
        return all(map(_known, set("".join(self))))


def drawn(face: Face) -> bytes:
    """The card as a PNG file."""
    card = Image.new("L", (WIDTH, HEIGHT), WHITE)
    pen = ImageDraw.Draw(card)
    _masthead(pen, face.archive)
    _headline(pen, face.headline, BOTTOM - WARNED * bool(face.warning))
    bottom = HEIGHT - MARGIN
    if face.warning:
        _line(pen, face.warning, bottom - 52, _font("SemiboldIt", 30))
    _line(pen, face.below, bottom, _font("Regular", 32))
    step = WHITE // (SHADES - 1)
    shades = card.point([(level + step // 2) // step for level in range(WHITE + 1)])
    shades.putpalette(_palette())
    held = io.BytesIO()
    shades.save(held, "PNG", bits=4)
    return held.getvalue()


@cache
def _palette() -> list[int]:
    """The shades from ink to paper, as red, green and blue."""
    return [
        round(ink + (paper - ink) * shade / (SHADES - 1))
        for shade in range(SHADES)
        for ink, paper in zip(INK, PAPER, strict=True)
    ]


def _masthead(pen: ImageDraw.ImageDraw, name: str) -> None:
    """The archive's name between rules, as a newspaper has it."""
    font = _font("Bold", 40)
    pen.text((WIDTH / 2, 84), _fitting(name, font), BLACK, font, "ms")
    for top, thick in ((112, 5), (121, 1)):
        pen.rectangle((MARGIN, top, WIDTH - MARGIN, top + thick - 1), BLACK)


def _line(
    pen: ImageDraw.ImageDraw, words: str, baseline: int, font: ImageFont.FreeTypeFont
) -> None:
    """One line of small print."""
    pen.text((MARGIN, baseline), _fitting(" ".join(words.split()), font), GREY, font, "ls")


def _headline(pen: ImageDraw.ImageDraw, words: str, bottom: int) -> None:
    """The headline above *bottom*, as large as it fits."""
    size, lines = _set(words, bottom - TOP)
    height = size * LEADING * len(lines)
    top = TOP + max(0.0, (bottom - TOP - height) / 3)
    for place, line in enumerate(lines):
        baseline = top + size * (LEADING * place + 0.86)
        pen.text((MARGIN, baseline), line, BLACK, _font("Semibold", size), "ls")


def _set(words: str, room: int) -> tuple[int, list[str]]:
    """The size, and the lines that the headline has in it."""
    for size in SIZES:
        lines = list(_wrapped(words, _font("Semibold", size)))
        if len(lines) <= MOST_LINES and size * LEADING * len(lines) <= room:
            return size, lines
    font = _font("Semibold", SIZES[-1])
    lines = list(_wrapped(words, font))[:MOST_LINES]
    return SIZES[-1], [*lines[:-1], _fitting(f"{lines[-1]} …", font)]


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """*text* in lines that are no wider than the card."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > WIDTH - 2 * MARGIN:
            yield _fitting(line, font)
            longer = word
        line = longer
    yield _fitting(line, font)


def _fitting(line: str, font: ImageFont.FreeTypeFont) -> str:
    """*line*, cut with dots where it is wider than the card."""
    cut = line
    while cut and font.getlength(cut) > WIDTH - 2 * MARGIN:
        cut = f"{cut.rstrip(' …')[:-1].rstrip()}…"
    return cut


@cache
def _font(style: str, size: int) -> ImageFont.FreeTypeFont:
    path = files(FAMILY) / "files" / f"SourceSerifPro-{style}.ttf"
    # The plain layout is the same on every computer; the other needs a library of the system.
    held = io.BytesIO(path.read_bytes())
    return ImageFont.truetype(held, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _known(character: str) -> bool:
    """Whether the font draws *character*."""
    if character.isspace():
        return True
    font = _font("Semibold", 46)
    return bytes(font.getmask(character)) != bytes(font.getmask(NOWHERE))

"""Copies: the smaller pictures that a site shows of a photo, and what they are called.

The originals of an archive stay in the archive: only copies are published. Which there are follows
from the size of the photo alone, and what they are called from its checksum and its words, so that
a page can name them without opening the file.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from broadsheet.model import urls
from broadsheet.model.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadsheet.model.facts import Photo

RECIPE = "2"
"""How copies are made; with another recipe they have other names, and are made anew."""

WIDTHS = (320, 720, 960, 1280, 1920)
"""For a small picture in a list (320); for a telephone with two or three dots to a pixel (720,
1280); and for the frame of a page on a desk, with one or two (960, 1920)."""

NEAR = 1.15
"""A copy is left out where the next larger one is hardly larger."""

LONGEST_JPEG, LONGEST_WEBP = 65_500, 16_383
LIST, CARD = 720, 1280
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a photo: its size in pixels, and its addresses from the site's root.

    Not every copy is there as WebP: a very large one is a JPEG alone, and `webp` is empty.
    """

    width: int
    height: int
    jpeg: str
    webp: str = ""


def sizes(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes of the copies of a picture of *width* and *height*, smallest first.

    The last is the picture's own size, or the largest that a JPEG can have; nothing is enlarged.
    """
    most = max(width, height)
    if most > LONGEST_JPEG:
        width, height = (max(1, round(side * LONGEST_JPEG / most)) for side in (width, height))
    widths = [*(one for one in WIDTHS if one < width), width]
    kept = [one for one, larger in pairwise(widths) if one * NEAR <= larger]
    return [(one, max(1, round(height * one / width))) for one in [*kept, width]]


def has_webp(width: int, height: int) -> bool:
    """Whether a copy of that size is made as WebP too; a screen hardly needs larger ones."""
    return width <= WIDTHS[-1] * NEAR and max(width, height) <= LONGEST_WEBP


def of(photo: Photo) -> tuple[Copy, ...]:
    """The copies of *photo*, smallest first; none where its file is missing."""
    if photo.missing or not (photo.sha256 and photo.width):
        return ()
    return _of(photo.src, photo.sha256, photo.width, photo.height, words(photo))


@lru_cache(maxsize=4096)
def _of(src: str, digest: str, width: int, height: int, said: tuple[str, ...]) -> tuple[Copy, ...]:
    stem = f"{_title(src)}-{_mark(digest, said)}"
    return tuple(
        Copy(
            wide,
            high,
            urls.copy(stem, wide, "jpg"),
            urls.copy(stem, wide, "webp") if has_webp(wide, high) else "",
        )
        for wide, high in sizes(width, height)
    )


def largest(photo: Photo) -> Copy | None:
    """The copy in the photo's own size, which stands for the original on the site."""
    return (of(photo) or (None,))[-1]


def small(photo: Photo, width: int = LIST) -> Copy | None:
    """The copy of *photo* for lists and cards: about *width* pixels wide."""
    return wide(of(photo), width)


def wide(copies: Sequence[Copy], width: int) -> Copy | None:
    """The first of *copies* that is at least *width* pixels wide, or else the last."""
    return next((copy for copy in copies if copy.width >= width), copies[-1] if copies else None)


def shown(copies: Sequence[Copy]) -> Sequence[Copy]:
    """Those of *copies* from which a browser chooses; a larger one is only linked to."""
    return [copy for copy in copies if copy.webp] or copies[:1]


def words(photo: Photo) -> tuple[str, ...]:
    """What is written into each copy: alternative text, caption, credit, creator, rights."""
    return (photo.alt, photo.caption, photo.credit, photo.creator, photo.rights)


def _title(src: str) -> str:
    """The name that the archivist gave the file, fit for an address."""
    return slug(posixpath.splitext(posixpath.basename(src))[0])


def _mark(digest: str, said: tuple[str, ...]) -> str:
    """What tells the copies from all others: the picture, the words in them, and the recipe."""
    named = "\0".join((RECIPE, digest, *said))
    return sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]

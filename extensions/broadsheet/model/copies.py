"""Copies: the smaller pictures that a site shows of a photo, and what they are called.

The originals of an archive stay in the archive: only copies are published. Which there are follows
from the size of the photo alone, and what they are called from its checksum and its words, so that
a page can name them without opening the file.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from broadsheet.model import urls
from broadsheet.model.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.facts import Photo

RECIPE = "1"
"""How copies are made; with another recipe they have other names, and are made anew."""

WIDTHS = (320, 640, 960, 1280, 1920)
NEAR = 1.15
"""A copy is left out where the next larger one is hardly larger."""

LONGEST_WEBP = 16_383
LIST, CARD = 640, 1280
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

    The last is the picture's own size; nothing is ever enlarged.
    """
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
    stem = f"{_title(photo.src)}-{_mark(photo)}"
    return tuple(
        Copy(
            width,
            height,
            urls.copy(stem, width, "jpg"),
            urls.copy(stem, width, "webp") if has_webp(width, height) else "",
        )
        for width, height in sizes(photo.width, photo.height)
    )


def largest(photo: Photo) -> Copy | None:
    """The copy in the photo's own size, which stands for the original on the site."""
    return max(of(photo), key=lambda copy: copy.width, default=None)


def small(photo: Photo, width: int = LIST) -> Copy | None:
    """The smallest copy that is at least *width* wide, or else the largest: for lists and cards."""
    copies = of(photo)
    wide = [copy for copy in copies if copy.width >= width]
    return next(iter(wide), copies[-1] if copies else None)


def shown(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """Those *copies* from which a browser may choose; the rest are only linked to."""
    found = tuple(copies)
    return tuple(copy for copy in found if copy.webp) or found[:1]


def words(photo: Photo) -> tuple[str, ...]:
    """What is written into each copy: alternative text, caption, credit, creator, rights."""
    return (photo.alt, photo.caption, photo.credit, photo.creator, photo.rights)


def _title(src: str) -> str:
    """The name that the archivist gave the file, fit for an address."""
    return slug(posixpath.splitext(posixpath.basename(src))[0])


def _mark(photo: Photo) -> str:
    """What tells the copies from all others: the picture, the words in them, and the recipe."""
    said = "\0".join((RECIPE, photo.sha256, *words(photo)))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]

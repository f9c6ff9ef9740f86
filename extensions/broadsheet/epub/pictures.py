"""The pictures of a book: copies that are no larger than paper asks, and tell nothing private."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from broadsheet import images
from broadsheet.epub import book

if TYPE_CHECKING:
    from pathlib import Path

AT_HAND = 8
"""So many pictures are kept from the page that names them until the book holds them."""


def data(path: Path) -> bytes:
    """The picture at *path* as the book holds it; one that Pillow cannot read is as it is."""
    return _data(path, path.stat().st_mtime_ns)


def named(path: Path, name: str) -> str:
    """The *name* that a picture is published by, with the ending of what the book holds of it.

    What it was named before stays in it, so that `a.gif` and `a.png` remain two.
    """
    ending = f".{book.picture_kind(data(path))[0]}"
    return name if name.endswith(ending) else name + ending


@lru_cache(maxsize=AT_HAND)
def _data(path: Path, _changed: int) -> bytes:
    try:
        return images.for_paper(path) or path.read_bytes()
    except images.NotAPictureError:
        return path.read_bytes()

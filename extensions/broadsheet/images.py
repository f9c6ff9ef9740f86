"""Picture files: their size, and the words inside them. The one module that knows Pillow."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, IptcImagePlugin, UnidentifiedImageError

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import ImageFile

LARGEST = 200_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
FOR_PAPER = ("JPEG", "PNG", "GIF", "WEBP")
CAPTION, CREDIT, CREATOR, RIGHTS = (2, 120), (2, 110), (2, 80), (2, 116)


class NotAPictureError(Exception):
    """A file that cannot be shown; its text says why, for the archivist."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture file says of itself.

    ``width`` and ``height`` are in pixels, after the file's own orientation is honoured; the texts
    are the caption, the credit line and the copyright notice written into the file (IPTC IIM 2:120,
    2:110 or else 2:80, 2:116), empty where it has none.
    """

    width: int
    height: int
    format: str
    caption: str = ""
    credit: str = ""
    rights: str = ""


@lru_cache(maxsize=4096)
def look(path: Path, _changed: int) -> Look:
    """What the picture at *path* says of itself.

    The second argument is the file's time of change, so that a changed file is looked at again.
    Raises NotAPictureError where Pillow cannot read it, or would need too much memory to.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as picture:
                return _looked(picture)
    except UnidentifiedImageError:
        message = "it is no picture of a kind that can be shown"
        raise NotAPictureError(message) from None
    except Image.DecompressionBombError:
        message = "it is too large to be opened safely"
        raise NotAPictureError(message) from None
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        message = f"it cannot be read ({fault})"
        raise NotAPictureError(message) from None


def _looked(picture: ImageFile.ImageFile) -> Look:
    width, height = picture.size
    if width * height > LARGEST:
        message = f"it has {width} × {height} pixels, too many to be opened safely"
        raise NotAPictureError(message)
    if picture.getexif().get(0x0112) in {5, 6, 7, 8}:
        width, height = height, width
    words = _inscription(picture)
    return Look(width, height, picture.format or "", **words)


def for_paper(path: Path) -> bytes | None:
    """The picture at *path* as a JPEG or a PNG, where no PDF can hold the file as it is.

    None where it can. Raises NotAPictureError where Pillow cannot read it.
    """
    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.format in FOR_PAPER and picture.mode != "CMYK":
                return None
            _looked(picture)
            return _converted(ImageOps.exif_transpose(picture))
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as fault:
        message = f"it cannot be read ({fault})"
        raise NotAPictureError(message) from None


def _converted(picture: Image.Image) -> bytes:
    """*picture* as a JPEG where it has many colours, else as a PNG."""
    held = io.BytesIO()
    if picture.mode in {"1", "L", "LA", "P", "RGBA"}:
        picture.save(held, "PNG")
    else:
        picture.convert("RGB").save(held, "JPEG", quality=92, subsampling=0)
    return held.getvalue()


def _inscription(picture: ImageFile.ImageFile) -> dict[str, str]:
    """The caption, credit and rights written into the file."""
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, ValueError, OSError, IndexError):
        return {}
    said = {
        "caption": _text(found, CAPTION),
        "credit": _text(found, CREDIT) or _text(found, CREATOR),
        "rights": _text(found, RIGHTS),
    }
    return {name: text for name, text in said.items() if text}


def _text(found: dict[tuple[int, int], bytes | list[bytes]], key: tuple[int, int]) -> str:
    """The text at *key*: UTF-8 as the file may declare, or else Latin-1, as old programs wrote."""
    value = found.get(key, b"")
    raw = b"; ".join(value) if isinstance(value, list) else value
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return " ".join(text.split()).strip("\x00")

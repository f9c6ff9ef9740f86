"""Draw every picture of the demonstration archive: `python archive/_pictures/draw.py`.

The pictures are made from nothing but this code and fixed seeds, so that drawing them again gives
the same files. Each is written into the folder of its story, with its caption and credit inside.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from captions import PICTURES
from inscription import inscribed

if TYPE_CHECKING:
    from captions import Picture
    from PIL import Image

ARCHIVE = Path(__file__).resolve().parent.parent
LARGEST = 138_000  # bytes of one picture, so that all of them stay a small download
QUALITIES = (70, 64, 58, 53, 48, 44, 40, 36, 32)


def encoded(picture: Image.Image) -> bytes:
    """Return the picture as a JPEG file, at the best quality that keeps it small."""
    data = b""
    for quality in QUALITIES:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        data = buffer.getvalue()
        if len(data) <= LARGEST:
            break
    return data


def draw(picture: Picture) -> int:
    """Draw one picture into its story's folder and return its size in bytes."""
    target = ARCHIVE / picture.path
    target.parent.mkdir(parents=True, exist_ok=True)
    data = inscribed(encoded(picture.scene().pressed()), picture.words)
    aside = target.with_suffix(".part")
    aside.write_bytes(data)
    os.replace(aside, target)  # noqa: PTH105  the whole file or nothing
    return len(data)


def main() -> int:
    """Draw all pictures, or those whose path holds one of the words given, and say so."""
    wanted = [picture for picture in PICTURES if _asked(picture.path)]
    total = 0
    for picture in wanted:
        size = draw(picture)
        total += size
        sys.stdout.write(f"{picture.path}: {size // 1000} kB\n")
    sys.stdout.write(f"{len(wanted)} pictures, {total // 1000} kB\n")
    return 0


def _asked(path: str) -> bool:
    return len(sys.argv) == 1 or any(word in path for word in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

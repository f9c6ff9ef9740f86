"""The file of an EPUB: a zip whose parts go in as they are made, the same bytes at any time.

Source: EPUB 3.3, https://www.w3.org/TR/epub-33/, section 4 (the container).
"""

from __future__ import annotations

import contextlib
import os
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MIME = "application/epub+zip"
FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/package.opf"
CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold; every part carries it."""

READABLE = 0o644 << 16
XHTML = "application/xhtml+xml"
PICTURES = {b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"\x89PNG": ("png", "image/png")}
DRAWING = ("svg", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the package's manifest: where the part lies in the book, and what it is."""

    identifier: str
    address: str
    kind: str
    properties: str = ""


class Book:
    """One EPUB while it is bound."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        """Begin it with what every EPUB begins with."""
        self._file = file
        self.parts: list[Part] = []
        self._put("mimetype", MIME.encode(), zipfile.ZIP_STORED)
        self._put("META-INF/container.xml", CONTAINER.encode(), zipfile.ZIP_DEFLATED)

    def add(self, address: str, data: bytes | str, kind: str, *, properties: str = "") -> Part:
        """Take a part in; what is compressed already is stored as it is."""
        content = data.encode("utf-8", "xmlcharrefreplace") if isinstance(data, str) else data
        packed = kind.startswith("image/") and kind != DRAWING[1]
        way = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        self._put(f"{FOLDER}/{address}", content, way)
        part = Part(f"part-{len(self.parts) + 1}", address, kind, properties)
        self.parts.append(part)
        return part

    def add_page(self, address: str, page: str, *, properties: str = "") -> Part:
        """Take a page in; what it holds besides text is told with it, as EPUB asks."""
        held = [name for name in ("svg", "mathml") if f"<{name.removesuffix('ml')}" in page]
        told = " ".join([*([properties] if properties else []), *held])
        return self.add(address, page, XHTML, properties=told)

    def close(self, package: str) -> None:
        """End it with the *package*, which lists all parts."""
        self._put(PACKAGE, package.encode("utf-8", "xmlcharrefreplace"), zipfile.ZIP_DEFLATED)

    def _put(self, name: str, data: bytes, way: int) -> None:
        row = zipfile.ZipInfo(name, EPOCH)
        row.compress_type, row.external_attr = way, READABLE
        self._file.writestr(row, data)


@contextlib.contextmanager
def bound(path: Path) -> Iterator[Book]:
    """A book to fill, which is at *path* once it is whole.

    Raises OSError where the disk is full or the folder may not be written; then *path* is as
    before.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(aside, "w") as file:
            yield Book(file)
        aside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


def picture_kind(data: bytes) -> tuple[str, str]:
    """The ending and the media type of a picture, as its first bytes tell."""
    found = (told for start, told in PICTURES.items() if data.startswith(start))
    return next(found, DRAWING)


def fault(page: str) -> str:
    """Why *page* is not well-formed XML; empty where it is."""
    parser = expat.ParserCreate()
    # HTML's named characters would need a document type that no EPUB may load.
    try:
        parser.Parse(page.encode("utf-8", "xmlcharrefreplace"), True)  # noqa: FBT003 - expat's
    except expat.ExpatError as error:
        return str(error)
    return ""

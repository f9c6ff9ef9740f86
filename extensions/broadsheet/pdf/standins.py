"""Stand-ins for photographs: a short JPEG goes into Typst, and the photograph into the PDF.

A PDF holds a JPEG as it is, and Typst looks only at its head. But it keeps several copies of all
of it, for a volume of a thousand photographs a quarter of a gigabyte. So Typst is given the head
alone, with a mark behind that names the photograph, which takes its place once the PDF is made.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from broadsheet import inscription
from broadsheet.pdf.patches import Patch, objects
from broadsheet.pdf.typesetter import TypesetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SIGN = b"\0broadsheet\0"
END = b"\xff\xd9"
SIGNS = re.compile(re.escape(SIGN))
MARK = re.compile(re.escape(SIGN) + rb"([0-9a-f]{64})" + re.escape(END) + rb"\Z")
JPEG = re.compile(
    rb"\d+ 0 obj\n<</Length (\d+)/Type/XObject/Subtype/Image/Filter/DCTDecode[^<>]*>>\nstream\n"
)
ATTACHED = re.compile(rb"\d+ 0 obj\n<<[^()<>]*/Type/EmbeddedFile")


def stand_in(photograph: bytes, name: str) -> bytes | None:
    """What stands in for a JPEG of that *name*, which is its checksum; None for other pictures."""
    head = inscription.head(photograph)
    return b"".join((head, SIGN, name.encode(), END)) if head else None


def relieved(pdf: bytes, photographs: Mapping[str, Path]) -> Iterator[Patch]:
    """The patches that put each of the *photographs* in the place of its stand-in.

    Raises TypesetError where one is missing, or is no longer what it was, or where Typst does not
    put pictures where it did; and OSError.
    """
    for place in _signed(pdf):
        if found := JPEG.match(pdf, place):
            start, end = found.end(), found.end() + int(found[1])
            if mark := MARK.search(pdf, start, end):
                whole = _whole(mark[1].decode(), pdf[start : mark.start()], photographs)
                yield Patch(*found.span(1), b"%d" % len(whole))
                yield Patch(start, end, whole)
        elif not ATTACHED.match(pdf, place):  # what is attached may hold anything
            raise TypesetError("its photographs are not where Typst used to put them")


def _signed(pdf: bytes) -> list[int]:
    """Where the objects begin that hold the sign of a stand-in."""
    signs = [found.start() for found in SIGNS.finditer(pdf)]
    places = sorted(objects(pdf)) if signs else []
    return sorted({places[bisect(places, sign) - 1] for sign in signs})


def _whole(name: str, head: bytes, photographs: Mapping[str, Path]) -> bytes:
    """The photograph of that *name*, which begins with *head*."""
    whole = photographs[name].read_bytes() if name in photographs else b""
    if not whole.startswith(head):
        raise TypesetError("a photograph is not what it was when its story was read")
    return whole

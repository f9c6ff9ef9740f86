"""The one kind of file that the index is made of: a script that calls `BS` with its name and bytes.

A classic `<script>` loads it from a disk as from a server, with no more rights than any page has.
"""

from __future__ import annotations

import binascii
import json
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "search"
"""Where the index stands in a site."""

LEVEL = 4
"""How hard zlib tries; with 6 it takes a third longer, for one byte in a hundred."""

ALONE = 64
"""A part that has more bytes than this is packed with codes of its own, since parts are unlike."""

ENDING = ".js"
FORM = re.compile(rb'BS\("(?P<name>[^"]+)","(?P<content>[A-Za-z0-9+/=]*)"\)\n')


def told(thing: object) -> bytes:
    """*thing* as JSON."""
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def packed(content: bytes) -> bytes:
    """*content* made small (zlib)."""
    return zlib.compress(content, LEVEL)


def packed_numbers(*parts: bytes) -> bytes:
    """*parts* as one, made small in a way that is better for numbers and worse for words."""
    packer = zlib.compressobj(
        LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED
    )
    found = []
    for part in parts:
        found.append(packer.compress(part))
        if len(part) > ALONE:
            found.append(packer.flush(zlib.Z_BLOCK))
    return b"".join(found) + packer.flush()


def written(name: str, small: bytes) -> bytes:
    """The file of that *name*, its path below the index without the ending, that holds *small*."""
    return b'BS("%b","%b")\n' % (name.encode(), binascii.b2a_base64(small, newline=False))


def read(file: Path, name: str) -> bytes:
    """What was packed into *file*, which calls itself *name*.

    Raises ValueError where it is not such a file, and OSError where there is none.
    """
    form = FORM.fullmatch(file.read_bytes())
    if form is None or form["name"] != name.encode():
        raise ValueError(f"`{file}` is no file of an index")
    try:
        return zlib.decompress(binascii.a2b_base64(form["content"]))
    except (zlib.error, binascii.Error) as fault:
        raise ValueError(f"`{file}` is spoilt: {fault}") from fault


class Folder:
    """A folder below the index that is filled with files."""

    def __init__(self, place: Path, name: str) -> None:
        """Fill the folder *place*, whose files call themselves as if it were *name*."""
        self.place = place
        self.name = name
        self._there: set[str] = set()

    def write(self, name: str, *parts: bytes) -> None:
        """Write the file *name* with its *parts*, which are mostly numbers."""
        self.write_small(name, packed_numbers(*parts))

    def write_small(self, name: str, small: bytes) -> None:
        """Write the file *name* with what `packed` made."""
        folder = name.rpartition("/")[0]
        if folder not in self._there:
            (self.place / folder).mkdir(parents=True, exist_ok=True)
            self._there.add(folder)
        with open(f"{self.place}/{name}{ENDING}", "wb") as file:  # noqa: PTH123 - quicker
            file.write(written(f"{self.name}/{name}", small))

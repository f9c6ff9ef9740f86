"""The ledger: of what each page was made when the site was last built, so that few are made again.

It is kept beside the doctrees, one for each folder that a site is built into, and is written once
all pages are. A build that broke off leaves the old one, and its pages are made again.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from broadsheet import fixity

if TYPE_CHECKING:
    from pathlib import Path

DIGITS = 16


class Ledger:
    """Digests of what the pages of one site are made of, by the pages' addresses."""

    def __init__(self, file: Path) -> None:
        """Take up what *file* says of the last build, if there was one."""
        self._file = file
        self._before = _read(file)
        self._now: dict[str, str] = {}

    @classmethod
    def beside(cls, doctrees: Path, out: Path) -> Ledger:
        """The ledger of the site in *out*, which lies in the folder *doctrees*."""
        return cls(doctrees / f"pages-{digest(str(out))}.json")

    def stands(self, address: str, made_of: str) -> bool:
        """Note that the page at *address* is made of *made_of*; whether it was so last time."""
        self._now[address] = made_of
        return self._before.get(address) == made_of

    def gone(self) -> list[str]:
        """The addresses of pages that there were, and that have not been noted again.

        They are to be removed, so none is given that leads out of the site.
        """
        return sorted(filter(_is_inside, self._before.keys() - self._now.keys()))

    def write(self) -> None:
        """Keep what was noted for the next build."""
        if self._now != self._before:
            fixity.write_whole(self._file, json.dumps(self._now, ensure_ascii=False))


def digest(text: str) -> str:
    """The beginning of the checksum of *text*, long enough to tell pages apart."""
    return fixity.sha256(text.encode("utf-8", "surrogatepass"))[:DIGITS]


def _is_inside(address: str) -> bool:
    path = PurePath(address)
    return not path.anchor and ".." not in path.parts


def _read(file: Path) -> dict[str, str]:
    """What *file* holds; nothing where it is missing or was spoilt."""
    try:
        noted = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}

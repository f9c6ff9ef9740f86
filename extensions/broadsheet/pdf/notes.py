"""What one build of PDFs notes for the next: short texts under names, in a folder of their own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from broadsheet.fixity import write_whole

if TYPE_CHECKING:
    from pathlib import Path


class Notes:
    """The notes in a folder; where one is missing or cannot be written, all is made again."""

    def __init__(self, folder: Path) -> None:
        """Keep them in *folder*, which need not be there yet."""
        self._folder = folder

    def read(self, name: str) -> str:
        """What was noted under *name* in an earlier build."""
        with suppress(OSError):
            return (self._folder / name).read_text("utf-8")
        return ""

    def write(self, name: str, text: str) -> None:
        """Note *text* under *name* for the next build."""
        with suppress(OSError):
            write_whole(self._folder / name, text)

    def forget(self, name: str) -> None:
        """Take away what was noted under *name*."""
        with suppress(OSError):
            (self._folder / name).unlink()

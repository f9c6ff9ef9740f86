"""The store: what is searched of every entry, kept between builds beside the doctrees.

It holds no more than can be read again: where it is missing or spoilt, the entries are.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet.search.coding import Bytes, sized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME = "search.sqlite"
DIGITS = 16
ROWS = 500
TABLES = """
create table if not exists rows (
    docname text primary key, digest text, language text, lines text, fragments blob
);
create table if not exists kept (name text primary key, value text) without rowid;
"""


class Row(NamedTuple):
    """An entry: its language, and for the story and each photograph a line and a fragment.

    ``lines`` have line ends between them, ``fragments`` stand behind their lengths.
    """

    docname: str
    digest: str
    language: str
    lines: str
    fragments: bytes

    @classmethod
    def made(
        cls, docname: str, language: str, lines: Iterable[str], fragments: Iterable[bytes]
    ) -> Row:
        """The row of *docname*."""
        text, shown = "\n".join(lines), b"".join(map(sized, fragments))
        digest = hashlib.sha256(f"{language}\n{text}\n".encode("utf-8", "surrogatepass") + shown)
        return cls(docname, digest.hexdigest()[:DIGITS], language, text, shown)

    @property
    def documents(self) -> Iterator[tuple[str, bytes]]:
        """The line and the fragment of the story, and of each photograph."""
        source = Bytes(self.fragments)
        return ((line, source.sized()) for line in self.lines.split("\n"))


class Store:
    """The rows of all entries, and what is to be remembered of each site."""

    def __init__(self, folder: Path) -> None:
        """Open the store in *folder*, or begin one."""
        self._file = folder / NAME
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)
            self._open()

    def _open(self) -> None:
        self._base = sqlite3.connect(self._file)
        self._base.execute("pragma synchronous = off")
        self._base.executescript(TABLES)

    def close(self) -> None:
        """Let go of the file; what was put since something was last remembered is lost."""
        self._base.close()

    def put(self, row: Row) -> None:
        """Take *row* in the place of the row before it."""
        self._base.execute("replace into rows values (?, ?, ?, ?, ?)", row)

    def retain(self, docnames: Iterable[str]) -> None:
        """Forget the rows of all documents but *docnames*, and keep everything else."""
        gone = self.digests().keys() - set(docnames)
        self._base.executemany("delete from rows where docname = ?", [(name,) for name in gone])
        self._base.commit()

    def digests(self) -> dict[str, str]:
        """The digest of each row by its document."""
        return dict(self._base.execute("select docname, digest from rows"))

    def rows(self, docnames: Iterable[str]) -> Iterator[Row]:
        """The rows of *docnames*, in that order."""
        for docname in docnames:
            found = self._base.execute("select * from rows where docname = ?", (docname,))
            yield Row(*next(found))

    def remembered(self, name: str) -> Any:  # noqa: ANN401 - whatever was
        """What was remembered under *name*; nothing where it was not, or is spoilt."""
        for (value,) in self._base.execute("select value from kept where name = ?", (name,)):
            with contextlib.suppress(ValueError):
                return json.loads(value)
        return None

    def remember(self, name: str, value: object) -> None:
        """Remember *value* under *name*."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self._base.execute("replace into kept values (?, ?)", (name, text))
        self._base.commit()

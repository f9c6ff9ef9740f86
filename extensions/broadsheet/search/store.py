"""The store: what is searched of every entry, kept between builds beside the doctrees.

It holds no more than can be read again: where it is missing or spoilt, the entries are. What is
spoilt is thrown away wherever that is noticed; what only cannot be had now is left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet.model.problems import BroadsheetError
from broadsheet.search.coding import Bytes, sized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME = "search.sqlite"
JOURNAL = f"{NAME}-journal"
DIGITS = 16
ROWS = "docname text primary key, digest text, language text, lines text, fragments blob"
KEPT = "name text primary key, value text"
BEGINNING = (
    "pragma synchronous = off",
    f"create table if not exists rows ({ROWS})",
    f"create table if not exists kept ({KEPT}) without rowid",
)
PATIENCE = 30.0
"""How many seconds another program may have the store before that is an error."""

SPOILT = "`{}` was spoilt, and was thrown away: build the archive again, and it is made anew"
HELD = "another program works with `{}`: wait until it is done, and try again"
REFUSED = "`{}` cannot be read or written: {}"


class SpoiltError(BroadsheetError):
    """The store was no such thing, or no longer; it is gone now, and another can be begun."""


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
        bare = cls(docname, "", language, "\n".join(lines), b"".join(map(sized, fragments)))
        return bare._replace(digest=bare.taken())

    def taken(self) -> str:
        """The digest of what the row holds: another one than its own where it is spoilt."""
        text = f"{self.language}\n{self.lines}\n".encode("utf-8", "surrogatepass")
        return hashlib.sha256(text + self.fragments).hexdigest()[:DIGITS]

    @property
    def documents(self) -> Iterator[tuple[str, bytes]]:
        """The line and the fragment of the story, and of each photograph."""
        source = Bytes(self.fragments)
        return ((line, source.sized()) for line in self.lines.split("\n"))


class Store:
    """The rows of all entries, and what is to be remembered of each site."""

    def __init__(self, folder: Path) -> None:
        """Open the store in *folder*, or begin one."""
        self._folder = folder
        try:
            self._base = sqlite3.connect(folder / NAME, timeout=PATIENCE)
        except sqlite3.OperationalError as fault:
            raise BroadsheetError(REFUSED.format(folder / NAME, fault)) from fault
        for order in BEGINNING:
            self._do(order)

    def _do(self, order: str, *values: object) -> list[Any]:
        """What comes of *order*.

        Raises SpoiltError, and BroadsheetError where the disk is full or another program has it.
        """
        try:
            return self._base.execute(order, values).fetchall()
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as fault:
            raise self._trouble(fault) from fault

    def _trouble(self, fault: sqlite3.DatabaseError) -> BroadsheetError:
        """What *fault* is to those who build; a store that is no longer one is thrown away."""
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if not isinstance(fault, sqlite3.OperationalError) or code == sqlite3.SQLITE_ERROR:
            return self._thrown_away()
        self.close()
        file = self._folder / NAME
        held = code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
        return BroadsheetError(HELD.format(file) if held else REFUSED.format(file, fault))

    def _thrown_away(self) -> SpoiltError:
        self.close()
        for name in (NAME, JOURNAL):
            (self._folder / name).unlink(missing_ok=True)
        return SpoiltError(SPOILT.format(self._folder / NAME))

    def check(self) -> None:
        """Look the whole file through. Raises SpoiltError where it is not as it was written."""
        if self._do("pragma quick_check(1)") != [("ok",)]:
            raise self._thrown_away()

    def close(self) -> None:
        """Let go of the file; what was put since something was last remembered is lost."""
        self._base.close()

    def put(self, row: Row) -> None:
        """Take *row* in the place of the row before it."""
        self._do("replace into rows values (?, ?, ?, ?, ?)", *row)

    def forget(self, docnames: Iterable[str]) -> None:
        """Forget the rows of *docnames*."""
        for docname in docnames:
            self._do("delete from rows where docname = ?", docname)

    def digests(self) -> dict[str, str]:
        """The digest of each row by its document."""
        return dict(self._do("select docname, digest from rows"))

    def rows(self, docnames: Iterable[str]) -> Iterator[Row]:
        """The rows of *docnames*, in that order. Raises SpoiltError where one is not whole."""
        for docname in docnames:
            held = self._do("select * from rows where docname = ?", docname)
            row = next(map(Row._make, held), None)
            if row is None or row.taken() != row.digest:
                raise self._thrown_away()
            yield row

    def remembered(self, name: str) -> Any:  # noqa: ANN401 - whatever was
        """What was remembered under *name*; nothing where it was not, or is spoilt."""
        for (value,) in self._do("select value from kept where name = ?", name):
            with contextlib.suppress(ValueError):
                return json.loads(value)
        return None

    def remember(self, name: str, value: object) -> None:
        """Remember *value* under *name*."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self._do("replace into kept values (?, ?)", name, text)
        self._do("commit")

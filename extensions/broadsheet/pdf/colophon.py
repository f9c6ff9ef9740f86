"""The colophon: what a volume was made of and by what, so that one can tell it from another."""

from __future__ import annotations

import importlib
import platform
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import sphinx

from broadsheet import history, spoken
from broadsheet.fixity import sha256, sha256_of_file
from broadsheet.pdf import indexes
from broadsheet.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from broadsheet.history import History
    from broadsheet.model.catalogue import Record

SHOWN = 12  # digits of a revision
SUMS = "sha256sums.txt"


class Row(NamedTuple):
    """A part of the colophon: its name, and its lines."""

    name: str
    lines: tuple[str, ...]


class Sources:
    """The archive's files: their checksums, and what its history in Git says of them."""

    def __init__(self, root: Path, kept: Path) -> None:
        """Ask for the history of what lies in *root*; what Git told is kept in *kept*."""
        self.root = root
        self.history: History = history.read(root, kept)
        self.revisions = history.revisions(root) if self.history.changes else []
        self.unsaved = history.unsaved(root) if self.history.changes else set()

    def sums(self, paths: Iterable[str]) -> str:
        """The checksums of files, by their paths in the archive, as `sha256sum` reads them."""
        return "".join(f"{sha256_of_file(self.root / path)}  {path}\n" for path in paths)

    def revision(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The last change of the files, by its number in the history, and whether more came since.

        Empty where there is no history of all of them.
        """
        files = self.history.files
        if not self.revisions or any(path not in files for path in paths):
            return ()
        last = min(files[path][0] for path in paths)
        day = spoken.date(self.history.changes[last].day)
        told = _("%(revision)s of %(date)s") % {
            "revision": self.revisions[last][:SHOWN],
            "date": day,
        }
        if self.unsaved.isdisjoint(paths):
            return (told,)
        return (told, _("with changes that are not in the history yet"))


def rows(
    records: Sequence[Record], revision: tuple[str, ...], sums: str, *, typst: str, whole: bool
) -> Iterator[Row]:
    """What is to be said of a volume of *records*.

    *sums* are the checksums of their sources, *typst* is the version of Typst, and *whole* tells
    that no pictures were left out.
    """
    yield Row(_("Contents"), tuple(_counts(records)))
    if not whole:
        yield Row(_("Edition"), (without_covered(),))
    if revision:
        yield Row(_("Revision"), revision)
    yield Row(_("Made by"), (_(", ").join(_makers(typst)),))
    yield Row(
        _("Form"),
        (_("PDF/A-3a and PDF/UA-1, with the sources and records of the stories attached"),),
    )
    if sums:
        told = _("The SHA-256 of each source is in the attached file %s. Its own is:") % SUMS
        yield Row(_("Checksums"), (told, sha256(sums.encode())))
    yield Row(_("Rights"), tuple(rights(records)))


def without_covered() -> str:
    """What an edition without covered pictures says of itself."""
    return _("This edition leaves out the pictures that stand under a content warning.")


def _counts(records: Sequence[Record]) -> Iterator[str]:
    yield spoken.stories(len(records))
    gone = sum(record.status == "withdrawn" for record in records)
    if gone:
        said = ngettext("%(count)s of them is withdrawn", "%(count)s of them are withdrawn", gone)
        yield said % {"count": spoken.number(gone)}
    pictures = len(indexes.photographs(records))
    if pictures:
        said = ngettext("%(count)s photograph", "%(count)s photographs", pictures)
        yield said % {"count": spoken.number(pictures)}


def _makers(typst: str) -> Iterator[str]:
    """The programs, with their versions."""
    yield f"Broadsheet {importlib.import_module('broadsheet').__version__}"
    yield f"Sphinx {sphinx.__version__}"
    yield f"Typst {typst}"
    yield f"Python {platform.python_version()}"


def rights(records: Sequence[Record]) -> Iterator[str]:
    """What the stories say of their rights, the most frequent first, and of how many it is said."""
    said = Counter(record.rights.strip() for record in records)
    silent = said.pop("", 0)
    for words, count in sorted(said.items(), key=lambda item: (-item[1], item[0])):
        yield f"{words} ({spoken.stories(count)})" if silent or len(said) > 1 else words
    if silent:
        told = ngettext(
            "%(count)s story says nothing of its rights.",
            "%(count)s stories say nothing of their rights.",
            silent,
        )
        yield told % {"count": spoken.number(silent)}

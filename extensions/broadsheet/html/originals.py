"""Originals beside their pages: what an entry was made from, for readers to compare."""

from __future__ import annotations

import posixpath
import shutil
from pathlib import PurePath
from typing import TYPE_CHECKING

from broadsheet import fixity
from broadsheet.domain import archive_domain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

SHOWN = frozenset({".txt", ".pdf"})
"""Endings of files that a browser shows without running anything that is in them."""


def publish(name: str, folder: Path, site: Path) -> bool:
    """Copy the original *name* from *folder* to *site* unless it is there; whether it is shown."""
    source = _shown(name, folder)
    if source is None:
        return False
    target = site / name
    if not _same(source, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{name[: fixity.NAMED]}.part")
        shutil.copy2(source, aside)
        aside.replace(target)
    return True


def addresses(env: BuildEnvironment) -> Iterator[str]:
    """Where the originals of stories that are shown are published, as far as they are there."""
    for record in archive_domain(env).records.values():
        if record.status == "published" and record.original and record.original.file:
            name = record.original.file
            if _shown(name, env.doc2path(record.docname).parent):
                yield posixpath.join(posixpath.dirname(record.address), name)


def _shown(name: str, folder: Path) -> Path | None:
    """The original *name* in an entry's own *folder*, where it is of a kind that cannot run."""
    return fixity.beside(folder, name) if PurePath(name).suffix.lower() in SHOWN else None


def _same(source: Path, target: Path) -> bool:
    """Whether the copy is as old and as large as the original."""
    try:
        there = target.stat()
    except OSError:
        return False
    here = source.stat()
    return (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)

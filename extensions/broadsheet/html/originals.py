"""Originals beside their pages: what an entry was made from, for readers to compare."""

from __future__ import annotations

import posixpath
import shutil
from typing import TYPE_CHECKING

from broadsheet.domain import archive_domain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

SHOWN = frozenset({".txt", ".pdf"})
"""Endings of files that a browser shows without running anything that is in them."""


def publish(source: Path, target: Path) -> bool:
    """Copy *source* to *target* unless it is there already; whether it may be shown at all.

    Only files that lie in the entry's own folder, and of kinds that cannot run, are published.
    """
    if source.suffix.lower() not in SHOWN or target.name != source.name:
        return False
    if source.is_symlink() or not source.is_file():
        return False
    if not _same(source, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{target.name}.part")
        shutil.copy2(source, aside)
        aside.replace(target)
    return True


def addresses(env: BuildEnvironment) -> Iterator[str]:
    """Where the originals of stories that are shown are published, as far as they are there."""
    for record in archive_domain(env).records.values():
        if record.status == "published" and record.original and record.original.file:
            name = record.original.file
            if (env.doc2path(record.docname).parent / name).is_file():
                yield f"{posixpath.dirname(record.address)}/{name}"


def _same(source: Path, target: Path) -> bool:
    """Whether the copy is as old and as large as the original."""
    try:
        there = target.stat()
    except OSError:
        return False
    here = source.stat()
    return (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns)

"""Publishing: a site that was built takes the place of the old one in one step.

What readers are shown is a symbolic link. The new site is laid out whole beside the old one, and
then the link is exchanged, which a disk does in one step: no reader ever meets half of either. The
site before stays until the next time, for those who are in the middle of a page.
"""

from __future__ import annotations

import filecmp
import gzip
import io
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import fixity
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = 2
"""How many sites stay beside the link: the one that is shown, and the one before."""

TEXTS = frozenset(
    {".atom", ".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}
)
"""Files that become much smaller when they are compressed."""


def publish(site: Path, place: Path, *, compressed: bool = False) -> None:
    """Show the site in the folder *site* at *place* from now on.

    Files that did not change keep their time, so that browsers need not fetch them again. With
    *compressed*, a copy made with gzip stands beside every text. Raises BroadsheetError where
    *place* holds something else, or the disk has no symbolic links.
    """
    store = place.with_name(f"{place.name}.versions")
    _require_free(place, store, site)
    store.mkdir(parents=True, exist_ok=True)
    with fixity.alone(store):
        old = place if place.is_symlink() else None
        new = _laid_out(site, store, old, compressed=compressed)
        _show(new, place)
        _forget(store)


def _require_free(place: Path, store: Path, site: Path) -> None:
    """Refuse a *place* that holds what this module did not put there."""
    inside = place.absolute().is_relative_to(site.absolute())
    if place.is_symlink():
        free = place.resolve().parent == store.resolve()
    else:
        free = not place.exists() or (place.is_dir() and not any(place.iterdir()))
    if free and not inside:
        return
    raise BroadsheetError(
        f"`{place}` holds something that was not published there, and publishing would take its "
        "place; name a path that does not exist yet"
    )


def _laid_out(site: Path, store: Path, old: Path | None, *, compressed: bool) -> Path:
    """The folder in *store* that holds *site*, all of it; what is as in *old* is shared with it."""
    number = max(_numbers(store), default=0) + 1
    part = store / f".{number}.part"
    shutil.rmtree(part, ignore_errors=True)
    for file in _files(site):
        name = file.relative_to(site)
        before = old / name if old else None
        target = part / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (before and _same(file, before) and _share(before, target)):
            shutil.copy2(file, target)
            before = None
        if compressed and file.suffix in TEXTS:
            _compress(target, before)
    if hasattr(os, "sync"):
        os.sync()  # or a power cut might leave the link pointing to empty files
    return part.rename(store / str(number))


def _files(site: Path) -> Iterator[Path]:
    """The files to be published: all but a builder's own notes, which begin with a dot."""
    for folder, folders, names in os.walk(site):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)


def _same(file: Path, before: Path) -> bool:
    """Whether the file *before* holds just what *file* holds."""
    try:
        return filecmp.cmp(file, before)
    except OSError:
        return False


def _share(file: Path, target: Path) -> bool:
    """Give the published *file* a second name, *target*; whether the disk can do that."""
    try:
        os.link(file, target)
    except OSError:
        return False
    return True


def _compress(file: Path, before: Path | None) -> None:
    """Put the compressed copy of *file* beside it, with the same time."""
    target = file.with_name(f"{file.name}.gz")
    if before and _share(before.with_name(target.name), target):
        return
    held = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=held, mode="wb", compresslevel=9, mtime=0) as pressed:
        pressed.write(file.read_bytes())
    target.write_bytes(held.getvalue())
    shutil.copystat(file, target)


def _show(new: Path, place: Path) -> None:
    """Have the link at *place* point to *new*."""
    aside = place.with_name(f".{place.name}.link")
    aside.unlink(missing_ok=True)
    try:
        aside.symlink_to(new.relative_to(place.parent), target_is_directory=True)
    except OSError as fault:
        raise BroadsheetError(
            f"the site cannot be published at `{place}`, where no symbolic link can be made "
            f"({fault.strerror}); copy the folder that was built"
        ) from fault
    if not place.is_symlink() and place.is_dir():
        place.rmdir()  # it is empty
    aside.replace(place)


def _numbers(store: Path) -> Iterator[int]:
    return (int(path.name) for path in store.iterdir() if path.name.isdecimal())


def _forget(store: Path) -> None:
    """Remove the sites of long ago, and what was left of one that was never finished."""
    for number in sorted(_numbers(store))[:-KEPT]:
        shutil.rmtree(store / str(number), ignore_errors=True)
    for part in store.glob(".*.part"):
        shutil.rmtree(part, ignore_errors=True)

"""Files that appear whole, their checksums, and one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
FLAGS |= getattr(os, "O_BINARY", 0)  # or Windows would change the line ends
NAMED = 40
"""So many letters of a file's name stand in that of the file aside, whose name must not grow."""

DIGITS = 16
"""So much of a checksum tells folders apart."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(error: BaseException | None) -> bool:
    """Whether *error* tells that there is no room left on the disk."""
    return isinstance(error, OSError) and error.errno in FULL


def beside(folder: Path, name: str) -> Path | None:
    """The file *name* that lies in *folder* itself; None where there is none, or only a link.

    A name that an entry says may be anything: a path that leads elsewhere, or too long for a disk.
    """
    path = folder / name
    with contextlib.suppress(OSError, ValueError):
        if path.name == name and stat.S_ISREG(path.lstat().st_mode):
            return path
    return None


def write_whole(path: Path, data: bytes | str | Sequence[bytes | memoryview]) -> None:
    """Write *data*, which may be in pieces, to *path* so that nobody ever meets half of it.

    Text is written as UTF-8 with its line ends as they are. Missing folders are made. Raises
    OSError where the disk is full or the folder may not be written; then *path* is as before.
    """
    content = data.encode() if isinstance(data, str) else data
    aside = path.with_name(f".{path.name[:NAMED]}.{os.getpid()}.part")
    try:
        with os.fdopen(_opened(aside), "wb") as file:
            for piece in [content] if isinstance(content, bytes) else content:
                file.write(piece)
        os.replace(aside, path)  # noqa: PTH105 - Sphinx's own paths replace words, as texts do
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise


def _opened(aside: Path) -> int:
    """A handle to the file *aside*, emptied; its folder is only made when it turns out missing."""
    try:
        return os.open(aside, FLAGS, 0o644)
    except FileNotFoundError:
        aside.parent.mkdir(parents=True, exist_ok=True)
        return os.open(aside, FLAGS, 0o644)


def share_whole(source: Path, path: Path) -> None:
    """Let the file *source*, which is never written into, be at *path* too, at once and whole.

    It gets a second name there, or is copied where the disk has no such names.
    """
    aside = path.with_name(f".{path.name[:NAMED]}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with contextlib.suppress(FileNotFoundError):
            if path.samefile(source):
                return  # a system leaves two names of one file as they are, and so `aside` too
        try:
            os.link(source, aside)
        except OSError:
            shutil.copy2(source, aside)
        os.replace(aside, path)  # noqa: PTH105 - as above
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else works on *folder*; the system lets go of it if they are killed."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and there nobody waits
    except ImportError:
        yield
        return
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def folder_name(folder: Path) -> str:
    """A short name for *folder*, for what is kept of it elsewhere."""
    return sha256(os.fsencode(folder.resolve()))[:DIGITS]


def sha256(data: bytes) -> str:
    """The SHA-256 of *data* as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """The SHA-256 of the file at *path*, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

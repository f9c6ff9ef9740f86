"""Files that appear whole, their checksums, and one writer at a time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_whole(path: Path, data: bytes | str) -> None:
    """Write *data* to *path* so that nobody ever meets half of it.

    Text is written as UTF-8 with its line ends as they are. Missing folders are made. Raises
    OSError where the disk is full or the folder may not be written; then *path* is as before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    content = data.encode() if isinstance(data, str) else data
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        raise


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


def sha256(data: bytes) -> str:
    """The SHA-256 of *data* as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """The SHA-256 of the file at *path*, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""When files were last changed, as the archive's own history in Git tells it, where it has one."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DAY = 10


def last_changes(folder: Path) -> dict[str, str]:
    """The day of the last change of each file below *folder*, by its path from there.

    Only what is true is in it: nothing for a file that was changed since, and nothing at all where
    there is no history, or one that was cut off when it was copied, or no Git.
    """
    if _asked(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    told = _asked(folder, "log", "--format=%x01%cI", "--name-only", "--relative", "-z", "--", ".")
    days = _read(told)
    # Paths of `status` are from the root of the history, so only their ends are compared.
    for path in _asked(folder, "ls-files", "-z", "--modified", "--deleted", "--", ".").split("\0"):
        days.pop(path, None)
    staged = _asked(folder, "diff", "--cached", "--name-only", "--relative", "-z", "--", ".")
    for path in staged.split("\0"):
        days.pop(path, None)
    return days


def _read(told: str) -> dict[str, str]:
    """The first day told of each file; the newest come first."""
    days: dict[str, str] = {}
    for change in told.split("\x01")[1:]:
        day, _, paths = change.partition("\0")
        for path in paths.strip("\0\n").split("\0"):
            days.setdefault(path.strip("\n"), day[:DAY])
    return days


def _asked(folder: Path, *words: str) -> str:
    """What Git answers; nothing where it cannot."""
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours
            ["git", "-C", str(folder), *words],  # noqa: S607 - whichever Git is used here
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape")

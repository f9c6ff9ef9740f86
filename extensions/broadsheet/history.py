"""Every change of an archive's files, as its own history in Git tells it, where it has one.

Git is asked once for the whole archive, and what it told is kept beside the doctrees until there is
something new to tell. Nothing is known where there is no Git and no history, nor where that was cut
off when it was copied: what is half known would be told as if it were all.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from broadsheet import fixity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

FILE = "history.json"
FORM = 1
"""The form of the file that is kept; one of another form is made anew."""

OPTIONS = ("--no-optional-locks", "-c", "log.follow=false")
"""Git writes nothing here, whatever is set for those who work with it."""

START = "\x01"
LOG = (
    "log",
    "-z",
    "--date-order",
    "--find-renames",
    "--name-status",
    "--relative",
    "--no-show-signature",
    f"--format={START}%cs%x00%s",
    "--",
    ".",
)
"""The day and the title of each change, the newest first, and what it did to which files."""

STATUS = re.compile(r"\n?([A-Z])\d*")
UNPRINTABLE = frozenset({"Cc", "Cs"})


class Change(NamedTuple):
    """A change of the archive: its day, and its title in the words of whoever made it."""

    day: str
    title: str


class Past(NamedTuple):
    """The past of an entry: the day it was taken in, and every change since, the newest first."""

    taken_in: str
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class History:
    """All ``changes`` of an archive, the newest first, and what they did to its files.

    ``files`` has, by the path that a file has now, the places of its changes in that list, and
    ``added`` the place of the one that took it in.
    """

    changes: list[Change] = field(default_factory=list)
    files: dict[str, list[int]] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=dict)

    def last_days(self) -> dict[str, str]:
        """The day of the last change of each file, by its path."""
        return {path: self.changes[places[0]].day for path, places in self.files.items()}

    def pasts(self, texts: Mapping[str, str]) -> dict[str, Past]:
        """The past of each entry that was taken in, by its text's path, from *texts*.

        These give for each text the folder whose other files are the entry's too; empty where the
        text is all there is.
        """
        beside = self._beside({folder for folder in texts.values() if folder})
        found = {}
        for text, folder in texts.items():
            first = self.added.get(text)
            if first is not None:
                places = beside.get(folder, set()) | set(self.files[text])
                since = sorted(place for place in places if place < first)
                changes = tuple(self.changes[place] for place in since)
                found[text] = Past(self.changes[first].day, changes)
        return found

    def _beside(self, folders: AbstractSet[str]) -> dict[str, set[int]]:
        """The places of all changes below each of *folders*, but not below one within it."""
        found: dict[str, set[int]] = {}
        for path, places in self.files.items():
            folder = _home(path, folders)
            if folder:
                found.setdefault(folder, set()).update(places)
        return found


def _home(path: str, folders: AbstractSet[str]) -> str:
    """The nearest of *folders* that *path* lies in; empty where it lies in none."""
    folder = path.rpartition("/")[0]
    while folder and folder not in folders:
        folder = folder.rpartition("/")[0]
    return folder


def read(folder: Path, kept: Path) -> History:
    """The history of what lies in *folder*; what Git told of it is kept in the folder *kept*."""
    told = _asked(folder, "rev-parse", "--is-shallow-repository", "HEAD").split()
    if len(told) != 2 or told[0] != "false":  # noqa: PLR2004 - two answers to two questions
        return History()
    mark = f"{FORM} {told[1]}"
    found = _kept(kept / FILE, mark)
    if found is None:
        found = _understood(_asked(folder, *LOG))
        _keep(kept / FILE, mark, found)
    return found


def revisions(folder: Path) -> list[str]:
    """The number of each change of what lies in *folder*, in the order of `read`."""
    return _asked(folder, "log", "--date-order", "--format=%H", "--", ".").split()


def unsaved(folder: Path) -> set[str]:
    """The files below *folder* that are not as the history has them, by their paths from there."""
    told = _asked(folder, "diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--")
    return set(told.split("\0"))


def _understood(told: str) -> History:
    """What Git's log tells."""
    found = History()
    now: dict[str, str] = {}
    words = iter(told.split("\0"))
    for word in words:
        status = STATUS.fullmatch(word)
        if word.startswith(START):
            title = _printable(next(words, ""))
            found.changes.append(Change(word.removeprefix(START), title))
        elif status:
            _note(found, now, status[1], words)
    return found


def _note(found: History, now: dict[str, str], status: str, words: Iterator[str]) -> None:
    """Note what the last change that was told did to the file that *words* go on with.

    The past is told backwards: *now* has what its files are called today, where that is otherwise.
    """
    path = next(words, "")
    if status == "R":
        before, path = path, next(words, "")
        now[before] = now.get(path, path)
    name = now.get(path, path)
    if name:
        place = len(found.changes) - 1
        found.files.setdefault(name, []).append(place)
        if status == "A":
            found.added.setdefault(name, place)
    if status == "R":
        now[path] = ""  # what was here before something moved here was another file


def _printable(title: str) -> str:
    """*title* without what no page can hold; what is no UTF-8 shows as such."""
    text = title.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(" " if unicodedata.category(each) in UNPRINTABLE else each for each in text)


def _kept(file: Path, mark: str) -> History | None:
    """What *file* holds, if it is what is told of the history at *mark*."""
    try:
        held = json.loads(file.read_text("utf-8"))
        if held["mark"] != mark:
            return None
        changes = [Change(*change) for change in held["changes"]]
        return History(changes, held["files"], held["added"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _keep(file: Path, mark: str, told: History) -> None:
    held = {"mark": mark, "changes": told.changes, "files": told.files, "added": told.added}
    fixity.write_whole(file, json.dumps(held))


def _asked(folder: Path, *words: str) -> str:
    """What Git answers; nothing where it cannot."""
    command: Sequence[str] = ["git", *OPTIONS, "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - ours
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape")

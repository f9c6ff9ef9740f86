"""Where an archive is and what is read of it is kept; taking an entry in, if it is not there."""

from __future__ import annotations

import dataclasses
import re
import shutil
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.fixity import sha256, sha256_of_file, write_whole
from broadsheet.model import dates, ids, slugs
from broadsheet.model.entry import Original
from broadsheet.model.markdown import entry_text
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from broadsheet.model.draft import Draft
    from broadsheet.model.entry import Entry

SETTINGS = "conf.py"
ENTRY = "index.md"
USUAL = "archive"
FRONT = 4096
DIGITS = 8
"""How many digits of an archive's checksum tell it from others in one build folder."""

PEOPLE = "people.yaml"
"""Where, beside the doctrees, the people stand as the last build read them."""

ID = re.compile(rb"^id:[ \t]*[\"']?([0-9a-z]+)", re.MULTILINE)


def archive_at(given: str | None) -> Path:
    """The folder of the archive: *given*, or `archive/`, or the current folder.

    Raises BroadsheetError where none was given and neither of the two has a `conf.py`.
    """
    if given is not None:
        return Path(given)
    for folder in (Path(USUAL), Path()):
        if (folder / SETTINGS).is_file():
            return folder
    raise BroadsheetError(
        "there is no archive here; name one with `--archive DIR`, "
        "or make one with `broadsheet init DIR`"
    )


def doctrees_beside(out: Path, archive: Path) -> Path:
    """Where what was read of *archive* is kept between builds, shared by all builders.

    It stands beside the built site, and each archive has a folder of its own.
    """
    place = archive.resolve()
    mark = sha256(str(place).encode())[:DIGITS]
    return out.resolve().parent / ".doctrees" / f"{place.name}-{mark}"


def find_original(archive: Path, data: bytes) -> Path | None:
    """The `index.md` of the entry that was made from the same bytes, or None."""
    digest = sha256(data)
    for original in sorted(archive.glob("**/original.*")):
        entry = original.parent / ENTRY
        same = original.stat().st_size == len(data) and entry.is_file()
        if same and sha256_of_file(original) == digest:
            return entry
    return None


def id_of(index: Path) -> str:
    """The id in the front matter of an entry; empty where it has none."""
    with index.open("rb") as file:
        found = ID.search(file.read(FRONT))
    return found[1].decode() if found else ""


def add(
    archive: Path,
    draft: Draft,
    *,
    original: bytes = b"",
    suffix: str = ".txt",
    pictures: Mapping[str, bytes] | None = None,
) -> tuple[Path, str]:
    """Write *draft* as a new entry; its `index.md`, and its id.

    Beside it come the *original* that it was made from, untouched, and its *pictures* by name.

    The entry's folder appears whole or not at all. Raises BroadsheetError where it cannot be
    written.
    """
    entry = draft.entry
    if original:
        kept = Original(file=f"original{suffix}", sha256=sha256(original))
        entry = entry.model_copy(update={"original": kept})
    seed = sha256(original) if original else sha256(entry_text(draft).encode())
    files = dict(pictures or {}) | ({f"original{suffix}": original} if original else {})
    try:
        identifier = _new_id(archive, seed)
        entry = entry.model_copy(update={"id": identifier})
        files[ENTRY] = entry_text(dataclasses.replace(draft, entry=entry)).encode()
        return _place(archive, archive / folder_of(entry), files) / ENTRY, identifier
    except OSError as fault:
        raise BroadsheetError(f"the entry cannot be written: {fault}") from None


def _new_id(archive: Path, seed: str) -> str:
    """An id minted from *seed* that no other entry has."""
    known = {id_of(index) for index in archive.glob(f"**/{ENTRY}")}
    for attempt in count(1):
        identifier = ids.mint(seed.encode() if attempt == 1 else f"{seed} {attempt}".encode())
        if identifier not in known:
            break
    return identifier


def folder_of(entry: Entry) -> Path:
    """The folder of *entry* inside its archive, by its date and its title."""
    return Path(*_period(entry.published), slugs.slug(entry.title))


def _period(published: str) -> tuple[str, ...]:
    """The folders for a date: year and month as far as they are known, a decade, or `undated`."""
    if not published:
        return ("undated",)
    moment = dates.read(published)
    first = moment.earliest or moment.latest
    year = str(dates.year_of(first) or 0).zfill(4)
    if moment.precision in {"time", "day", "month"}:
        return year, first.removeprefix("-").split("-")[1]
    unknown = {"decade": 1, "century": 2}.get(moment.precision, 0)
    return (year[: len(year) - unknown] + "x" * unknown,)


def _place(archive: Path, folder: Path, files: dict[str, bytes]) -> Path:
    """Write *files* aside and let them appear as *folder*, or as the next name that is free."""
    archive.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".incoming-", dir=archive))
    try:
        aside.chmod(0o755)
        for name, data in files.items():
            write_whole(aside / name, data)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return _appear(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _appear(aside: Path, folder: Path) -> Path:
    for free in _names(folder):
        try:
            return aside.rename(free)
        except OSError:
            if not free.exists():
                raise
    raise AssertionError  # the names never end


def _names(folder: Path) -> Iterator[Path]:
    """*folder*, then the same with -2, -3 and so on, without those that exist."""
    numbered = (folder.with_name(f"{folder.name}-{number}") for number in count(2))
    if not folder.exists():
        yield folder
    yield from (name for name in numbered if not name.exists())

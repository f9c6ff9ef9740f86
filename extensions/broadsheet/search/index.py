"""The index of a site: a base, what is more recent than it, and the manifest that names both.

The base is written once and stays; what changes afterwards stands in a small second segment, which
is written whole each time and now and then folded into the base. A base that was folded is the same
as one that was made of nothing.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from bisect import bisect_left
from contextlib import closing, contextmanager
from functools import cache
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet import fixity
from broadsheet.search import files, stems
from broadsheet.search.coding import gaps, sized
from broadsheet.search.columns import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from broadsheet.search.documents import Document
    from broadsheet.search.segment import Segment, Writer
    from broadsheet.search.store import Store

    Make = Callable[[Iterable[str]], Iterator[Document]]

FORMAT = 1
DIGITS = 16
FRAGMENT_DIGITS = 10
FRAGMENTS = "f"
SEGMENT = "broadsheet.search.segment"
"""What writes segments: it is loaded when there is something to write, since it loads numpy."""

OURS = re.compile(rf"\.?[0-9a-f]{{{DIGITS}}}(\.part)?|manifest-[0-9a-f]+\.js|{FRAGMENTS}")
"""Names of what an index is made of, and of what a build that was killed had begun to write."""

FEW = 1000
"""An index of no more documents is written whole whenever something changed."""

LEAST, MOST, PART = 64, 512, 50
"""So many documents, or that part of the base, are more than what stands beside it."""


class Entry(NamedTuple):
    """An entry of the archive: a digest of all that the index holds of it, and how much that is.

    ``order`` is what it sorts by, ``size`` how many documents it is: the story and photographs.
    """

    docname: str
    mark: str
    order: list[Any]
    size: int


class Base(NamedTuple):
    """What is remembered of a base: what it was made of, and what the manifest says of it."""

    name: str
    entries: list[Entry]
    averages: tuple[float, float]
    quiet: list[str]
    told: dict[str, Any]


def write(documents: Iterable[Document], folder: Path, *, language: str = "en") -> str:
    """Write a whole index of *documents*, which come in the order of time, into *folder*.

    Gives the name of the manifest.
    """
    every = list(documents)
    segment = _write_base(folder, digest(program(), *map(repr, every)), every, aside=None)
    return _write_manifest(folder, language, [segment.told()], segment.quiet)


class Index:
    """The index in a folder of a site, and what is remembered of it in the store."""

    def __init__(self, folder: Path, store: Store, language: str) -> None:
        """Take up what is there."""
        self.folder = folder
        self.store = store
        self.language = language
        self._site = digest(str(folder.resolve()))
        self._used: list[str] = []

    def stands(self, mark: str) -> str:
        """The manifest, where the index is there and was made of *mark*; else an empty text."""
        known = self.store.remembered(f"site {self._site}")
        whole = known and known["mark"] == f"{program()} {self.language} {mark}"
        return str(known["used"][0]) if whole and all(map(self._is_there, known["used"])) else ""

    def _is_there(self, name: str) -> bool:
        return (self.folder / name).exists()

    def update(self, entries: Sequence[Entry], make: Make) -> str:
        """Write what is missing so that all *entries* are found, and nothing else.

        *make* gives the documents of some of them. Gives the manifest; what is not used any more
        stays until `tidy`.
        """
        base = self._base()
        changes = Changes.between(base.entries if base else [], entries)
        if base is None or changes.too_many:
            base = self._fold(entries, make)
            changes = Changes.between(base.entries, entries)
        told = {**base.told, "gone": list(gaps(changes.gone))} if changes.gone else base.told
        segments = [told]
        self._used = [base.name]
        if changes.recent:
            recent = self._recent(base, changes, make)
            segments.append(recent.told())
        name = _write_manifest(self.folder, self.language, segments, base.quiet)
        self._used.insert(0, f"{name}{files.ENDING}")
        return self._used[0]

    def tidy(self, mark: str) -> None:
        """Remove what is not used any more, and remember of what the index was made."""
        used = {name.partition("/")[0] for name in self._used}
        fragments = {name.rpartition("/")[2] for name in self._used}
        for path in self.folder.iterdir():
            if path.name == FRAGMENTS and FRAGMENTS in used:
                for fragment in path.iterdir():
                    if fragment.name not in fragments:
                        fragment.unlink()
            elif OURS.fullmatch(path.name) and path.name not in used:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        known = {"mark": f"{program()} {self.language} {mark}", "used": self._used}
        self.store.remember(f"site {self._site}", known)

    def _base(self) -> Base | None:
        """The base that is there, unless our program wrote it otherwise."""
        known = self.store.remembered(f"base {self._site}")
        if not known or known["program"] != program() or not self._is_there(known["name"]):
            return None
        entries = [Entry(*entry) for entry in known["entries"]]
        return Base(known["name"], entries, tuple(known["averages"]), known["quiet"], known["told"])

    def _fold(self, entries: Sequence[Entry], make: Make) -> Base:
        """A base of all *entries*."""
        name = digest(program(), *(entry.mark for entry in entries))
        documents = make([entry.docname for entry in entries])
        segment = _write_base(self.folder, name, documents, aside=self.folder)
        base = Base(name, list(entries), segment.averages, sorted(segment.quiet), segment.told())
        kept = {**base._asdict(), "program": program()}
        self.store.remember(f"base {self._site}", kept)
        return base

    def _recent(self, base: Base, changes: Changes, make: Make) -> Segment:
        """The segment of what is not in *base*."""
        made_of = (program(), base.name, *(entry.mark for entry in changes.recent))
        documents = list(make([entry.docname for entry in changes.recent]))
        shown = [digest(one.fragment)[:FRAGMENT_DIGITS] for one in documents]
        for name, one in zip(shown, documents, strict=True):
            if not self._is_there(f"{FRAGMENTS}/{name}{files.ENDING}"):
                _write_small(self.folder, f"{FRAGMENTS}/{name}", one.fragment)
        segment = _write_recent(self.folder, digest(*made_of), documents, base.averages)
        segment.fragments, segment.before = shown, changes.before
        names = [f"{FRAGMENTS}/{name}{files.ENDING}" for name in shown]
        self._used += [segment.name, *sorted(set(names))]
        return segment


class Changes(NamedTuple):
    """How the archive differs from a base.

    ``recent`` are the entries that the base has not, or has otherwise; ``before`` says for each of
    their documents before which document of the base it sorts. ``gone`` are the documents of the
    base that are no more, or are otherwise.
    """

    recent: list[Entry]
    before: list[int]
    gone: list[int]
    too_many: bool

    @classmethod
    def between(cls, base: Sequence[Entry], entries: Sequence[Entry]) -> Changes:
        """What lies between *base* and *entries*."""
        now = {entry.mark for entry in entries}
        then = {entry.mark for entry in base}
        firsts = [0, *accumulate(entry.size for entry in base)]
        recent = [entry for entry in entries if entry.mark not in then]
        gone = [
            number
            for place, entry in enumerate(base)
            if entry.mark not in now
            for number in range(firsts[place], firsts[place + 1])
        ]
        orders = [entry.order for entry in base] if recent else []
        before = [
            firsts[bisect_left(orders, entry.order)]
            for entry in recent
            for _document in range(entry.size)
        ]
        many = len(before) + len(gone)
        few = sum(entry.size for entry in entries) <= FEW
        limit = min(max(LEAST, firsts[-1] // PART), MOST)
        return cls(recent, before, gone, (few and many > 0) or many > limit)


def _write_base(
    folder: Path, name: str, documents: Iterable[Document], *, aside: Path | None
) -> Segment:
    """Write the segment *name* of all *documents* into *folder*, where it appears whole."""
    with _writer(folder, name, aside) as writer:
        writer.take(documents, fragments=True)
        for facet, content in writer.columns():
            writer.folder.write(f"c/{facet}", content)
        return writer.write()


def _write_recent(
    folder: Path, name: str, documents: Iterable[Document], averages: tuple[float, float]
) -> Segment:
    """Write the segment *name* of a few *documents*; its columns are one file."""
    with _writer(folder, name, None) as writer:
        writer.take(documents, fragments=False)
        writer.folder.write("c", b"".join(sized(content) for _name, content in writer.columns()))
        return writer.write(averages)


@contextmanager
def _writer(folder: Path, name: str, aside: Path | None) -> Iterator[Writer]:
    """What writes the segment *name*, which appears in *folder* once it is whole."""
    part = folder / f".{name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with closing(import_module(SEGMENT).Writer(files.Folder(part, name), aside)) as writer:
        yield writer
    shutil.rmtree(folder / name, ignore_errors=True)
    part.rename(folder / name)


def _write_manifest(
    folder: Path, language: str, segments: Sequence[Mapping[str, object]], quiet: Iterable[str]
) -> str:
    """Write the manifest, and give its name."""
    manifest = {
        "format": FORMAT,
        "language": language,
        "quiet": sorted(quiet),
        "facets": FACETS,
        "segments": segments,
    }
    content = files.told(manifest)
    name = f"manifest-{digest(content)}"
    _write_small(folder, name, files.packed(content))
    return name


def _write_small(folder: Path, name: str, small: bytes) -> None:
    fixity.write_whole(folder / f"{name}{files.ENDING}", files.written(name, small))


def digest(*parts: str | bytes) -> str:
    """A digest of *parts*, long enough to tell all that was ever in an archive apart."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.hexdigest()[:DIGITS]


@cache
def program() -> str:
    """What an index depends on beside the texts: our program, and those that know of words."""
    parts = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    return digest(stems.release(), unicodedata.unidata_version, *parts)

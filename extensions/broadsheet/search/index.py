"""The index of a site: a base, what is more recent than it, and the manifest that names both.

The base is written once and stays; what changes afterwards stands in a small second segment, which
is written whole each time and now and then folded into the base. A base that was folded is the same
as one that was made of nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import unicodedata
from contextlib import closing, contextmanager
from functools import cache
from importlib import import_module
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet import fixity
from broadsheet.search import files, stems
from broadsheet.search.coding import gaps, listed, sized
from broadsheet.search.fields import FACETS, FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

    from broadsheet.search.documents import Document
    from broadsheet.search.segment import Segment, Writer
    from broadsheet.search.store import Store

    Make = Callable[[Iterable[str]], Iterator[Document]]

DIGITS = 16
FRAGMENT_DIGITS = 10
FRAGMENTS = "f"
SEGMENT = "broadsheet.search.segment"
"""What writes segments: it is loaded when there is something to write, since it loads numpy."""

THREADS = "OPENBLAS_NUM_THREADS"
"""Of how many threads numpy begins while it is loaded, for the product of matrices."""

OURS = re.compile(rf"\.?[0-9a-f]{{{DIGITS}}}(\.part)?|manifest-[0-9a-f]+\.js|{FRAGMENTS}")
"""Names of what an index is made of, and of what a build that was killed had begun to write."""

FEW = 1000
"""An index of no more documents is written whole whenever something changed."""

LEAST, MOST, PART = 64, 512, 50
"""So many documents, or that part of the base, are more than what stands beside it."""


class Searched(NamedTuple):
    """All that is searched: of each entry, oldest first, a digest of what the index holds of it.

    ``size`` says how many documents an entry is, the story and photographs; ``documents`` gives
    those of some entries.
    """

    marks: Mapping[str, str]
    size: Callable[[str], int]
    documents: Make


class Base(NamedTuple):
    """What is remembered of a base: what it was made of, and what the manifest says of it.

    ``marks`` and ``sizes`` are of the entries that it holds, in their order.
    """

    name: str
    marks: Mapping[str, str]
    sizes: Sequence[int]
    averages: Sequence[float]
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

    def __init__(self, folder: Path, store: Store, language: str, searched: Searched) -> None:
        """Take up what is there."""
        self.folder = folder
        self.store = store
        self.language = language
        self.searched = searched
        self._site = digest(str(folder.resolve()))
        told = "\0".join(chain.from_iterable(searched.marks.items()))
        self._mark = digest(program(), language, told)
        self._used: list[str] = []

    def stands(self) -> str:
        """The manifest, where the index is there and was made of the same; else an empty text."""
        known = self.store.remembered(f"site {self._site}")
        whole = known and known["mark"] == self._mark
        return str(known["used"][0]) if whole and all(map(self._is_there, known["used"])) else ""

    def _is_there(self, name: str) -> bool:
        return (self.folder / name).exists()

    def update(self) -> str:
        """Write what is missing so that all entries are found, and nothing else.

        Gives the manifest; what is not used any more stays until `tidy`.
        """
        base = self._base()
        changes = Changes.between(base, self.searched) if base else None
        if base is None or changes is None or changes.too_many:
            base = self._fold()
            changes = Changes([], [], [], too_many=False)
        told = {**base.told, "gone": list(gaps(changes.gone))} if changes.gone else base.told
        segments = [told]
        self._used = [base.name]
        if changes.recent:
            recent = self._recent(base, changes)
            segments.append(recent.told())
        name = _write_manifest(self.folder, self.language, segments, base.quiet)
        self._used.insert(0, f"{name}{files.ENDING}")
        return self._used[0]

    def tidy(self) -> None:
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
        self.store.remember(f"site {self._site}", {"mark": self._mark, "used": self._used})

    def _base(self) -> Base | None:
        """The base that is there, unless our program wrote it otherwise."""
        known = self.store.remembered(f"base {self._site}")
        if not known or known["program"] != program() or not self._is_there(known["name"]):
            return None
        return Base(*(known[name] for name in Base._fields))

    def _fold(self) -> Base:
        """A base of all entries."""
        marks, size, make = self.searched
        name = digest(program(), *marks.values())
        segment = _write_base(self.folder, name, make(marks), aside=self.folder)
        told = (segment.averages, sorted(segment.quiet), segment.told())
        base = Base(name, marks, list(map(size, marks)), *told)
        kept = {**base._asdict(), "program": program()}
        self.store.remember(f"base {self._site}", kept)
        return base

    def _recent(self, base: Base, changes: Changes) -> Segment:
        """The segment of what is not in *base*."""
        made_of = (program(), base.name, *map(self.searched.marks.__getitem__, changes.recent))
        documents = list(self.searched.documents(changes.recent))
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

    recent: list[str]
    before: list[int]
    gone: list[int]
    too_many: bool

    @classmethod
    def between(cls, base: Base, searched: Searched) -> Changes:
        """What lies between *base* and what is *searched* now."""
        then, now = base.marks, searched.marks
        firsts = [0, *accumulate(base.sizes)]
        recent = [name for name, mark in now.items() if then.get(name) != mark]
        gone = [
            number
            for place, (name, mark) in enumerate(then.items())
            if now.get(name) != mark
            for number in range(firsts[place], firsts[place + 1])
        ]
        before = list(_before(base, searched, firsts)) if recent else []
        many = len(before) + len(gone)
        few = firsts[-1] - len(gone) + len(before) <= FEW
        limit = min(max(LEAST, firsts[-1] // PART), MOST)
        return cls(recent, before, gone, (few and many > 0) or many > limit)


def _before(base: Base, searched: Searched, firsts: Sequence[int]) -> Iterator[int]:
    """Before which document of *base* each of those sorts that it has not, or has otherwise."""
    ends = dict(zip(base.marks, firsts[1:], strict=True))
    end = 0
    for name, mark in searched.marks.items():
        if base.marks.get(name) == mark:
            end = ends[name]
        else:
            yield from [end] * searched.size(name)


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
    folder: Path, name: str, documents: Iterable[Document], averages: Sequence[float]
) -> Segment:
    """Write the segment *name* of a few *documents*; its columns are one file."""
    with _writer(folder, name, None) as writer:
        writer.take(documents, fragments=False)
        writer.folder.write("c", b"".join(sized(content) for _name, content in writer.columns()))
        story, photograph = averages
        return writer.write((story, photograph))


@contextmanager
def _writer(folder: Path, name: str, aside: Path | None) -> Iterator[Writer]:
    """What writes the segment *name*, which appears in *folder* once it is whole."""
    part, whole = folder / f".{name}.part", folder / name
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        with closing(_segments().Writer(files.Folder(part, name), aside)) as writer:
            yield writer
        # One of this name was made of the same: where nothing of it was lost, readers keep it.
        if not whole.is_dir() or _held(whole) != _held(part):
            shutil.rmtree(whole, ignore_errors=True)
            part.rename(whole)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _held(folder: Path) -> dict[str, int]:
    """The files below *folder*, and how large they are."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in found}


@cache
def _segments() -> ModuleType:
    """What writes segments; to begin threads takes longer than all else that loads with it."""
    os.environ.setdefault(THREADS, "1")
    return import_module(SEGMENT)


def _write_manifest(
    folder: Path, language: str, segments: Sequence[Mapping[str, object]], quiet: Iterable[str]
) -> str:
    """Write the manifest, and give its name."""
    manifest = {
        "format": FORMAT,
        "language": language,
        "quiet": listed(quiet),
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
    told = (
        one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass") for one in parts
    )
    return hashlib.sha256(b"\0".join(told)).hexdigest()[:DIGITS]


@cache
def program() -> str:
    """What an index depends on beside the texts: our program, and those that know of words."""
    parts = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    return digest(stems.release(), unicodedata.unidata_version, *parts)

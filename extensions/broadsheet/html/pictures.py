"""The copies of photos that a site shows: made where they are missing, taken away where unused.

Copies without words are kept beside the doctrees, by the checksum of the photo, and are made once
for the same picture; what is published has the words of the entry written into it as well. New
copies are published before the pages that name them, old ones go after those pages.
"""

from __future__ import annotations

import multiprocessing
import posixpath
import re
import shutil
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util.display import status_iterator

from broadsheet import fixity, images, inscription
from broadsheet.domain import archive_domain
from broadsheet.model import copies, urls
from broadsheet.model.problems import BroadsheetError, Complaint, Problem
from broadsheet.pictures import PictureNames
from broadsheet.report import complain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from broadsheet.model.facts import Photo

KEPT = ".pictures"
FAULT = f"fault of {images.READER}"
DAMAGED = "damaged"
"""What is told of a picture that is shown as far as it could be read."""

OURS = re.compile(rf".*-[0-9a-f]{{{copies.DIGITS}}}-\d+\.(jpg|webp)|\..+\.part")
"""Names of copies, and of such as a build that was killed had begun to write."""


class Shown(NamedTuple):
    """A photo that the site shows: the document, the file's path in the archive, the fact."""

    docname: str
    path: str
    photo: Photo


@dataclass(slots=True)
class Work:
    """What is to be done with one picture file: its copies, and where they are published."""

    source: Path
    sha256: str
    kept: Path
    docname: str
    sizes: list[tuple[int, int, bool]]
    targets: list[tuple[Path, Path, inscription.Words]] = field(default_factory=list)


class Copies:
    """The copies that a site needs, made and published."""

    def __init__(self, env: BuildEnvironment, site: Path, *, jobs: int) -> None:
        """Look at what *site* has; *jobs* is how many processes may work at once."""
        self.env = env
        self.site = site
        self.jobs = jobs
        self.kept = Path(env.doctreedir) / KEPT
        self.shown = list(shown(env))
        self.there = _names(site / urls.PICTURES)

    def make(self) -> None:
        """Publish the copies that are missing; nothing is opened where none are."""
        work = self._missing()
        small = [one for one in work if _pixels(one) <= images.LARGE]
        large = [one for one in work if _pixels(one) > images.LARGE]
        rows = _run_all([(small, self.jobs), (large, 1)])
        told = status_iterator(
            rows,
            "making pictures... ",
            "brown",
            len(work),
            stringify_func=lambda row: row[0].docname,
        )
        try:
            for one, fault in told:
                if fault:
                    self._complain(one, fault)
        except OSError as error:
            raise BroadsheetError(f"the pictures cannot be written: {error}") from error

    def tidy(self) -> None:
        """Take away the copies that no page shows any more."""
        wanted = {
            name.rpartition("/")[2]
            for row in self.shown
            for copy in copies.of(row.photo)
            for name in (copy.jpeg, copy.webp)
        }
        for name in self.there - wanted:
            if OURS.fullmatch(name):
                (self.site / urls.PICTURES / name).unlink(missing_ok=True)
        used = {row.photo.sha256 for row in self.shown}
        for recipe in _names(self.kept):
            folder = self.kept / recipe
            unused = _names(folder) - used if recipe == copies.RECIPE else {""}
            for name in unused:
                shutil.rmtree(folder / name, ignore_errors=True)

    def _missing(self) -> list[Work]:
        """What is to be done: one piece of work for each picture, however often it is shown."""
        work: dict[str, Work] = {}
        for row in self.shown:
            found = copies.of(row.photo)
            lacking = [
                (copy.width, address)
                for copy in found
                for address in (copy.jpeg, copy.webp)
                if address and address.rpartition("/")[2] not in self.there
            ]
            if lacking:
                one = work.setdefault(row.photo.sha256, self._work(row, found))
                self._add(one, lacking, inscription.Words(*copies.words(row.photo)))
        return list(work.values())

    def _work(self, row: Shown, found: Iterable[copies.Copy]) -> Work:
        photo = row.photo
        return Work(
            source=Path(self.env.srcdir) / row.path,
            sha256=photo.sha256,
            kept=self.kept / copies.RECIPE / photo.sha256,
            docname=row.docname,
            sizes=[(copy.width, copy.height, bool(copy.webp)) for copy in found],
        )

    def _add(self, work: Work, lacking: list[tuple[int, str]], words: inscription.Words) -> None:
        for width, address in lacking:
            ending = address.rpartition(".")[2]
            work.targets.append((work.kept / f"{width}.{ending}", self.site / address, words))

    def _complain(self, work: Work, fault: str) -> None:
        name = work.source.name
        problem = Problem.BAD_PHOTO
        message = f"no copies could be made of the picture `{name}`: {fault}"
        advice = "replace the file; its place on the page is empty"
        if fault == DAMAGED:
            problem = Problem.CUT_PHOTO
            message = f"the picture `{name}` is damaged; what can be read of it is shown"
            advice = "get the file again from where it came, if you can"
        complain_of(self.env, work.docname, [Complaint(problem, message, advice)])


def shown(env: BuildEnvironment) -> Iterator[Shown]:
    """Every photo on the pages of the site."""
    for record in archive_domain(env).records.values():
        if record.status == "published":
            for photo in record.photos:
                yield Shown(record.docname, posixpath.join(record.path, photo.src), photo)
    if isinstance(env.images, PictureNames):
        for docname, rows in env.images.on_pages.items():
            for path, photo in rows:
                yield Shown(docname, path, photo)


def _names(folder: Path) -> set[str]:
    """The names in *folder*, which need not be there."""
    with suppress(OSError):
        return {path.name for path in folder.iterdir()}
    return set()


def _pixels(work: Work) -> int:
    return max(width * height for width, height, _webp in work.sizes)


def _run_all(parts: Iterable[tuple[Sequence[Work], int]]) -> Iterator[tuple[Work, str]]:
    """Each piece of work once it is done, with what went wrong, if anything did."""
    for work, jobs in parts:
        done: set[str] = set()
        with suppress(BrokenProcessPool):
            for one, fault in _run(work, jobs):
                done.add(one.sha256)
                yield one, fault
        # Where a file brought a process down, each is tried alone, to find out which.
        for one in work:
            if one.sha256 not in done:
                yield one, _run_alone(one)


def _run(work: Sequence[Work], jobs: int) -> Iterator[tuple[Work, str]]:
    if not work:
        return
    with ProcessPoolExecutor(min(jobs, len(work)), mp_context=_context()) as pool:
        waiting = {pool.submit(do, one): one for one in work}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _run_alone(work: Work) -> str:
    try:
        return next(fault for _work, fault in _run([work], 1))
    except BrokenProcessPool:
        fault = "the program that reads pictures fell over it"
        fixity.write_whole(work.kept / FAULT, fault)
        return fault


def _context() -> multiprocessing.context.BaseContext:
    """How processes are started: by copying this one where that can be done, as Sphinx does."""
    ways = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if "fork" in ways else None)


def do(work: Work) -> str:
    """Make and publish the copies of one picture; gives what went wrong, or an empty text.

    What went wrong is kept, so that the next build need not find it out again. Raises OSError where
    the copies cannot be written.
    """
    sound = True
    known = work.kept / FAULT
    if known.exists():
        return known.read_text("utf-8")
    if not all(kept.exists() for kept, _target, _words in work.targets):
        if not _is_same(work):
            return "it was changed while the archive was built"
        try:
            sound = images.make_copies(work.source, work.kept, work.sizes)
        except images.NotAPictureError as fault:
            fixity.write_whole(known, str(fault))
            return str(fault)
    for kept, target, words in work.targets:
        fixity.write_whole(target, inscription.inscribed(kept.read_bytes(), words))
    # That a file ends too early was said when it was read.
    return "" if sound or images.look(work.source, 0).cut else DAMAGED


def _is_same(work: Work) -> bool:
    """Whether the file is still what was read."""
    try:
        return fixity.sha256_of_file(work.source) == work.sha256
    except OSError:
        return False

"""PDFs inside the site: those that were made of the archive, and where its pages find them.

They are published only where the settings say where they lie, so that what a build writes does not
hang on what happens to lie about. A story whose PDF could not be made has none.
"""

from __future__ import annotations

import mmap
import re
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging

from broadsheet import fixity, spoken
from broadsheet.config import settings
from broadsheet.domain import archive_domain
from broadsheet.html.leaves import leaf
from broadsheet.model import urls
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from broadsheet.html.leaves import Leaf
    from broadsheet.html.ledger import Ledger
    from broadsheet.model.catalogue import Record

Context = dict[str, Any]

LOGGER = logging.getLogger(__name__)
MADE = ".pdf/notes/{}/made"
"""Where, beside the doctrees, the builder of PDFs notes what it made in a folder, a path a line."""

BETWEEN = " ,،、:·–—-"
TITLE = b"<dc:title>"
NAME = re.compile(rb"<rdf:li[^>]*>([^<]*)<")


class Paper(NamedTuple):
    """A PDF: its address in the site, its file, and its size in bytes and time of change."""

    address: str
    file: Path
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Papers:
    """The PDFs of the stories by document, and the volumes."""

    stories: Mapping[str, Paper] = field(default_factory=dict)
    volumes: Sequence[Paper] = ()

    def publish(self, site: Path, ledger: Ledger) -> None:
        """Put into *site* those that it lacks, or has otherwise; *ledger* notes them all."""
        for paper in (*self.stories.values(), *self.volumes):
            target = site / paper.address
            stands = ledger.stands(paper.address, f"{paper.size} {paper.changed}")
            if not (stands and target.is_file()):
                fixity.share_whole(paper.file, target)


def of(env: BuildEnvironment) -> Papers:
    """The PDFs that the site holds."""
    return archive_domain(env).made("papers", lambda _domain: _found(env))


def _found(env: BuildEnvironment) -> Papers:
    named = settings(env.config).pdf_from
    folder = Path(env.srcdir, named)
    if not named:
        return Papers()
    if not folder.is_dir():
        words = "`broadsheet_pdf_from` is not a folder: `%s`; build the PDFs there first"
        LOGGER.warning(words, folder, type="broadsheet", subtype="setting")
        return Papers()
    papers = {paper.address: paper for paper in _made(folder, Path(env.doctreedir))}
    addresses = {docname: urls.pdf(urls.PAPERS, docname) for docname in archive_domain(env).records}
    stories = {
        docname: papers.pop(address) for docname, address in addresses.items() if address in papers
    }
    return Papers(stories, list(papers.values()))


def _made(folder: Path, doctrees: Path) -> Iterator[Paper]:
    """The PDFs in *folder* that were made of this archive, as is noted, and are there."""
    note = doctrees / MADE.format(fixity.folder_name(folder))
    with suppress(OSError):
        for name in note.read_text("utf-8").splitlines():
            with suppress(OSError):
                there = (folder / name).stat()
                address = f"{urls.PAPERS}/{name}"
                yield Paper(address, folder / name, there.st_size, there.st_mtime_ns)


def of_story(env: BuildEnvironment, record: Record) -> Context | None:
    """The link to the story's PDF; None where it has none."""
    paper = of(env).stories.get(record.docname)
    if paper is not None:
        return {"address": paper.address, "size": spoken.size(paper.size)}
    place = settings(env.config).pdf
    held = settings(env.config).pdf_from
    return {"address": urls.pdf(place, record.docname)} if place and not held else None


def mark(env: BuildEnvironment, docname: str) -> str:
    """What changes with what the page of a story says of its PDF."""
    paper = of(env).stories.get(docname)
    return spoken.size(paper.size) if paper else ""


def leaves(env: BuildEnvironment) -> Iterator[Leaf]:
    """The page that leads to the volumes, if there are any."""
    volumes = of(env).volumes
    if not volumes:
        return
    rows = [
        {
            "title": _within(env.config.project, title_of(volume.file)) or volume.file.stem,
            "address": volume.address,
            "size": spoken.size(volume.size),
        }
        for volume in volumes
    ]

    def context() -> Context:
        return {"kind": "list", "page": {"title": _("PDFs")}, "volumes": rows}

    yield leaf(urls.page(urls.way(urls.PAPERS)), "papers.html", rows, context)


def _within(name: str, title: str) -> str:
    """*title* without the *name* of the archive, and what then divides them, where more follows."""
    rest = title.removeprefix(name).lstrip(BETWEEN)
    return rest or title


def title_of(file: Path) -> str:
    """The title that a PDF gives itself, in the XMP that PDF/A asks for; empty where it has none.

    See ISO 19005-3, 6.6.2: the metadata is a stream of its own, and Typst does not compress it.
    """
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as held:
        place = held.rfind(TITLE)
        found = NAME.search(held, place) if place >= 0 else None
        return unescape(found[1].decode("utf-8", "replace")) if found else ""

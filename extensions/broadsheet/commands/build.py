"""``broadsheet build``: the archive as a site, alone or with its PDFs, as PDFs, or as EPUBs."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.commands import archive_in, take_archive, take_jobs
from broadsheet.model.problems import BroadsheetError
from broadsheet.model.volumes import VOLUMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.building import Heard, Job

PLACE = Path("_build")
USUAL = "(default: what conf.py says)"
FIRST = {"site": "index.html", "html": "index.html", "pdf": "**/*.pdf", "epub": "**/*.epub"}
"""What to open first in a folder that was built; of several, the newest."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet build``."""
    parser.add_argument(
        "what",
        choices=tuple(FIRST),
        help="a site with its PDFs in it, a site alone, PDFs, or EPUBs",
    )
    take_archive(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where to put it (default: `_build/` and that word); the PDFs of `site` "
        "are made in the folder `pdf` beside it",
    )
    parser.add_argument(
        "--publish",
        type=Path,
        metavar="DIR",
        help="when all is built, put it there in one step, in the place of what was published "
        "there before",
    )
    parser.add_argument(
        "--compress",
        action="store_true",
        help="publish a copy made with gzip beside every text, for servers that pass it on",
    )
    _take_page(parser)
    take_jobs(parser)


def _take_page(parser: argparse.ArgumentParser) -> None:
    """Declare what is said of the PDFs: their pages, their volumes, and what they leave out."""
    parser.add_argument(
        "--paper", choices=("a4", "letter"), help=f"the size of the PDFs' pages {USUAL}"
    )
    parser.add_argument(
        "--columns", type=int, choices=(1, 2), help=f"the columns of the PDFs {USUAL}"
    )
    parser.add_argument(
        "--volumes",
        type=_volumes,
        metavar="WORDS",
        help=f"what volumes to bind the PDFs into: `none`, or any of {', '.join(VOLUMES)}, with "
        f"commas between {USUAL}; `all` is the whole archive in one",
    )
    parser.add_argument(
        "--without-covered",
        action="store_true",
        default=None,
        help="leave out of the PDFs the pictures that stand under a content warning, and say "
        "so in their place",
    )


def run(options: argparse.Namespace) -> int:
    """Build what was asked for; complaints are told, and do not stop it."""
    if options.compress and not options.publish:
        raise BroadsheetError("`--compress` is for what is published: say where with `--publish`")
    if options.what == "html" and _settings(options):
        raise BroadsheetError(
            "`--paper`, `--columns`, `--volumes` and `--without-covered` are for PDFs: "
            "write `broadsheet build pdf`"
        )
    archive = archive_in(options)
    out = options.out or PLACE / options.what

    from broadsheet import building, publishing

    heard: list[Heard] = []
    for job in _jobs(options, archive, out):
        heard = sorted({*heard, *building.run(job, sys.stdout, known=heard)})
    print()
    if heard:
        things = "1 thing is" if len(heard) == 1 else f"{len(heard)} things are"
        print(f"{things} not in order; `broadsheet check` lists them.")
    print(f"The archive is built: {first(out, FIRST[options.what])}")
    if options.publish:
        publishing.publish(out, options.publish, compressed=options.compress)
        print(f"It is published: {options.publish}")
    return 0


def _volumes(words: str) -> list[str]:
    """The kinds of volumes that *words* name."""
    if words == "none":
        return []
    kinds = words.split(",")
    for kind in kinds:
        if kind not in VOLUMES:
            raise argparse.ArgumentTypeError(f"`{kind}` is none of {', '.join(VOLUMES)}")
    return kinds


def _settings(options: argparse.Namespace) -> dict[str, object]:
    """What the command says in the place of the archive's own settings."""
    said = {
        "broadsheet_pdf_paper": options.paper,
        "broadsheet_pdf_columns": options.columns,
        "broadsheet_volumes": options.volumes,
        "broadsheet_pdf_without_covered": options.without_covered,
    }
    return {name: value for name, value in said.items() if value is not None}


def _jobs(options: argparse.Namespace, archive: Path, out: Path) -> Iterator[Job]:
    """What is to be built, one after the other; what fails leaves the rest undone."""
    from broadsheet import accession, building

    job = building.Job(
        archive,
        "pdf" if options.what == "site" else options.what,
        out,
        accession.doctrees_beside(out, archive),
        jobs=options.jobs,
        settings=_settings(options),
    )
    if options.what != "site":
        yield job
        return
    pdfs = out.resolve().parent / "pdf"
    if pdfs == out.resolve():
        raise BroadsheetError("the PDFs are made in that folder: name another one for the site")
    yield replace(job, out=pdfs)
    yield replace(job, builder="html", settings={"broadsheet_pdf_from": str(pdfs)})


def first(out: Path, name: str) -> Path:
    """The file in *out* to open first, or *out* itself."""
    return max(out.glob(name), key=lambda path: path.stat().st_mtime_ns, default=out)

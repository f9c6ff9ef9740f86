"""``broadsheet build``: the archive as a site, or as PDFs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.commands import archive_in, take_archive, take_jobs
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    import argparse

PLACE = Path("_build")
FIRST = {"html": "index.html", "pdf": "*.pdf"}
"""What to open first in a folder that was built; of several, the newest."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet build``."""
    parser.add_argument("what", choices=("html", "pdf"), help="a site, or PDFs")
    take_archive(parser)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to put it (default: _build/html, _build/pdf)"
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
    take_jobs(parser)


def run(options: argparse.Namespace) -> int:
    """Build what was asked for; complaints are told, and do not stop it."""
    if options.compress and not options.publish:
        raise BroadsheetError("`--compress` is for what is published: say where with `--publish`")
    archive = archive_in(options)
    out = options.out or PLACE / options.what

    from broadsheet import building, publishing

    job = building.Job(
        archive, options.what, out, building.doctrees_beside(out, archive), jobs=options.jobs
    )
    heard = building.run(job, sys.stdout)
    print()
    if heard:
        things = "1 thing is" if len(heard) == 1 else f"{len(heard)} things are"
        print(f"{things} not in order; `broadsheet check` lists them.")
    print(f"The archive is built: {first(out, FIRST[options.what])}")
    if options.publish:
        publishing.publish(out, options.publish, compressed=options.compress)
        print(f"It is published: {options.publish}")
    return 0


def first(out: Path, name: str) -> Path:
    """The file in *out* to open first, or *out* itself."""
    return max(out.glob(name), key=lambda path: path.stat().st_mtime_ns, default=out)

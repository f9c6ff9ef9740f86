"""``broadsheet build``: the archive as a site, or as PDFs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.commands import archive_in, take_archive, take_jobs

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
    take_jobs(parser)


def run(options: argparse.Namespace) -> int:
    """Build what was asked for; complaints are told, and do not stop it."""
    archive = archive_in(options)
    out = options.out or PLACE / options.what

    from broadsheet import building

    job = building.Job(
        archive, options.what, out, building.doctrees_beside(out, archive), jobs=options.jobs
    )
    heard = building.run(job, sys.stdout)
    print()
    if heard:
        things = "1 thing is" if len(heard) == 1 else f"{len(heard)} things are"
        print(f"{things} not in order; `broadsheet check` lists them.")
    print(f"The archive is built: {first(out, FIRST[options.what])}")
    return 0


def first(out: Path, name: str) -> Path:
    """The file in *out* to open first, or *out* itself."""
    return max(out.glob(name), key=lambda path: path.stat().st_mtime_ns, default=out)

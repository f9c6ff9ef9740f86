"""``broadsheet serve``: the site in a browser, made anew at every change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.commands import archive_in, take_archive, take_jobs, whole_number

if TYPE_CHECKING:
    import argparse

PLACE = Path("_build/html")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet serve``."""
    take_archive(parser)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to build (default: _build/html)"
    )
    parser.add_argument(
        "--port", type=whole_number, default=8000, metavar="N", help="the port (default: 8000)"
    )
    parser.add_argument("--open", action="store_true", help="open a browser")
    take_jobs(parser)


def run(options: argparse.Namespace) -> int:
    """Build, serve on this computer only, and build again at every change until interrupted."""
    archive = archive_in(options)
    out = options.out or PLACE

    from sphinx_autobuild.__main__ import main as autobuild

    from broadsheet import accession

    words = ["-j", str(options.jobs or "auto"), "-d", str(accession.doctrees_beside(out, archive))]
    words += ["--host", "127.0.0.1", "--port", str(options.port)]
    words += ["--open-browser"] if options.open else []
    autobuild([*words, str(archive), str(out)])
    return 0

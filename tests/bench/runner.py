"""The bench: makes archives, builds them with each tool, prints what that cost.

Timings never decide anything: the exit status is 1 only when a build fails.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from . import asking, report, sites
from .measure import RunFailedError, run
from .tools import TOOLS, Place

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

SIZES = (1000, 10000)
DEFAULT_TOOLS = ("broadsheet", "hugo", "pelican")
WARMING_UP = 21


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for."""
    options = _options(arguments)
    rows: list[report.Row] = []
    failed = False
    with _workplace(options.keep) as folder:
        sites.draw_pictures(folder / "pictures")
        for size in (WARMING_UP, *options.sizes):
            for tool in options.tools:
                try:
                    rows += measured(tool, size, folder=folder, options=options)
                except RunFailedError as failure:
                    failed = True
                    print(f"\nThe build of {tool} with {size:,} entries failed.\n{failure}")
    _print(rows)
    if options.json:
        options.json.write_text(_as_json(rows), encoding="utf-8")
    return int(failed)


def measured(
    tool: str, size: int, *, folder: Path, options: argparse.Namespace
) -> list[report.Row]:
    """The three builds of a tool at a size; none when it is the warming up."""
    place = Place(*(folder / f"{tool}-{size}" / name for name in ("sources", "built", "kept")))
    shutil.rmtree(place.sources.parent, ignore_errors=True)
    _tell(f"{tool}, {size:,} entries: writing the texts")
    sites.write_site(tool, size, root=place.sources, pictures=folder / "pictures")
    rows = [_build(tool, size, report.FULL, place=place, jobs=options.jobs)]
    _require(sum(1 for _ in place.built.rglob("*.html")) > size, "pages are missing")
    page = place.built / sites.edit_one(tool, size, root=place.sources)
    rows += [_build(tool, size, report.EDIT, place=place, jobs=options.jobs)]
    _require(sites.EDIT in page.read_text(encoding="utf-8"), f"the edit is not in {page}")
    rows += [_build(tool, size, report.NOTHING, place=place, jobs=options.jobs)]
    if not options.keep:
        shutil.rmtree(place.sources.parent)
    return rows if size != WARMING_UP else []


def _build(tool: str, size: int, build: str, *, place: Place, jobs: int) -> report.Row:
    _tell(f"{tool}, {size:,} entries: building {build}", end=" ... ")
    cost = run(TOOLS[tool](place, jobs), folder=place.sources, together=jobs > 1)
    _tell(f"{cost.cpu:.2f} s of CPU, {cost.wall:.2f} s, {cost.peak_mb:.0f} MB")
    return report.Row(tool, size, build, cost)


def _require(fact: bool, otherwise: str) -> None:  # noqa: FBT001 - reads like assert
    if not fact:
        raise RunFailedError(otherwise)


def _print(rows: list[report.Row]) -> None:
    asking.print_table(report.table(rows))
    for line in (*report.growth(rows), *report.memory(rows)):
        print(line)


def _as_json(rows: list[report.Row]) -> str:
    return json.dumps([row.as_json() for row in rows], indent=1) + "\n"


def _tell(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)


@contextlib.contextmanager
def _workplace(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        yield Path(folder).resolve()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    purpose = "Measure builds beside those of other tools."
    parser = asking.command_line("tests.bench", purpose, SIZES)
    tools, known = list(DEFAULT_TOOLS), ", ".join(TOOLS)
    parser.add_argument("--tools", type=asking.some_of(TOOLS), default=tools, help=f"of {known}")
    parser.add_argument("--jobs", type=int, default=1, help="processes of Broadsheet and Sphinx")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the sites here, keep them")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers here too")
    return parser.parse_args(arguments)

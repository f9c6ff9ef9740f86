"""The bench of PDFs: `python -m tests.bench.printing` prints archives and says what that cost.

Beside Broadsheet it measures WeasyPrint, and pdflatex where TeX is installed: Sphinx's own
`latexpdf`, in which latexmk runs pdflatex and makeindex until every number is right. What it costs
Sphinx to read the stories is a row of its own on both sides, to be counted in or left out.
Timings never decide anything: the exit status is 1 only when something could not be made.
"""

from __future__ import annotations

import math
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import asking, papers, sites
from .measure import RunFailedError, run

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

    from .measure import Cost

SIZES = (300, 1000, 3000)
RIVALS = 1000
"""How many stories the others print."""
NEEDED = 2.1
"""So many megabytes a volume needs for each of its stories."""
MEMORY = Path("/proc/meminfo")
AVAILABLE = re.compile(r"^MemAvailable: +(\d+) kB", re.MULTILINE)

READ = "reading"
APART, YEARS, BOUND, EDIT = "stories", "volumes per year", "one volume", "after one edit"
HEAD = """
| Stories | What | Tool | CPU s | Wall s | Peak MB | CPU ms per story | × Broadsheet |
|--:|---|---|--:|--:|--:|--:|--:|
""".strip()


@dataclass(frozen=True)
class Row:
    """One run that was measured."""

    tool: str
    size: int
    what: str
    cost: Cost

    @property
    def each(self) -> float:
        """Milliseconds of CPU for each story."""
        return self.cost.cpu * 1000 / self.size


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for."""
    return asking.measure(_rows(_options(arguments)), lambda row: _line(row, []), _report)


def _rows(options: argparse.Namespace) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as name:
        folder = Path(name).resolve()
        sites.draw_pictures(folder / "pictures")
        for size in filter(fits, options.sizes):
            yield from _broadsheet(size, folder)
        yield from _weasyprint(options.rivals, folder)
        yield from _latex(options.rivals, folder)


def _report(rows: list[Row]) -> str:
    return "\n".join([table(rows), "", *judged(rows)])


def fits(size: int, memory: Path = MEMORY) -> bool:
    """Whether there is memory for a volume of *size* stories; where there is not, that is said."""
    found = AVAILABLE.search(memory.read_text("ascii")) if memory.is_file() else None
    free, needed = int(found[1]) / 1000 if found else math.inf, size * NEEDED
    if free >= needed:
        return True
    print(
        f"{size:,} stories are left out: one volume of them needs about {needed:,.0f} MB of memory,"
        f" and {free:,.0f} MB are free."
    )
    return False


def _broadsheet(size: int, folder: Path) -> Iterator[Row]:
    """Reading alone; all stories; the volumes of those stories; what an edit changes."""
    root = folder / f"archive-{size}"
    papers.write_archive(size, root=root, pictures=folder / "pictures")
    yield Row("broadsheet", size, READ, run(_reading(root, folder / "read"), folder=root))
    shutil.rmtree(folder / "read")
    yield _printed(size, APART, root, "none")
    yield _printed(size, YEARS, root, "year")
    made = _out(root) / papers.edit_one(size, root=root)
    before = made.stat().st_mtime_ns
    yield _printed(size, EDIT, root, "year")
    if made.stat().st_mtime_ns == before:
        raise RunFailedError(f"the edit is not in {made}")
    yield _printed(size, BOUND, root, "all")
    shutil.rmtree(root)
    shutil.rmtree(_out(root))


def _reading(root: Path, out: Path) -> list[str]:
    """The command that reads the stories of *root* and writes nothing."""
    kept = ["-d", str(out / "doctrees")]
    return [sys.executable, "-m", "sphinx", "-b", "dummy", "-q", *kept, str(root), str(out / "no")]


def _out(root: Path) -> Path:
    """Where the PDFs of an archive go."""
    return root.with_name(f"{root.name}-out")


def _printed(size: int, what: str, root: Path, volumes: str) -> Row:
    command = [sys.executable, "-m", "broadsheet", "build", "pdf", "--volumes", volumes]
    places = ["--archive", str(root), "--out", str(_out(root))]
    return Row("broadsheet", size, what, run([*command, *places], folder=root))


def _weasyprint(size: int, folder: Path) -> Iterator[Row]:
    root = folder / "pages"
    papers.write_pages(size, root=root, pictures=folder / "pictures")
    command = [sys.executable, str(sites.HERE / "weasy.py"), str(root), str(folder / "weasy")]
    yield Row("weasyprint", size, APART, run(command, folder=root))
    yield Row("weasyprint", size, BOUND, run([*command, "--bound"], folder=root))


def _latex(size: int, folder: Path) -> Iterator[Row]:
    """Sphinx's own way to a book, from the stories that were read to the last run of pdflatex."""
    if missing := [name for name in ("pdflatex", "latexmk", "make") if not shutil.which(name)]:
        print(f"pdflatex is not measured; not installed: {', '.join(missing)}", file=sys.stderr)
        return
    root, out = folder / "manual", folder / "latex"
    papers.write_manual(size, root=root, pictures=folder / "pictures")
    yield Row("pdflatex", size, READ, run(_reading(root, out), folder=root))
    command = [sys.executable, "-m", "sphinx", "-M", "latexpdf", str(root), str(out), "-q"]
    yield Row("pdflatex", size, BOUND, run(command, folder=root))


def table(rows: list[Row]) -> str:
    """All runs, those of one kind together."""
    return "\n".join([HEAD, *(_line(row, rows) for row in rows)])


def _line(row: Row, rows: list[Row]) -> str:
    numbers = [f"{row.cost.cpu:.2f}", f"{row.cost.wall:.2f}", f"{row.cost.peak_mb:.0f}"]
    cells = [f"{row.size:,}", row.what, row.tool, *numbers, f"{row.each:.1f}", _ratio(row, rows)]
    return f"| {' | '.join(cells)} |"


def _ratio(row: Row, rows: Iterable[Row]) -> str:
    """What a story costs against what Broadsheet needs for one in the archive of that size."""
    for other in rows:
        if (other.tool, other.size, other.what) == ("broadsheet", row.size, row.what):
            return f"{row.each / other.each:.2f}"
    return "–"


def judged(rows: list[Row]) -> Iterator[str]:
    """How the cost of a story grows with the volume, and what the others need for the same one."""
    bound = [row for row in rows if row.what == BOUND]
    ours = [row for row in bound if row.tool == "broadsheet"]
    if len(ours) > 1:
        small, large = ours[0], ours[-1]
        sizes = f"at {large.size:,} against {small.size:,}"
        yield f"A story in one volume {sizes}: {large.each / small.each:.2f} ×"
    reading = {(row.tool, row.size): row.each for row in rows if row.what == READ}
    for other in bound:
        for own in ours if other not in ours else ():
            if own.size == other.size:
                yield _beside(other, own, reading)


def _beside(other: Row, own: Row, reading: Mapping[tuple[str, int], float]) -> str:
    """What another tool needs against Broadsheet, and so from nothing, if Sphinx reads for both."""
    told = f"One volume of {own.size:,} by {other.tool}: {other.each / own.each:.2f} ×"
    whole = [row.each + reading.get((row.tool, row.size), math.nan) for row in (other, own)]
    ratio = whole[0] / whole[1]
    return told if math.isnan(ratio) else f"{told}; with reading on both sides {ratio:.2f} ×"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    purpose = "Measure PDFs beside those of others."
    parser = asking.command_line("tests.bench.printing", purpose, SIZES)
    parser.add_argument("--rivals", type=int, default=RIVALS, help="stories for the others")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

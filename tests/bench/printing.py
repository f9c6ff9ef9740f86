"""The bench of PDFs: `python -m tests.bench.printing` prints archives and says what that cost.

Beside Broadsheet it measures WeasyPrint, and pdflatex through Sphinx where TeX is installed.
Timings never decide anything: the exit status is 1 only when something could not be made.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import papers, sites
from .measure import RunFailedError, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .measure import Cost

SIZES = (300, 1000, 3000)
RIVALS = 300
"""How many stories the others print; they are slow."""

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
    options = _options(arguments)
    rows: list[Row] = []
    try:
        with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as name:
            folder = Path(name).resolve()
            sites.draw_pictures(folder / "pictures")
            for size in options.sizes:
                rows += _told(_broadsheet(size, folder))
            rows += _told(_weasyprint(options.rivals, folder))
            rows += _told(_latex(options.rivals, folder))
    except RunFailedError as failure:
        print(f"\n{failure}")
        return 1
    finally:
        print(
            f"\nPython {platform.python_version()}, {time.strftime('%Y-%m-%d')}\n\n{table(rows)}\n"
        )
        for line in _judged(rows):
            print(line)
    return 0


def _broadsheet(size: int, folder: Path) -> Iterator[Row]:
    """The stories alone, then the volumes of what is printed already, then all after one edit."""
    root = folder / f"archive-{size}"
    papers.write_archive(size, root=root, pictures=folder / "pictures")
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
    """Sphinx writes LaTeX, and pdflatex runs twice, for the numbers of the pages."""
    if not shutil.which("pdflatex"):
        print("pdflatex is not installed here; it is not measured.", file=sys.stderr)
        return
    root, out = folder / "manual", folder / "latex"
    papers.write_manual(size, root=root, pictures=folder / "pictures")
    sphinx = [sys.executable, "-m", "sphinx", "-b", "latex", "-q", str(root), str(out)]
    steps = [run(sphinx, folder=root)]
    source = next(path.name for path in out.glob("*.tex") if "sphinx" not in path.name)
    latex = ["pdflatex", "-interaction=nonstopmode", source]
    steps += [run(latex, folder=out) for _ in range(2)]
    cpu, wall = sum(step.cpu for step in steps), sum(step.wall for step in steps)
    peak = max(step.peak_mb for step in steps)
    yield Row("pdflatex", size, BOUND, type(steps[0])(cpu, wall, peak))


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


def _judged(rows: list[Row]) -> Iterator[str]:
    """How the cost of a story grows with the volume."""
    bound = [row for row in rows if (row.tool, row.what) == ("broadsheet", BOUND)]
    if len(bound) > 1:
        small, large = bound[0], bound[-1]
        sizes = f"at {large.size:,} against {small.size:,}"
        yield f"A story in one volume {sizes}: {large.each / small.each:.2f} ×"


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        print(_line(row, []), file=sys.stderr, flush=True)
        yield row


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.printing", description="Measure PDFs beside those of others."
    )
    parser.add_argument("--sizes", type=_sizes, default=list(SIZES), metavar="300,1000,3000")
    parser.add_argument("--rivals", type=int, default=RIVALS, help="stories for the others")
    return parser.parse_args(arguments)


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())

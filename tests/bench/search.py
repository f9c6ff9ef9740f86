"""The bench of search: `python -m tests.bench.search` makes indexes and says what that cost.

Beside ours it measures Pagefind, Sphinx's own, Lunr, and the full-text search of SQLite. Timings
never decide anything: the exit status is 1 only when an index could not be made.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import asking, search_texts
from .measure import run
from .sites import HERE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from .measure import Cost

SIZES = (1000, 10_000, 20_000)
LARGE = 100_000
"""With `--large`, and of ours alone: the others need more memory than most computers have."""

ENGINES = ("broadsheet", "pagefind", "sphinx", "lunr", "fts5")
EDITED = frozenset({"broadsheet", "pagefind"})
"""Which engines are also measured after an edit; the others make all anew by all accounts."""

FULL, EDIT = "from nothing", "after one edit"
EXCERPTS = frozenset({"a", "f", "fragment"})
"""The folders of what only lists of results show."""

HEAD = """
| Stories | What | Engine | CPU s | ms a story | Peak MB | Files | Index kB | Of texts | × ours |
|--:|---|---|--:|--:|--:|--:|--:|--:|--:|
""".strip()


@dataclass(frozen=True)
class Corpus:
    """A file of stories: how many, and how many bytes of words."""

    file: Path
    size: int
    bytes: int


@dataclass(frozen=True)
class Row:
    """One run that was measured.

    ``files`` were written in it; ``index`` are the bytes of them all, compressed as a server does
    it, without what only lists of results show.
    """

    engine: str
    what: str
    corpus: Corpus
    cost: Cost
    files: int
    index: int

    @property
    def each(self) -> float:
        """Milliseconds of CPU for each story."""
        return self.cost.cpu * 1000 / self.corpus.size


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for."""
    return asking.measure(_rows(_options(arguments)), lambda row: _line(row, []), table)


def _rows(options: argparse.Namespace) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as name:
        folder = Path(name).resolve()
        for size in options.sizes:
            yield from _measured(size, options.engines, folder, options.texts)
        if options.large:
            yield from _measured(LARGE, ENGINES[:1], folder, options.texts)


def _measured(size: int, engines: Iterable[str], folder: Path, texts: Path | None) -> Iterator[Row]:
    """What each of *engines* needs for *size* stories, taken from the folder *texts* if named."""
    file = folder / f"stories-{size}.jsonl"
    corpus = Corpus(file, *search_texts.write(size, folder=texts, target=file))
    pages = folder / "pages"
    if "pagefind" in engines:
        search_texts.write_pages(file, pages)
    for engine in engines:
        out = folder / engine
        yield _run(engine, FULL, corpus, out)
        if engine in EDITED:
            yield _run(engine, EDIT, corpus, out)
        shutil.rmtree(out)
    shutil.rmtree(pages, ignore_errors=True)
    file.unlink()


def _run(engine: str, what: str, corpus: Corpus, out: Path) -> Row:
    before = _files(out)
    cost = run(_command(engine, what, corpus, out), folder=corpus.file.parent)
    after = _files(out)
    written = [path for path, stamp in after.items() if before.get(path) != stamp]
    kept = (path for path in after if EXCERPTS.isdisjoint(path.relative_to(out).parts))
    return Row(engine, what, corpus, cost, len(written), sum(map(_compressed, kept)))


def _command(engine: str, what: str, corpus: Corpus, out: Path) -> list[str]:
    if engine == "pagefind":
        places = ["--site", str(corpus.file.parent / "pages"), "--output-path", str(out)]
        return [sys.executable, "-m", "pagefind_bin", "--quiet", *places]
    edited = ["--edit", str(corpus.size // 2)] if what == EDIT else []
    script = str(HERE / "search_engines.py")
    return [sys.executable, script, engine, str(corpus.file), str(out), *edited]


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    """Every file of an index with when it was written; ours keeps its store there too."""
    return {
        path: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "search.sqlite"
    }


def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def table(rows: list[Row]) -> str:
    """All runs, those of one kind together."""
    kinds = {(row.corpus.size, row.what): place for place, row in reversed(list(enumerate(rows)))}
    ordered = sorted(rows, key=lambda row: kinds[row.corpus.size, row.what])
    return "\n".join([HEAD, *(_line(row, rows) for row in ordered)])


def _line(row: Row, rows: Iterable[Row]) -> str:
    costs = [f"{row.cost.cpu:.2f}", f"{row.each:.2f}", f"{row.cost.peak_mb:.0f}"]
    sizes = [f"{row.files:,}", f"{row.index / 1000:,.0f}", f"{row.index / row.corpus.bytes:.1%}"]
    ratio = next((_ratio(row, other) for other in rows if _is_ours(other, row)), "–")
    cells = [f"{row.corpus.size:,}", row.what, row.engine, *costs, *sizes, ratio]
    return f"| {' | '.join(cells)} |"


def _is_ours(row: Row, other: Row) -> bool:
    """Whether *row* is what *other* is compared with."""
    alike = (row.corpus.size, row.what) == (other.corpus.size, other.what)
    return alike and row.engine == "broadsheet"


def _ratio(row: Row, other: Row) -> str:
    return f"{row.cost.cpu / other.cost.cpu:.2f}"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    purpose = "Measure search beside that of others."
    parser = asking.command_line("tests.bench.search", purpose, SIZES)
    engines, known = list(ENGINES), ", ".join(ENGINES)
    parser.add_argument(
        "--engines", type=asking.some_of(ENGINES), default=engines, help=f"of {known}"
    )
    parser.add_argument("--texts", type=Path, metavar="DIR", help="take the stories from here")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} stories, ours alone")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

"""``broadsheet check``: everything that is wrong with an archive, and where."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.commands import archive_in, take_archive, take_jobs

if TYPE_CHECKING:
    import argparse


PREFIX = "broadsheet-check-"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet check``."""
    take_archive(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object for each line")
    take_jobs(parser)


def run(options: argparse.Namespace) -> int:
    """Print every complaint, sorted by file and line; give 1 when there are any."""
    archive = archive_in(options)

    from broadsheet import building

    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as aside:
        out = Path(aside)
        job = building.Job(archive, "dummy", out, out / "doctrees", jobs=options.jobs)
        heard = building.run(job, None)
    for one in heard:
        print(json.dumps(dataclasses.asdict(one), ensure_ascii=False) if options.json else one)
    if not options.json:
        print(summary(len(heard), archive))
    return 1 if heard else 0


def summary(count: int, archive: Path) -> str:
    """The last line: whether *archive* is in order."""
    if not count:
        return f"{archive}: everything is in order."
    return f"{archive}: {count} {'complaint' if count == 1 else 'complaints'}."

"""``broadsheet export``: an archive that was built, in the form that another program takes."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import accession, fixity
from broadsheet.commands import archive_in, take_archive
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from broadsheet.model.catalogue import Record
    from broadsheet.model.people import People
    from broadsheet.search.store import Row

SITE = Path("_build/html")
PLACE = Path("_build/opensearch")
CATALOGUE = "catalogue.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet export``."""
    parser.add_argument(
        "what", choices=("opensearch",), help="documents and the mapping for an OpenSearch index"
    )
    take_archive(parser)
    parser.add_argument(
        "--site",
        type=Path,
        default=SITE,
        metavar="DIR",
        help="the site that was built of it (default: _build/html)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=PLACE,
        metavar="DIR",
        help="where to put it (default: _build/opensearch)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the documents and the mapping, and say how many and where."""
    from broadsheet.model import ways
    from broadsheet.search import bulk, mapping
    from broadsheet.search.store import NAME, Store

    archive = archive_in(options)
    kept = accession.doctrees_beside(options.site, archive)
    if not (kept / NAME).is_file() or not (options.site / CATALOGUE).is_file():
        raise BroadsheetError(
            f"`{archive}` was not built into `{options.site}`: build it with `broadsheet build "
            "html`, or name the folder of the site with `--site DIR`"
        )
    with contextlib.closing(Store(kept)) as store:
        known = store.digests()
        records = [record for record in _records(options.site) if record.docname in known]
        languages: set[str] = set()
        rows = _noting(store.rows(record.docname for record in records), languages)
        listings = ways.Listings(records, _people(kept))
        names = _write(options.out, bulk.files(bulk.documents(records, rows, listings)))
    text = json.dumps(mapping.mapping(languages), ensure_ascii=False, indent=1)
    fixity.write_whole(options.out / "mapping.json", text + "\n")
    stories = "1 story with its" if len(records) == 1 else f"{len(records)} stories with their"
    files = "1 file" if len(names) == 1 else f"{len(names)} files"
    verb = "is" if len(records) == 1 else "are"
    print(f"{stories} photographs {verb} in {files}: {options.out}")
    return 0


def _noting(rows: Iterator[Row], languages: set[str]) -> Iterator[Row]:
    """*rows*, while *languages* takes in theirs."""
    for row in rows:
        languages.add(row.language)
        yield row


def _write(folder: Path, bodies: Iterator[bytes]) -> list[str]:
    """Write each of *bodies* into *folder*, in the place of all that were there, and name them."""
    names = []
    for number, body in enumerate(bodies, 1):
        names.append(f"bulk-{number:04d}.ndjson")
        fixity.write_whole(folder / names[-1], body)
    for path in folder.glob("bulk-*.ndjson"):
        if path.name not in names:
            path.unlink()
    return names


def _records(site: Path) -> Iterator[Record]:
    """The records of the published stories, oldest first."""
    from broadsheet.model.catalogue import Record

    for entry in json.loads((site / CATALOGUE).read_text(encoding="utf-8"))["entries"]:
        record = Record.model_validate(entry)
        if record.status == "published":
            yield record


def _people(kept: Path) -> People:
    """Who is in people.yaml, or what the settings name instead, as the site was built with it."""
    from broadsheet.model import people

    path = kept / accession.PEOPLE
    return people.read(path.read_text(encoding="utf-8"))[0] if path.is_file() else people.People()

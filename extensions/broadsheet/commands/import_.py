"""``broadsheet import``: pasted stories become entries, each with a report of how it was read."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from broadsheet import accession
from broadsheet.commands import take_archive
from broadsheet.importers import importer_for
from broadsheet.model.draft import Draft, Notice, Part, Remark, Sureness
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    import argparse

    from broadsheet.importers import ImporterModule

STANDARD_INPUT = "-"
WIDEST = 100


class Imported(NamedTuple):
    """What came of one source: where the entry is, its id, and how the source was read."""

    source: str
    path: Path
    identifier: str
    draft: Draft
    remarks: tuple[Remark, ...]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet import``."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="a text file, or - to read a pipe")
    take_archive(parser, "the archive to put the entries in")
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each entry")


def run(options: argparse.Namespace) -> int:
    """Import every file; the status is 1 only where none could be imported."""
    archive = accession.archive_at(options.archive)
    imported = 0
    for name in options.files or [_no_file()]:
        try:
            entry = bring_in(archive, name)
        except BroadsheetError as fault:
            print(f"broadsheet: {_called(name)}: nothing was imported: {fault}", file=sys.stderr)
            continue
        imported += 1
        print(as_json(entry) if options.json else as_report(entry), flush=True)
    return 0 if imported else 1


def _no_file() -> str:
    """Standard input, where something is piped into it."""
    if sys.stdin is None or sys.stdin.isatty():
        raise BroadsheetError("name the file to import, or - to read from standard input")
    return STANDARD_INPUT


def _called(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name


def bring_in(archive: Path, name: str) -> Imported:
    """The entry made of the file *name*, which is written unless the archive has it already."""
    data = _bytes_of(name)
    importer = importer_for("" if name == STANDARD_INPUT else Path(name).suffix)
    draft = cast("ImporterModule", importlib.import_module(importer.module)).read(data)
    known = accession.find_original(archive, data)
    if known:
        message = f"{known} was already made of the same bytes; nothing was written"
        again = Remark(Notice.ALREADY_IMPORTED, 1, message)
        remarks = (again, *draft.remarks)
        return Imported(_called(name), known, accession.id_of(known), draft, remarks)
    path, identifier = accession.add(archive, draft, original=data)
    return Imported(_called(name), path, identifier, draft, draft.remarks)


def _bytes_of(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise BroadsheetError("there is no such file") from None
    except OSError as fault:
        raise BroadsheetError(f"it cannot be read ({fault.strerror})") from None


def as_json(entry: Imported) -> str:
    """One line of JSON: what became of the source. What is not known is null."""
    draft, said = entry.draft, entry.draft.entry
    line = {
        "path": entry.path.as_posix(),
        "id": entry.identifier,
        "title": said.title,
        "byline": said.byline or None,
        "authors": [author.name for author in said.authors],
        "published": said.published or None,
        "published_as_printed": said.published_as_printed or None,
        "language": said.language or None,
        "photos": [_photo(photo.model_dump()) for photo in draft.photos],
        "warnings": list(draft.warnings),
        "embeds": [{"kind": embed.kind, "lost": embed.lost} for embed in draft.embeds],
        "polls": [poll.question for poll in draft.polls],
        "related": [related.title for related in draft.related],
        "paragraphs": list(draft.paragraphs),
        "complaints": [
            {"kind": remark.notice.kind, "line": remark.line, "message": remark.message}
            for remark in entry.remarks
        ],
    }
    return json.dumps(line, ensure_ascii=False)


def _photo(known: dict[str, object]) -> dict[str, object]:
    return {key: known[key] or None for key in ("src", "alt", "caption", "credit")}


def as_report(entry: Imported) -> str:
    """What each line was taken for, and what to look at, for a person at a terminal."""
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    again = any(remark.notice is Notice.ALREADY_IMPORTED for remark in entry.remarks)
    verb = "is already in the archive as" if again else "is now"
    lines = [f"{entry.source} {verb} {entry.path}", ""]
    lines += _rows(entry.draft, width)
    if entry.remarks:
        lines += ["", "Worth a look:"]
        lines += [line for remark in entry.remarks for line in _told(remark, width)]
    return "\n".join([*lines, ""])


def _rows(draft: Draft, width: int) -> list[str]:
    """A row for each line of the source that is not empty."""
    shown = [taken for taken in draft.taken if taken.part is not Part.BLANK]
    names = max(len(taken.part.value) for taken in shown)
    digits = max(4, len(str(shown[-1].line)))
    rows = [f"{'line':>{digits}}  {'taken for':{names}}  how sure"]
    for taken in shown:
        sure = "" if taken.sureness is Sureness.SURE else taken.sureness.value
        row = f"{taken.line:>{digits}}  {taken.part.value:{names}}  {sure:8}  "
        rows.append(row + textwrap.shorten(taken.text, max(20, width - len(row)), placeholder="…"))
    return rows


def _told(remark: Remark, width: int) -> list[str]:
    first = f"  line {remark.line}: "
    text = f"{remark.message} [{remark.notice.kind}]"
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent="    ", break_on_hyphens=False
    )

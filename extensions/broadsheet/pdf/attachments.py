"""What lies in a PDF beside its pages: sources, records, and what the stories were made from.

Each says how it is related to the pages (ISO 19005-3, 6.8): an entry and the file that it was made
from are sources, and a record is data. Their date is that of the PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from broadsheet import spoken
from broadsheet.exports import catalogue
from broadsheet.fixity import beside
from broadsheet.pdf.escape import literal, prose
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from broadsheet.model.catalogue import Record

LARGEST = 4 * 2**20  # bytes; a larger original stays where it is, and the PDF says so
CATALOGUE = "catalogue.json"
KINDS = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".mhtml": "multipart/related",
    ".json": "application/json",
    ".xml": "application/xml",
    ".pdf": "application/pdf",
    ".eml": "message/rfc822",
    ".warc": "application/warc",
    ".gz": "application/gzip",
    ".wacz": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
}
OTHER = "application/octet-stream"


class Original(NamedTuple):
    """The untouched file that an entry was made from: its name, its size, its path in the room.

    One that is too large to be attached has no path.
    """

    name: str
    size: int
    path: str = ""


def original_file(record: Record, folder: Path) -> Path | None:
    """The file that the entry in *folder* was made from, where it says so and the file is there."""
    if record.status == "withdrawn" or not record.original:
        return None
    return beside(folder, record.original.file)


def records_text(records: Iterable[Record], archive: str) -> str:
    """The records of stories as the site's `catalogue.json` has them, less those withdrawn."""
    kept = (record for record in records if record.status != "withdrawn")
    return catalogue.written(archive, map(catalogue.line, kept))


def of_story(record: Record, source: str, data: str, original: Original | None) -> str:
    """The calls that attach a story's *source*, and its record and its original, by their paths.

    Of a withdrawn story, nothing is attached.
    """
    if record.status == "withdrawn":
        return ""
    place, title = _place(record), record.title or record.docname
    told = _("The catalogue record of “%s”, as JSON") % title
    if original and not original.path:
        told += _("; its original, %(name)s (%(size)s), is too large to be attached") % {
            "name": original.name,
            "size": spoken.size(original.size),
        }
    calls = [
        _source(record, source, f"{place}{_ending(source)}"),
        _attached(f"{place}.json", _read(data), "data", told),
    ]
    if original and original.path:
        told = _("The file that “%s” was made from, as it was kept") % title
        name = f"{place}_{original.name}".replace("\\", "_")
        calls.append(_attached(name, _read(original.path), "source", told))
    return "\n".join(calls)


def of_volume(records: Iterable[Record], sources: Mapping[str, str], data: str) -> Iterator[str]:
    """The calls that attach the *sources* of a volume's stories, and their records, by their paths.

    *sources* are by docname. What was withdrawn is not among them.
    """
    taken: set[str] = set()
    for record in records:
        if record.status == "withdrawn":
            continue
        source, place = sources[record.docname], _place(record)
        while place in taken:  # `1926/a_b` and `1926/a/b` are two stories
            place += "_"
        taken.add(place)
        yield _source(record, source, f"{place}{_ending(source)}")
    if taken:
        told = _("The catalogue records of the stories, as JSON")
        yield _attached(CATALOGUE, _read(data), "data", told)


def supplement(name: str, text: str, told: str) -> str:
    """The call that attaches a short *text* under a *name*."""
    return _attached(name, f"bytes({literal(text)})", "supplement", told)


def _source(record: Record, source: str, name: str) -> str:
    told = _("The source of “%s”, in MyST Markdown") % (record.title or record.docname)
    return _attached(name, _read(source), "source", told)


def _attached(name: str, data: str, relationship: str, told: str) -> str:
    return (
        f'#pdf.attach({literal(name)}, {data}, relationship: "{relationship}", '
        f"mime-type: {literal(KINDS.get(_ending(name).lower(), OTHER))}, "
        f"description: {prose(told)})"
    )


def _read(path: str) -> str:
    return f"read({literal(path)}, encoding: none)"


def _place(record: Record) -> str:
    """The story's place as a part of a file's name, in which a path has no place."""
    return record.docname.removesuffix("/index").replace("/", "_").replace("\\", "_")


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return name[name.rfind(".") :] if "." in name else ""

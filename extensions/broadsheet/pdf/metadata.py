"""What a PDF says of itself to programs: Typst's words, and those that it has no place for.

Typst writes title, description, language and times, both into the document information and into the
XMP packet, and every author in one. Here the packet gets each author and each subject by itself,
the date as far as it is known, publisher, identifier, address and rights; and both get the time of
the last change. Typst asks for a time even where none is known; then it is taken out again, for no
standard requires one. Sources: XMP (ISO 16684-1), 8.3 and 8.4; PDF/A-3 (ISO 19005-3), 6.6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from broadsheet.model import moments
from broadsheet.pdf import papers
from broadsheet.pdf.escape import printable
from broadsheet.pdf.patches import Patch, objects
from broadsheet.pdf.typesetter import TypesetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from broadsheet.model.catalogue import Record

RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
PACKET = b"/Type/Metadata/Subtype/XML>>\nstream\n"
OBJECT = re.compile(rb"\n\d+ 0 obj\n<</Length (\d+)" + re.escape(PACKET))
CREATORS = re.compile("<dc:creator>.*?</dc:creator>", re.DOTALL)
CHANGES = re.compile("(?<=<xmp:ModifyDate>)[^<]+|(?<=<stEvt:when>)[^<]+")
TIMES = re.compile("<(xmp:ModifyDate|xmp:CreateDate|stEvt:when)>[^<]*</\\1>")
CHANGED = re.compile(rb"/ModDate\(D:\d{14}Z\)")
INFORMED = re.compile(rb"(/ModDate\(D:\d{14}Z\)/CreationDate\(D:\d{14}Z\))>>\nendobj")
ATTACHED = re.compile(
    rb"\d+ 0 obj\n<<[^()<>]*/Type/EmbeddedFile[^()<>]*/Params<</Size \d+(/ModDate\(D:\d{14}Z\))>>"
)
REST = "<pdfaid:part>"  # what is added stands before this


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a document beside its title, description and language.

    ``dates`` are days, months or years of the calendar; ``changed`` is a day and a time, such as
    `19260507000000`; where it is empty, nobody knows any time, and the document has none.
    """

    authors: Sequence[str] = ()
    subjects: Sequence[str] = ()
    dates: Sequence[str] = ()
    publisher: str = ""
    identifier: str = ""
    source: str = ""
    rights: str = ""
    changed: str = ""


def of_story(record: Record, epoch: str) -> Told:
    """What is said of a story; of a withdrawn one, little."""
    withdrawn = record.status == "withdrawn"
    dates = (record.day or record.month or record.year,)
    return Told(
        authors=papers.author_names(record),
        subjects=papers.keywords(record),
        dates=() if withdrawn else tuple(filter(None, dates)),
        publisher=record.publication,
        identifier=record.id,
        source="" if withdrawn else record.url,
        rights=record.rights.strip(),
        changed=changed([record], epoch),
    )


def of_volume(records: Sequence[Record], rights: Iterable[str], epoch: str) -> Told:
    """What is said of a volume: the years that it spans, and the *rights* in the stories."""
    years = sorted({record.year for record in records if record.year}, key=int)
    return Told(
        dates=(years[0], years[-1])[: len(years)] if years else (),
        rights="; ".join(rights),
        changed=changed(records, epoch),
    )


def changed(records: Iterable[Record], epoch: str) -> str:
    """The time of the last change: SOURCE_DATE_EPOCH, or else the last day that is known."""
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y%m%d%H%M%S").zfill(14)
    day = moments.last_day(records).replace("-", "")
    return f"{day}000000" if day else ""


def completed(pdf: bytes, told: Told) -> Iterator[Patch]:
    """The patches that put into *pdf*, as Typst made it, what is *told*.

    Raises TypesetError where Typst does not put its metadata where it did.
    """
    found = OBJECT.match(pdf, pdf.rfind(b"\n", 0, pdf.rfind(b" 0 obj", 0, pdf.rfind(PACKET))))
    if not found:
        raise TypesetError("its metadata is not where Typst used to put it")
    start, end = found.end(), found.end() + int(found[1])
    packet = packet_with(pdf[start:end].decode(), told).encode()
    yield Patch(*found.span(1), b"%d" % len(packet))
    yield Patch(start, end, packet)
    yield from _dated(pdf, start, told.changed) if told.changed else _timeless(pdf)


def packet_with(packet: str, told: Told) -> str:
    """The XMP *packet* with what is *told*."""
    packet = CHANGES.sub(_time(told.changed), packet) if told.changed else TIMES.sub("", packet)
    if told.authors:
        packet = CREATORS.sub("", packet)
    return packet.replace(REST, f"{_added(told)}{REST}", 1)


def _added(told: Told) -> str:
    """The properties that stand in the packet beside Typst's own."""
    address = told.rights.startswith(("https://", "http://")) and " " not in told.rights
    statement = f'<xmpRights:WebStatement xmlns:xmpRights="{RIGHTS}">{_text(told.rights)}'
    return "".join((
        _listed("creator", "Seq", told.authors),
        _listed("subject", "Bag", told.subjects),
        _listed("date", "Seq", told.dates),
        _listed("publisher", "Bag", filter(None, (told.publisher,))),
        f"<dc:identifier>{_text(told.identifier)}</dc:identifier>" if told.identifier else "",
        f"<dc:source>{_text(told.source)}</dc:source>" if told.source else "",
        _listed("rights", "Alt", filter(None, (told.rights,)), ' xml:lang="x-default"'),
        f"{statement}</xmpRights:WebStatement>" if address else "",
    ))  # fmt: skip


def _listed(name: str, kind: str, values: Iterable[str], attributes: str = "") -> str:
    """A property of Dublin Core with its values; nothing where there are none."""
    items = "".join(f"<rdf:li{attributes}>{_text(value)}</rdf:li>" for value in values)
    return f"<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>" if items else ""


def _text(value: str) -> str:
    return escape(" ".join(printable(value).split()))


def _time(digits: str) -> str:
    """A time as XMP writes it."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}Z"


def _dated(pdf: bytes, end: int, digits: str) -> Iterator[Patch]:
    """The time of the last change, in the document information, which stands before *end*."""
    if found := CHANGED.match(pdf, max(0, pdf.rfind(b"/ModDate(D:", 0, end))):
        yield Patch(*found.span(), b"/ModDate(D:%bZ)" % digits.encode())


def _timeless(pdf: bytes) -> Iterator[Patch]:
    """Spaces in the place of each time in the information of *pdf* and of what is attached."""
    told = INFORMED.match(pdf, max(0, pdf.rfind(b"/ModDate(D:", 0, pdf.rfind(PACKET))))
    for found in filter(None, (told, *(ATTACHED.match(pdf, place) for place in objects(pdf)))):
        yield Patch(*found.span(1), b" " * len(found[1]))

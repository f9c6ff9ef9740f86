"""The words inside a picture file: what it shows, who made it, who may use it.

They stand there twice, as picture desks write them: as IPTC-IIM datasets (IIM 4.2) and as an XMP
packet (ISO 16684-1; IPTC Photo Metadata Standard 2023.2). Both are read; into copies both are
written, into WebP, which has no place for the older form, XMP alone. Nothing else is written: not
where a picture was taken, nor with which camera.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Datasets = Mapping[tuple[int, int], bytes | list[bytes]]

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
ENTITIES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LARGEST_PACKET = 1_000_000
XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"
PHOTOSHOP = b"Photoshop 3.0\0"
CHARSET, UTF_8 = (1, 90), b"\x1b%G"
CHARSETS = {
    UTF_8: "utf-8",
    b"\x1b%/I": "utf-8",
    b"\x1b.A": "latin-1",
    b"\x1b-A": "latin-1",
    b"\x1b-B": "iso8859-2",
    b"\x1b-F": "iso8859-7",
    b"\x1b-G": "iso8859-6",
    b"\x1b-H": "iso8859-8",
    b"\x1b-L": "iso8859-5",
    b"\x1b-M": "iso8859-9",
    b"\x1b%/@": "utf-16-be",
}
"""Codings that dataset 1:90 can declare, by the escape sequences of ISO 2022."""

FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SHOWN_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
SCAN, END, JFIF, PROFILE, ADOBE, COMMENT = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE, 0xFE
ASIDES = frozenset(range(0xE1, 0xF0)) - {PROFILE, ADOBE} | {COMMENT}
PLAIN_JFIF = bytes.fromhex("ffe0 0010 4a46494600 0101 00 0001 0001 0000")
MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)

EXIF = {"caption": 0x010E, "creator": 0x013B, "rights": 0x8298}
CHATTER = re.compile(
    r"(olympus|sony|kodak|minolta|nikon|samsung|konica|pentax)?\W*(digital camera|dsc|picture)?"
    r"|exif_jpeg_picture|exif jpeg|dcim.*|created with .*|screenshot|untitled|default"
    r"|image description|none|file written by adobe photoshop.*",
    re.IGNORECASE,
)
"""What cameras and programs write where a caption should be."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture file says of itself; a text is empty where it says nothing."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    creator: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one of the words stands: its XMP property and its IIM dataset, with their lengths."""

    space: str
    name: str
    kind: str = ""
    dataset: int = 0
    bytes: int = 0
    characters: int = 500


PLACES = {
    "alt": Place("Iptc4xmpCore", "AltTextAccessibility", "Alt", characters=4000),
    "caption": Place("dc", "description", "Alt", 120, 2000, characters=4000),
    "credit": Place("photoshop", "Credit", "", 110, 32),
    "creator": Place("dc", "creator", "Seq", 80, 32),
    "rights": Place("dc", "rights", "Alt", 116, 128),
}


def first(*sources: Words) -> Words:
    """For each of the words, what the first of *sources* says that says anything."""
    names = [field.name for field in fields(Words)]
    return Words(
        **{
            name: next(filter(None, (getattr(source, name) for source in sources)), "")
            for name in names
        }
    )


def from_xmp(packet: bytes) -> Words:
    """The words of an XMP packet; none where it is broken, or too large to be honest."""
    if len(packet) > LARGEST_PACKET or ENTITIES.search(packet):
        return Words()
    try:
        # With entities refused, nothing in a packet can grow or lead elsewhere.
        root = ET.fromstring(packet.strip(b"\0 \t\r\n"))  # noqa: S314
    except (ET.ParseError, ValueError, LookupError):
        return Words()
    return Words(**{name: _property(root, place) for name, place in PLACES.items()})


def _property(root: ET.Element, place: Place) -> str:
    """The value of a property, which may be an element or an attribute of a description."""
    name = f"{{{SPACES[place.space]}}}{place.name}"
    for description in root.iter(f"{RDF}Description"):
        if description.get(name):
            return plain(description.get(name, ""))
        found = description.find(name)
        if found is not None:
            return _value(found)
    return ""


def _value(found: ET.Element) -> str:
    """The text of a property; of a text in several languages the first or the default one."""
    items = list(found.iter(f"{RDF}li"))
    if not items:
        return plain(found.text or "")
    if found.find(f"{RDF}Alt") is not None:
        chosen = [item for item in items if item.get(LANGUAGE) == "x-default"] or items
        return plain(chosen[0].text or "")
    return plain("; ".join(filter(None, (item.text for item in items))))


def from_iim(found: Datasets) -> Words:
    """The words of IPTC-IIM datasets, read as dataset 1:90 declares."""
    declared = found.get(CHARSET, b"")
    charset = CHARSETS.get(declared.strip(b"\0 ") if isinstance(declared, bytes) else b"", "")
    return Words(
        **{
            name: _dataset(found.get((2, place.dataset), b""), charset)
            for name, place in PLACES.items()
            if place.dataset
        }
    )


def _dataset(value: bytes | list[bytes], charset: str) -> str:
    """The text of a dataset: as declared, or else UTF-8, or else as Windows wrote it."""
    raw = b"; ".join(value) if isinstance(value, list) else value
    for coding in filter(None, (charset, "utf-8")):
        try:
            return plain(raw.decode(coding))
        except UnicodeDecodeError:
            continue
    return plain(raw.decode("cp1252", "replace"))


def from_exif(found: Mapping[int, object]) -> Words:
    """The words of EXIF tags, without what cameras write there of their own accord."""
    said = {name: plain(str(found.get(tag, ""))) for name, tag in EXIF.items()}
    return Words(**{name: "" if CHATTER.fullmatch(text) else text for name, text in said.items()})


def plain(text: str) -> str:
    """*text* on one line, without what cannot be printed."""
    return " ".join(UNPRINTABLE.sub(" ", text).split())


def inscribed(data: bytes, words: Words) -> bytes:
    """The JPEG or WebP file *data*, which has no words yet, with *words* written into it."""
    packet = _packet(words)
    if not packet:
        return data
    return _in_webp(data, packet) if data.startswith(b"RIFF") else _in_jpeg(data, packet, words)


def _packet(words: Words) -> bytes:
    """The XMP packet that says *words*, short enough for a segment; empty where there are none."""
    said = [(place, getattr(words, name)) for name, place in PLACES.items()]
    rows = "".join(_row(place, plain(text)[: place.characters]) for place, text in said if text)
    spaces = "".join(
        f' xmlns:{short}="{name}"' for short, name in SPACES.items() if f"<{short}:" in rows
    )
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF[1:-1]}">'
        f'<rdf:Description rdf:about=""{spaces}>{rows}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
    return packet if rows else b""


def _row(place: Place, text: str) -> str:
    """One property in RDF."""
    name, value = f"{place.space}:{place.name}", escape(text)
    if place.kind:
        language = ' xml:lang="x-default"' if place.kind == "Alt" else ""
        value = f"<rdf:{place.kind}><rdf:li{language}>{value}</rdf:li></rdf:{place.kind}>"
    return f"<{name}>{value}</{name}>"


def _in_jpeg(data: bytes, packet: bytes, words: Words) -> bytes:
    """*data* with an APP1 and an APP13 segment behind its JFIF header."""
    place = 4 + struct.unpack(">H", data[4:6])[0] if data[2:4] == b"\xff\xe0" else 2
    block = b"".join(_iim(words))
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block
    segments = _segment(0xE1, XMP_NAME + packet)
    segments += _segment(0xED, PHOTOSHOP + resource + b"\0" * (len(block) % 2))
    return data[:place] + segments + data[place:]


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _iim(words: Words) -> Iterator[bytes]:
    """The datasets, each cut to the length that IIM 4.2 allows; XMP has them whole."""
    yield struct.pack(">BBBH", 0x1C, *CHARSET, len(UTF_8)) + UTF_8
    yield struct.pack(">BBBH", 0x1C, 2, 0, 2) + b"\0\4"
    for name, place in sorted(PLACES.items(), key=lambda row: row[1].dataset):
        raw = plain(getattr(words, name)).encode()[: place.bytes]
        value = raw.decode("utf-8", "ignore").encode()
        if value and place.dataset:
            yield struct.pack(">BBBH", 0x1C, 2, place.dataset, len(value)) + value


def _in_webp(data: bytes, packet: bytes) -> bytes:
    """*data* in the extended form of WebP (its container specification), with an XMP chunk."""
    chunks = data[12:]
    if not chunks.startswith(b"VP8X"):
        chunks = _chunk(b"VP8X", _extended(chunks)) + chunks
    flags = chunks[8] | 0x04
    body = chunks[:8] + bytes([flags]) + chunks[9:] + _chunk(b"XMP ", packet)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _extended(chunks: bytes) -> bytes:
    """The content of a VP8X chunk: flags, and the size that the simple form has in its stream."""
    if chunks.startswith(b"VP8L"):
        bits = int.from_bytes(chunks[9:13], "little")
        width, height, alpha = bits & 0x3FFF, bits >> 14 & 0x3FFF, bits >> 28 & 1
    else:
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", chunks[14:18]))
        width, height, alpha = width - 1, height - 1, 0
    sides = width.to_bytes(3, "little") + height.to_bytes(3, "little")
    return bytes([alpha << 4, 0, 0, 0]) + sides


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def bare(data: bytes) -> bytes | None:
    """The JPEG file *data* with its picture untouched and nothing else in it but a colour profile.

    None where it has no end, or is of a kind that browsers do not show.
    """
    kept, position, scanning = [data[:2]], 2, False
    for marker, start, end in _segments(data):
        if scanning:
            kept.append(data[position:start])
        segment = data[start:end]
        if marker in FRAMES - SHOWN_FRAMES:
            return None
        if not _is_aside(marker, segment):
            kept.append(segment)
        if marker == END:
            return b"".join(kept)
        position, scanning = end, scanning or marker == SCAN
    return None


def head(data: bytes) -> bytes | None:
    """What stands before the picture in the JPEG file *data*: its size, colours and tables.

    None where the file is no JPEG.
    """
    ends = (end for marker, _start, end in _segments(data) if marker == SCAN)
    end = next(ends, None) if data.startswith(b"\xff\xd8") else None
    return data[:end] if end else None


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The marker, start and end of each segment of a JPEG, as far as they are whole."""
    position = 2
    while found := MARKER.search(data, position):
        marker, position = found[1][0], found.end()
        if marker != END:
            position += int.from_bytes(data[position : position + 2], "big")
        if position > len(data):
            return
        yield marker, found.start(), position
        if marker == END:
            return


def _is_aside(marker: int, segment: bytes) -> bool:
    """Whether a segment says something about the picture that is not needed to show it."""
    if marker == JFIF:  # it may hold a thumbnail
        return not segment[4:].startswith(b"JFIF\0") or len(segment) > len(PLAIN_JFIF)
    if marker == PROFILE:
        return not segment[4:].startswith(b"ICC_PROFILE\0")
    return marker in ASIDES

"""Words inside a picture file: who made it, what it shows, who may use it.

They are written twice, as picture desks do: as IPTC-IIM datasets in an APP13 segment (IIM 4.2) and
as an XMP packet in an APP1 segment (ISO 16684-1, IPTC Photo Metadata Standard 2023.2).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from xml.sax.saxutils import escape

JFIF_START = b"\xff\xd8\xff\xe0"
UTF_8 = b"\x1b%G"
XMP_NAME = b"http://ns.adobe.com/xap/1.0/\x00"

PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>
<photoshop:Credit>{credit}</photoshop:Credit>
<photoshop:DateCreated>{date}</photoshop:DateCreated>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{alt}</rdf:li></rdf:Alt>\
</Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class Words:
    """What a picture file says about itself; `date` is a year, a month or a day."""

    title: str
    caption: str
    alt: str
    creator: str
    credit: str
    rights: str
    date: str


def inscribed(jpeg: bytes, words: Words) -> bytes:
    """Return the JPEG file with its words written behind the JFIF header."""
    if not jpeg.startswith(JFIF_START):
        message = "the picture does not begin as a JFIF file"
        raise ValueError(message)
    end = 4 + struct.unpack(">H", jpeg[4:6])[0]
    return jpeg[:end] + _xmp(words) + _iim(words) + jpeg[end:]


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _xmp(words: Words) -> bytes:
    values = {name: escape(value) for name, value in vars(words).items()}
    return _segment(0xE1, XMP_NAME + PACKET.format(**values).encode())


def _iim(words: Words) -> bytes:
    day = words.date.replace("-", "").ljust(8, "0")
    datasets = [
        (1, 90, UTF_8),
        (2, 0, b"\x00\x04"),
        (2, 5, words.title.encode()),
        (2, 55, day.encode()),
        (2, 80, words.creator.encode()),
        (2, 110, words.credit.encode()),
        (2, 116, words.rights.encode()),
        (2, 120, words.caption.encode()),
    ]
    block = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )
    padding = b"\x00" * (len(block) % 2)
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block + padding
    return _segment(0xED, b"Photoshop 3.0\x00" + resource)

"""The words inside picture files: read from all that programs write, written for all to read."""

from __future__ import annotations

import io
from dataclasses import astuple

import pytest
from PIL import Image, IptcImagePlugin

from broadsheet import inscription
from broadsheet.inscription import Words

ALL = Words("A quay", "The “quay” & <ice>", "Łódź Press", "Ann; Bob", "© 1926")
SECRET = b"54.3N"


def packet(body: str, attributes: str = "") -> bytes:
    """An XMP packet with *body*, and *attributes* of its description."""
    spaces = "".join(f' xmlns:{name}="{space}"' for name, space in inscription.SPACES.items())
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        f'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description{spaces}'
        f"{attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def picture(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, "teal").save(held, kind, **options)
    return held.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_a_text_in_several_languages_gives_the_default_one() -> None:
    items = '<rdf:li xml:lang="de">Der Kai</rdf:li><rdf:li xml:lang="x-default">The quay</rdf:li>'
    found = inscription.from_xmp(
        packet(f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>")
    )
    assert found.caption == "The quay"


def test_several_creators_are_all_named() -> None:
    items = "<rdf:li>Ann</rdf:li><rdf:li>Bob</rdf:li>"
    found = inscription.from_xmp(packet(f"<dc:creator><rdf:Seq>{items}</rdf:Seq></dc:creator>"))
    assert found.creator == "Ann; Bob"


def test_a_property_may_be_an_attribute() -> None:
    assert inscription.from_xmp(packet("", ' photoshop:Credit="Reuters"')).credit == "Reuters"


def test_an_alternative_text_is_read() -> None:
    row = "<rdf:Alt><rdf:li>A quay</rdf:li></rdf:Alt>"
    name = "Iptc4xmpCore:AltTextAccessibility"
    assert inscription.from_xmp(packet(f"<{name}>{row}</{name}>")).alt == "A quay"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<x",
        b"\xff\xfe\x00",
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + packet(""),
        packet("x" * inscription.LARGEST_PACKET),
        b'<?xml version="1.0" encoding="none"?>' + packet(""),
    ],
)
def test_a_broken_or_hostile_packet_says_nothing(content: bytes) -> None:
    assert inscription.from_xmp(content) == Words()


@pytest.mark.parametrize(
    ("declared", "coding"),
    [(b"\x1b%G", "utf-8"), (b"\x1b-B", "iso8859-2"), (b"\x1b-L", "iso8859-5"), (b"", "utf-8")],
)
def test_datasets_are_read_as_they_declare(declared: bytes, coding: str) -> None:
    text = "Москва" if coding == "iso8859-5" else "Łódź"
    found = inscription.from_iim({(1, 90): declared, (2, 120): text.encode(coding)})
    assert found.caption == text


def test_datasets_that_declare_nothing_are_those_of_windows() -> None:
    found = inscription.from_iim({(2, 120): "“Café” – œuvre".encode("cp1252")})
    assert found.caption == "“Café” – œuvre"


def test_a_repeated_dataset_is_read_whole() -> None:
    assert inscription.from_iim({(2, 80): [b"Ann", b"Bob"]}).creator == "Ann; Bob"


@pytest.mark.parametrize(
    "chatter", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100GOPRO\\GOPR0482.JPG", "  \0"]
)
def test_what_cameras_write_of_their_own_accord_is_no_caption(chatter: str) -> None:
    assert inscription.from_exif({0x010E: chatter}).caption == ""


def test_what_a_person_wrote_for_exif_is_read() -> None:
    found = inscription.from_exif({0x010E: "The quay", 0x013B: "Ann", 0x8298: "© Ann"})
    assert (found.caption, found.creator, found.rights) == ("The quay", "Ann", "© Ann")


def test_what_is_said_first_counts() -> None:
    found = inscription.first(Words(credit="A"), Words(credit="B", rights="C"))
    assert (found.credit, found.rights) == ("A", "C")


@pytest.mark.parametrize(
    "data",
    [
        picture("JPEG"),
        picture("WEBP", (41, 30)),
        picture("WEBP", (41, 31), lossless=True),
        picture("WEBP", icc_profile=b"profile"),
        picture("JPEG")[:2] + picture("JPEG")[20:],
    ],
    ids=["jpeg", "webp", "lossless webp", "webp with a profile", "jpeg without a header"],
)
def test_words_are_written_and_the_picture_stays_the_same(data: bytes) -> None:
    made = inscription.inscribed(data, ALL)
    image = opened(made)
    assert inscription.from_xmp(image.info["xmp"]) == ALL
    assert (image.size, image.tobytes()) == (opened(data).size, opened(data).tobytes())


def test_a_jpeg_has_the_words_in_the_older_form_too() -> None:
    image = Image.open(io.BytesIO(inscription.inscribed(picture("JPEG"), ALL)))
    found = inscription.from_iim(IptcImagePlugin.getiptcinfo(image) or {})
    assert astuple(found)[1:] == astuple(ALL)[1:]


def test_the_older_form_keeps_to_its_lengths() -> None:
    words = Words(credit="Ł" * 40)
    image = Image.open(io.BytesIO(inscription.inscribed(picture("JPEG"), words)))
    assert (IptcImagePlugin.getiptcinfo(image) or {})[2, 110] == ("Ł" * 16).encode()


def test_a_webp_with_words_keeps_its_profile() -> None:
    made = inscription.inscribed(picture("WEBP", icc_profile=b"profile"), ALL)
    assert opened(made).info["icc_profile"] == b"profile"


def test_nothing_is_written_where_there_is_nothing_to_say() -> None:
    assert inscription.inscribed(picture("JPEG"), Words()) == picture("JPEG")


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize("text", ["&" * 100_000, "\0\ud800\x07x", "灯" * 100_000])
def test_any_text_can_be_written(kind: str, text: str) -> None:
    made = inscription.inscribed(picture(kind), Words(text, text, text, text, text))
    assert opened(made).size == (40, 30)


def test_a_bare_jpeg_has_nothing_but_its_picture_and_its_profile() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    data = picture("JPEG", exif=exif, comment=SECRET, xmp=SECRET, icc_profile=b"profile")
    bare = inscription.bare(data + SECRET)
    assert bare is not None
    assert SECRET not in bare
    assert opened(bare).info["icc_profile"] == b"profile"
    assert opened(bare).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 1}])
def test_a_bare_jpeg_is_whole_however_it_is_laid_out(options: dict[str, object]) -> None:
    held = io.BytesIO()
    Image.linear_gradient("L").save(held, "JPEG", **options)
    bare = inscription.bare(held.getvalue())
    assert bare is not None
    assert opened(bare).tobytes() == opened(held.getvalue()).tobytes()


@pytest.mark.parametrize("end", [2, 100, 400, -2, -1])
def test_a_jpeg_without_an_end_cannot_be_made_bare(end: int) -> None:
    assert inscription.bare(picture("JPEG")[:end]) is None

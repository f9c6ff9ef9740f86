"""Picture files: their size, the words in them, and files that are none."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from broadsheet import images

if TYPE_CHECKING:
    from pathlib import Path

    from broadsheet.images import Look

ORIENTATION = 0x0112


def picture(kind: str = "JPEG", size: tuple[int, int] = (6, 4), **more: object) -> bytes:
    """A picture file of *kind*."""
    held = io.BytesIO()
    Image.new("RGB", size, "grey").save(held, kind, **more)
    return held.getvalue()


def look(tmp_path: Path, content: bytes, name: str = "a.jpg") -> Look:
    file = tmp_path / name
    file.write_bytes(content)
    return images.look(file, file.stat().st_mtime_ns)


def inscribed(fields: dict[int, bytes], *, declared: bool = False) -> bytes:
    """A JPEG with IPTC *fields* of record 2; *declared* says in it that they are UTF-8."""
    rows = [(1, 90, b"\x1b%G")] if declared else []
    rows += [(2, number, text) for number, text in fields.items()]
    data = b"".join(
        b"\x1c" + bytes((record, number)) + struct.pack(">H", len(text)) + text
        for record, number, text in rows
    )
    data += b"\x00" * (len(data) % 2)
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(data)) + data
    segment = b"Photoshop 3.0\x00" + block
    marker = b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment
    plain = picture()
    return plain[:2] + marker + plain[2:]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_a_picture_has_a_size_and_a_kind(tmp_path: Path, kind: str) -> None:
    found = look(tmp_path, picture(kind))
    assert (found.width, found.height, found.format) == (6, 4, kind)


@pytest.mark.parametrize(("turn", "size"), [(1, (6, 4)), (3, (6, 4)), (6, (4, 6)), (8, (4, 6))])
def test_the_size_is_that_of_the_picture_as_it_is_shown(
    tmp_path: Path, turn: int, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    found = look(tmp_path, picture(exif=exif))
    assert (found.width, found.height) == size


def test_the_words_in_the_file_are_read(tmp_path: Path) -> None:
    fields = {120: b"The caption", 110: b"The credit", 80: b"Ann", 116: b"The rights"}
    found = look(tmp_path, inscribed(fields))
    assert (found.caption, found.credit, found.rights) == (
        "The caption", "The credit", "The rights",
    )  # fmt: skip


def test_the_maker_is_the_credit_where_there_is_no_other(tmp_path: Path) -> None:
    assert look(tmp_path, inscribed({80: b"Ann Smith"})).credit == "Ann Smith"


@pytest.mark.parametrize(("text", "declared"), [("Łódź".encode(), True), ("Łódź".encode(), False)])
def test_words_in_utf_8_are_read(tmp_path: Path, text: bytes, *, declared: bool) -> None:
    assert look(tmp_path, inscribed({120: text}, declared=declared)).caption == "Łódź"


def test_words_of_old_programs_are_read(tmp_path: Path) -> None:
    assert look(tmp_path, inscribed({120: "Café".encode("latin-1")})).caption == "Café"


def test_a_picture_without_words_says_nothing(tmp_path: Path) -> None:
    found = look(tmp_path, picture())
    assert (found.caption, found.credit, found.rights) == ("", "", "")


def test_broken_words_do_not_spoil_the_picture(tmp_path: Path) -> None:
    content = inscribed({120: b"The caption"}).replace(b"\x1c\x02x\x00\x0b", b"\x1c\x02x\xff\xff")
    assert look(tmp_path, content).width == 6


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe", b"\xff\xd8"],
)
def test_what_is_no_picture_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(images.NotAPictureError):
        look(tmp_path, content)


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(images.NotAPictureError):
        images.look(tmp_path, 0)


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk
    png += struct.pack(">I", zlib.crc32(chunk)) + struct.pack(">I", 0) + b"IDAT\x00\x00\x00\x00"
    with pytest.raises(images.NotAPictureError, match="too"):
        look(tmp_path, png, "bomb.png")


def test_a_changed_file_is_looked_at_again(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(picture("PNG"))
    first = images.look(file, 1)
    file.write_bytes(picture("PNG", (8, 8)))
    assert (first.width, images.look(file, 2).width) == (6, 8)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_paper_takes_most_pictures_as_they_are(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a"
    file.write_bytes(picture(kind))
    assert images.for_paper(file) is None


def test_other_pictures_are_made_anew_for_paper(tmp_path: Path) -> None:
    file = tmp_path / "a.tif"
    file.write_bytes(picture("TIFF"))
    content = images.for_paper(file)
    assert content is not None
    assert Image.open(io.BytesIO(content)).size == (6, 4)

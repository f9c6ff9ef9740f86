"""Picture files: their size, the words in them, and files that are none."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

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
    found = look(tmp_path, inscribed(fields)).words
    assert (found.caption, found.credit, found.rights) == (
        "The caption", "The credit", "The rights",
    )  # fmt: skip


def test_the_maker_is_read_beside_the_credit(tmp_path: Path) -> None:
    found = look(tmp_path, inscribed({80: b"Ann Smith", 110: b"The Echo"})).words
    assert (found.creator, found.credit) == ("Ann Smith", "The Echo")


@pytest.mark.parametrize(("text", "declared"), [("Łódź".encode(), True), ("Łódź".encode(), False)])
def test_words_in_utf_8_are_read(tmp_path: Path, text: bytes, *, declared: bool) -> None:
    assert look(tmp_path, inscribed({120: text}, declared=declared)).words.caption == "Łódź"


def test_words_of_old_programs_are_read(tmp_path: Path) -> None:
    assert look(tmp_path, inscribed({120: "Café".encode("latin-1")})).words.caption == "Café"


def test_a_picture_without_words_says_nothing(tmp_path: Path) -> None:
    found = look(tmp_path, picture()).words
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


def made(tmp_path: Path, content: bytes, *sizes: tuple[int, int, bool]) -> dict[str, Image.Image]:
    """The copies of a picture file in *sizes*, by their names."""
    file = tmp_path / "a"
    file.write_bytes(content)
    images.make_copies(file, tmp_path / "made", sizes)
    found: dict[str, Image.Image] = {
        path.name: Image.open(path) for path in (tmp_path / "made").iterdir()
    }
    for image in found.values():
        image.load()
    return found


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def near(image: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Whether the pixel at *place* is about of that colour."""
    pixel = image.convert("RGB").getpixel(place)
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_a_copy_has_its_size_in_both_forms(tmp_path: Path) -> None:
    found = made(tmp_path, picture(size=(600, 400)), (320, 213, True), (600, 400, False))
    assert {name: image.size for name, image in found.items()} == {
        "320.jpg": (320, 213),
        "320.webp": (320, 213),
        "600.jpg": (600, 400),
    }


def test_copies_are_the_same_each_time(tmp_path: Path) -> None:
    file, sizes = tmp_path / "a", [(32, 32, True)]
    file.write_bytes(saved(Image.radial_gradient("L"), "PNG"))
    for name in ("one", "two"):
        images.make_copies(file, tmp_path / name, sizes)
    one, two = (
        [path.read_bytes() for path in (tmp_path / name).iterdir()] for name in ("one", "two")
    )
    assert one == two


def test_a_copy_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    made(tmp_path, picture(), (6, 4, False))
    assert made(tmp_path, b"no picture", (6, 4, False)).keys() == {"6.jpg"}


def test_a_jpeg_in_its_own_size_is_the_file_itself_without_its_words(tmp_path: Path) -> None:
    content = saved(Image.radial_gradient("L"), "JPEG", quality=90, comment=b"words")
    found = made(tmp_path, content, (256, 256, True))["256.jpg"]
    assert found.tobytes() == Image.open(io.BytesIO(content)).tobytes()
    assert "comment" not in found.info


def test_a_webp_is_no_larger_than_the_jpeg_beside_it(tmp_path: Path) -> None:
    noise = Image.effect_noise((300, 300), 60)
    made(tmp_path, saved(noise, "JPEG", quality=70), (300, 300, True))
    jpeg, webp = ((tmp_path / "made" / name).stat().st_size for name in ("300.jpg", "300.webp"))
    assert webp <= jpeg


def test_a_copy_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    image = Image.new("RGB", (60, 40), "white")
    image.paste("red", (0, 0, 30, 40))
    content = saved(image, "JPEG", exif=exif, quality=95)
    found = made(tmp_path, content, (20, 30, True), (40, 60, False))
    assert all(near(copy, (10, 4), (255, 0, 0)) for copy in found.values())


def test_nothing_of_the_place_and_the_camera_is_in_a_copy(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    content = picture(size=(60, 40), exif=exif, xmp=b"<exif:GPSLatitude>54</exif:GPSLatitude>")
    for copy in made(tmp_path, content, (30, 20, True), (60, 40, False)).values():
        assert not {"exif", "xmp"} & copy.info.keys()


def test_ink_becomes_light(tmp_path: Path) -> None:
    red = Image.new("CMYK", (60, 40), (0, 255, 255, 0))
    found = made(tmp_path, saved(red, "JPEG", quality=95), (60, 40, True))
    assert all(near(copy, (9, 9), (255, 0, 0)) for copy in found.values())


def test_ink_that_no_adobe_program_wrote_is_not_turned_round(tmp_path: Path) -> None:
    content = saved(Image.new("CMYK", (60, 40), (0, 255, 255, 0)), "JPEG", quality=95)
    at = content.index(b"\xff\xee")
    plain = content[:at] + content[at + 16 :]
    found = made(tmp_path, plain, (60, 40, False))["60.jpg"]
    assert near(found, (9, 9), (0, 0, 0))


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    deep = Image.new("I;16", (60, 40), 128 * 256)
    found = made(tmp_path, saved(deep, "PNG"), (60, 40, False))["60.jpg"]
    assert near(found, (9, 9), (128, 128, 128))


@pytest.mark.parametrize("mode", ["I", "F", "1", "LA", "LAB", "YCbCr", "RGBA", "P"])
def test_every_kind_of_pixel_can_be_shown(tmp_path: Path, mode: str) -> None:
    content = saved(Image.new(mode, (60, 40)), "TIFF")
    assert made(tmp_path, content, (60, 40, True)).keys() == {"60.jpg", "60.webp"}


def test_what_can_be_seen_through_lies_on_white(tmp_path: Path) -> None:
    image = Image.new("P", (60, 40), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    found = made(tmp_path, saved(image, "PNG", transparency=0), (60, 40, True))
    assert all(near(copy, (9, 9), (255, 255, 255)) for copy in found.values())


def test_a_drawing_is_exact(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste("navy", (10, 10, 30, 30))
    found = made(tmp_path, saved(image, "PNG"), (60, 40, True))["60.webp"]
    assert found.convert("RGB").tobytes() == image.tobytes()


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
WIDE = SRGB.replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be"))


def test_a_colour_profile_is_kept(tmp_path: Path) -> None:
    found = made(tmp_path, picture(size=(60, 40), icc_profile=WIDE), (30, 20, True), (60, 40, True))
    assert {copy.info.get("icc_profile") for copy in found.values()} == {WIDE}


def test_the_profile_that_browsers_take_for_granted_is_left_out(tmp_path: Path) -> None:
    found = made(tmp_path, picture(size=(60, 40), icc_profile=SRGB), (30, 20, True))
    assert {copy.info.get("icc_profile") for copy in found.values()} == {None}


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_there_is_of_a_cut_file_is_shown(tmp_path: Path, kind: str) -> None:
    noise = saved(Image.effect_noise((300, 300), 60), kind)
    content = noise[: len(noise) * 2 // 3]
    assert look(tmp_path, content).cut
    assert made(tmp_path, content, (300, 300, False))["300.jpg"].size == (300, 300)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_a_file_with_several_pictures_says_so(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (6, 4), colour) for colour in ("red", "blue")]
    content = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    assert look(tmp_path, content).several
    assert near(made(tmp_path, content, (6, 4, False))["6.jpg"], (3, 2), (255, 0, 0))


def test_a_photo_with_a_second_one_for_a_phone_is_one_photo(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (6, 4), colour) for colour in ("red", "blue")]
    content = saved(frames[0], "MPO", save_all=True, append_images=frames[1:])
    assert not look(tmp_path, content).several


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\0" * 4000, "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"%PDF-1.4", "PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    ],
)
def test_what_is_no_picture_is_called_by_its_name(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(images.NotAPictureError, match=said):
        look(tmp_path, content)


def test_a_name_that_lies_does_not_matter(tmp_path: Path) -> None:
    assert look(tmp_path, picture("PNG"), "a.jpg").format == "PNG"


@pytest.mark.parametrize("size", [(1, 1), (10_000, 10), (10, 10_000)])
def test_odd_proportions_can_be_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    found = made(tmp_path, picture("PNG", size), (*size, True), (1, 1, True))
    assert {copy.size for copy in found.values()} == {size, (1, 1)}


def test_what_cannot_be_read_makes_no_copies(tmp_path: Path) -> None:
    with pytest.raises(images.NotAPictureError):
        made(tmp_path, b"no picture", (6, 4, True))


def test_a_cut_picture_is_made_anew_for_paper(tmp_path: Path) -> None:
    noise = saved(Image.effect_noise((300, 300), 60), "JPEG")
    file = tmp_path / "a.jpg"
    file.write_bytes(noise[: len(noise) * 2 // 3])
    assert images.for_paper(file) is not None


def test_paper_gets_no_more_of_a_jpeg_than_the_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    file = tmp_path / "a.jpg"
    file.write_bytes(picture(exif=exif))
    content = images.for_paper(file)
    assert content is not None
    assert Image.open(io.BytesIO(content)).tobytes() == Image.open(file).tobytes()
    assert b"Exif" not in content


def test_a_picture_stands_upright_on_paper(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    file = tmp_path / "a.jpg"
    file.write_bytes(picture(exif=exif))
    content = images.for_paper(file)
    assert content is not None
    assert Image.open(io.BytesIO(content)).size == (4, 6)


@pytest.mark.parametrize("size", [(6000, 4000), (1000, 9000), (10000, 10)])
def test_a_picture_has_at_most_300_dots_an_inch_on_paper(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "large.jpg"
    Image.new("RGB", size, "grey").save(file)
    content = images.for_paper(file)
    assert content is not None
    with Image.open(io.BytesIO(content)) as picture:
        width, height = picture.size
    most_wide, most_tall = images.PAPER_SIZE
    assert width == most_wide or height == most_tall
    assert width <= most_wide
    assert height <= most_tall


def test_a_large_picture_that_lies_on_its_side_stands_upright_on_paper(tmp_path: Path) -> None:
    file = tmp_path / "side.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (6000, 4000), "grey").save(file, exif=exif)
    content = images.for_paper(file)
    assert content is not None
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (947, 1420)

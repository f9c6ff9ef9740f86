"""Stand-ins for photographs: what Typst is given, and that nobody meets them in a PDF."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.pdf.conftest import print_archive

from broadsheet.pdf.patches import objects, patched
from broadsheet.pdf.standins import SIGN, relieved, stand_in
from broadsheet.pdf.typesetter import TypesetError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Printed

STORY = "---\ntitle: T\npublished: 1926\n---\n:::{photo} p.jpg\n:alt: a dog\n:::\n"
NAME = "0123456789abcdef" * 4
ORIGINAL = STORY.replace("published", "original:\n  file: o.bin\npublished")


def photo(seed: int = 0, kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """A picture of noise, which no deflating makes shorter."""
    held = io.BytesIO()
    points = noise(seed, bands=len(mode))
    Image.frombytes(mode, (90, 60), points).save(held, kind, **options)
    return held.getvalue()


def noise(seed: int, *, bands: int = 3) -> bytes:
    """The points of a picture."""
    return random.Random(seed).randbytes(90 * 60 * bands)  # noqa: S311 - no secret


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., Printed]:
    def make(**stories: tuple[str, bytes]) -> Printed:
        files: dict[str, str | bytes] = {}
        for name, (text, picture) in stories.items():
            files[f"1926/{name}/index.md"] = text
            files[f"1926/{name}/p.jpg"] = picture
            files[f"1926/{name}/o.bin"] = SIGN + random.Random(1).randbytes(500)  # noqa: S311
        return print_archive(tmp_path / "archive", files)

    return make


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"mode": "L"}])
def test_a_stand_in_is_a_short_jpeg_of_the_same_size(options: dict[str, object]) -> None:
    whole = photo(**options)  # type: ignore[arg-type]
    standing = stand_in(whole, NAME)
    assert standing
    assert len(standing) < 1000 < len(whole)
    with Image.open(io.BytesIO(standing)) as short:
        assert (short.format, short.size) == ("JPEG", (90, 60))


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", photo()[:100], photo(kind="PNG"), b"GIF89a"])
def test_what_is_no_jpeg_has_no_stand_in(data: bytes) -> None:
    assert stand_in(data, NAME) is None


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"mode": "L"}])
def test_the_photograph_itself_is_in_the_pdfs(
    printed: Callable[..., Printed], options: dict[str, object]
) -> None:
    whole = photo(**options)  # type: ignore[arg-type]
    result = printed(a=(STORY, whole))
    assert not result.heard
    for pdf in (result.pdf("1926/a"), result.volume):
        made = pdf.read_bytes()
        assert b"<</Length %d/Type/XObject/Subtype/Image" % len(whole) in made
        assert whole + b"\nendstream" in made
        assert SIGN not in made
        for number, place in enumerate(objects(made), 1):
            assert made.startswith(b"%d 0 obj" % number, place)


def test_a_photograph_of_two_stories_is_in_the_volume_once(
    printed: Callable[..., Printed],
) -> None:
    result = printed(a=(STORY, photo()), b=(STORY, photo()), c=(STORY, photo(1)))
    made = result.volume.read_bytes()
    assert [made.count(each) for each in (photo(), photo(1))] == [1, 1]


def test_another_photograph_of_that_name_takes_its_place(printed: Callable[..., Printed]) -> None:
    result = printed(a=(STORY, photo()), b=(STORY, photo()))
    # Written into the same file, which the room knows by a second name.
    (result.root / "1926/a/p.jpg").write_bytes(photo(1))
    again = result.again()
    assert not again.heard
    assert photo(1) in again.pdf("1926/a").read_bytes()
    assert photo() in again.pdf("1926/b").read_bytes()
    assert all(each in again.volume.read_bytes() for each in (photo(), photo(1)))


def test_another_drawing_of_that_name_takes_its_place(
    printed: Callable[..., Printed], run_tool: Callable[..., str], tmp_path: Path
) -> None:
    result = printed(a=(STORY, photo(kind="PNG")))
    (result.root / "1926/a/p.jpg").write_bytes(photo(1, kind="PNG"))
    run_tool("pdfimages", "-png", result.again().pdf("1926/a"), tmp_path / "p")
    with Image.open(tmp_path / "p-000.png") as shown:
        assert shown.tobytes() == noise(1)


def test_what_is_attached_may_look_like_a_stand_in(printed: Callable[..., Printed]) -> None:
    result = printed(a=(ORIGINAL, photo()))
    made = result.pdf("1926/a").read_bytes()
    assert not result.heard
    assert made.count(SIGN) == 1
    assert photo() in made


def signed(dictionary: bytes, data: bytes) -> bytes:
    """A PDF of one object, a stream of *data*."""
    made = b"%%PDF-1.7\n1 0 obj\n<</Length %d%b>>\nstream\n%b\nendstream" % (
        len(data),
        dictionary,
        data,
    )
    table = b"\nxref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\n"
    return made + table + b"trailer\nstartxref\n%d\n%%%%EOF" % (len(made) + 1)


IMAGE = b"/Type/XObject/Subtype/Image/Filter/DCTDecode"


def test_the_photograph_takes_the_place_of_its_stand_in(tmp_path: Path) -> None:
    standing = stand_in(photo(), NAME)
    assert standing
    file = tmp_path / "p.jpg"
    file.write_bytes(photo())
    made = signed(IMAGE, standing)
    patches = relieved(made, {NAME: file})
    assert b"".join(patched(made, patches)) == signed(IMAGE, photo())


def test_a_photograph_that_is_not_what_it_was_is_refused(tmp_path: Path) -> None:
    standing = stand_in(photo(), NAME)
    assert standing
    file = tmp_path / "p.jpg"
    file.write_bytes(photo(mode="L"))
    for photographs in ({}, {NAME: file}):
        with pytest.raises(TypesetError, match="is not what it was"):
            list(relieved(signed(IMAGE, standing), photographs))


def test_a_stand_in_where_typst_put_none_is_refused() -> None:
    standing = stand_in(photo(), NAME)
    assert standing
    with pytest.raises(TypesetError, match="not where Typst used to put them"):
        list(relieved(signed(b"/Type/XObject", standing), {}))

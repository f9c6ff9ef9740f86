"""Picture files, and copies of them for a site and for paper."""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import PIL
from PIL import Image, ImageFile, IptcImagePlugin, UnidentifiedImageError

from broadsheet import colours, fixity, inscription, signs
from broadsheet.colours import FAULTS, JPEGS
from broadsheet.inscription import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from broadsheet.inscription import Datasets

    Size = tuple[int, int, bool]

READER = f"Pillow {PIL.__version__}"
LARGEST = 150_000_000
"""A page of a broadsheet, scanned at 600 dots an inch, has 140 million pixels."""

LARGE = 40_000_000
"""Pictures with more pixels are opened one at a time, and only to make copies of them."""

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
FOR_PAPER = (*JPEGS, "PNG", "GIF", "WEBP")
ORIENTATION = 0x0112
TURN = Image.Transpose
TURNS = dict(enumerate((
    TURN.FLIP_LEFT_RIGHT, TURN.ROTATE_180, TURN.FLIP_TOP_BOTTOM, TURN.TRANSPOSE,
    TURN.ROTATE_270, TURN.TRANSVERSE, TURN.ROTATE_90,
), start=2))  # fmt: skip
SIDEWAYS = {5, 6, 7, 8}

# Chosen by looking and measuring; docs/explanation/pictures.md has the figures.
JPEG, WHOLE_JPEG, PAPER_JPEG = 80, 88, 92
PAPER_SIZE = (2080, 1420)  # 176 by 120 mm with 300 dots an inch, the largest on any of our pages
WEBP, WEBP_SMALLER, WEBP_METHOD = 75, 60, 4
PROGRESSIVE, GAP = 20_000_000, 3.0
FEW_COLOURS = 1024


class NotAPictureError(Exception):
    """A file that cannot be shown; its text says why, for the archivist."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture file is, and what it says of itself.

    ``width`` and ``height`` are in pixels, after the file's own orientation is honoured. ``cut``
    tells that the file ends too early, ``several`` that it holds further pictures behind the first.
    """

    width: int
    height: int
    format: str
    sha256: str
    words: Words = field(default_factory=Words)
    cut: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is the same as another when its content is."""

    sha256: str
    path: Path = field(compare=False)


@lru_cache(maxsize=4096)
def look(path: Path, _changed: int) -> Look:
    """What the picture at *path* is and says of itself.

    The second argument is the file's time of change, so that a changed file is looked at again.
    Raises NotAPictureError where Pillow cannot read it, or would need too much memory to.
    """
    try:
        if not path.is_file():
            raise NotAPictureError("it is no file")
        return _look(_File(fixity.sha256_of_file(path), path))
    except OSError as fault:
        raise NotAPictureError(f"it cannot be read ({fault.strerror})") from None


@lru_cache(maxsize=4096)
def _look(file: _File) -> Look:
    with _opened(file.path) as picture:
        turned = _orientation(picture) in SIDEWAYS
        width, height = picture.size[::-1] if turned else picture.size
        several = picture.format not in JPEGS and bool(getattr(picture, "is_animated", False))
        words, cut = _words(picture), _is_cut(picture, file.path)
        return Look(width, height, picture.format or "", file.sha256, words, cut, several)


@contextmanager
def _opened(path: Path) -> Iterator[ImageFile.ImageFile]:
    """The picture at *path*; every fault of its file is a NotAPictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as picture:
                if picture.width * picture.height > LARGEST:
                    size = " × ".join(map(str, picture.size))
                    raise NotAPictureError(f"it has {size} pixels, too many to be opened safely")
                yield picture
    except UnidentifiedImageError:
        raise NotAPictureError(signs.what_it_is(path)) from None
    except Image.DecompressionBombError:
        raise NotAPictureError("it is too large to be opened safely") from None
    except MemoryError:
        raise NotAPictureError("it needs more memory than there is") from None
    except FAULTS as fault:
        why = str(fault) or type(fault).__name__
        raise NotAPictureError(f"it cannot be read ({why})") from None


def _is_cut(picture: ImageFile.ImageFile, path: Path) -> bool:
    """Whether the file ends before its picture does.

    A JPEG that has an end is not decoded to find out, nor is what needs much memory. Raises, as
    Pillow does, where nothing of the picture can be shown.
    """
    whole = picture.format in JPEGS and inscription.bare(path.read_bytes()) is not None
    if whole or picture.width * picture.height > LARGE:
        return False
    try:
        picture.load()
    except OSError:
        with _lenient(), Image.open(path, formats=FORMATS) as again:
            again.load()
        return True
    return False


@contextmanager
def _lenient() -> Iterator[None]:
    """A while in which Pillow shows what there is of a file that ends too early."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _orientation(picture: Image.Image) -> int:
    """How the picture is to be turned, as EXIF says it; 1 where it does not."""
    turn = 1
    with suppress(*FAULTS):
        turn = picture.getexif().get(ORIENTATION, 1)
    return turn if turn in TURNS else 1


def _words(picture: ImageFile.ImageFile) -> Words:
    """The words in the file: XMP's first, then those of IPTC-IIM, then those of EXIF."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    raw = packet.encode("utf-8", "replace") if isinstance(packet, str) else bytes(packet)
    datasets: Datasets = {}
    tags: dict[int, object] = {}
    with suppress(*FAULTS):
        datasets = IptcImagePlugin.getiptcinfo(picture) or {}
    with suppress(*FAULTS):
        tags = dict(picture.getexif())
    return inscription.first(
        inscription.from_xmp(raw), inscription.from_iim(datasets), inscription.from_exif(tags)
    )


def make_copies(path: Path, folder: Path, sizes: Sequence[Size]) -> bool:
    """Make copies of the picture at *path* in each of *sizes*, without any words in them.

    A size is a width, a height, and whether there is to be a WebP beside the JPEG. The copies are
    called `WIDTH.jpg` and `WIDTH.webp` in *folder*; those that are there stay. Tells whether all
    of the picture could be read; of a damaged one, what there is of it is shown. Raises
    NotAPictureError where Pillow cannot read the file, and OSError where it cannot be written.
    """
    missing = [size for size in sizes if not all(file.exists() for file in files(folder, size))]
    if not missing:
        return True
    try:
        made, sound = _made(path, folder, missing), True
    except NotAPictureError:
        with _lenient():
            made, sound = _made(path, folder, missing), False
    for file, content in made:
        fixity.write_whole(file, content)
    return sound


def _made(path: Path, folder: Path, missing: Sequence[Size]) -> list[tuple[Path, bytes]]:
    """The files of the copies in the *missing* sizes, with what is to be in them."""
    made: list[tuple[Path, bytes]] = []
    with _opened(path) as picture:
        whole = _untouched(picture, path)
        turned = _orientation(picture) in SIDEWAYS
        size = picture.size[::-1] if turned else picture.size
        rest = [one for one in missing if not (whole and one[:2] == size and not one[2])]
        if rest:
            width, height = max(one[:2] for one in rest)
            picture.draft(None, _asked(width, height, turned=turned))
            base = _Base(*_ready(picture), drawn=_is_drawn(picture))
        for one in missing:
            untouched = whole if one[:2] == size else None
            data = _copy(base, one, untouched) if one in rest else [untouched or b""]
            made += zip(files(folder, one), data, strict=True)
    return made


def files(folder: Path, size: Size) -> list[Path]:
    """The files of a copy: the JPEG and, where there is to be one, the WebP."""
    width, _height, webp = size
    return [folder / f"{width}.{ending}" for ending in (("jpg", "webp") if webp else ("jpg",))]


def _asked(width: int, height: int, *, turned: bool) -> tuple[int, int]:
    """The size that a JPEG decoder is asked for, which may give more, never less."""
    size = (round(width * 1.5), round(height * 1.5))
    return size[::-1] if turned else size


def _untouched(picture: Image.Image, path: Path) -> bytes | None:
    """The file's own JPEG without its words, where a browser shows it as it is meant."""
    profile = picture.info.get("icc_profile") or b""
    fit = picture.format in JPEGS and picture.mode in {"L", "RGB"}
    if not fit or _orientation(picture) != 1 or len(profile) > colours.SMALL_PROFILE:
        return None
    return inscription.bare(path.read_bytes())


@dataclass(frozen=True, slots=True)
class _Base:
    """The picture that copies are made of: upright, in RGB or grey, with what profile it needs."""

    image: Image.Image
    profile: bytes
    drawn: bool


def _copy(base: _Base, size: Size, untouched: bytes | None) -> list[bytes]:
    """The copy as a JPEG and, where asked for, as a WebP."""
    width, height, webp = size
    image = base.image
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=GAP)
    jpeg = untouched or _jpeg(image, base, quality=JPEG if webp else WHOLE_JPEG)
    return [jpeg, _webp(image, base, at_most=len(jpeg))] if webp else [jpeg]


def _jpeg(image: Image.Image, base: _Base, *, quality: int) -> bytes:
    """A JPEG; a drawing's edges stay clean. A very large one is made without much memory."""
    fine = image.width * image.height <= PROGRESSIVE
    return _saved(
        image,
        "JPEG",
        quality=90 if base.drawn else quality,
        subsampling=0 if base.drawn else 2,
        optimize=fine,
        progressive=fine,
        icc_profile=base.profile or None,
    )


def _webp(image: Image.Image, base: _Base, *, at_most: int) -> bytes:
    """A WebP that is, where that can be, no larger than the JPEG; of a drawing without loss."""
    options = {"method": WEBP_METHOD, "icc_profile": base.profile or None}
    if base.drawn:
        exact = _saved(image, "WEBP", lossless=True, **options)
        return min(exact, _saved(image, "WEBP", quality=90, **options), key=len)
    data = _saved(image, "WEBP", quality=WEBP, **options)
    if len(data) <= at_most:
        return data
    return _saved(image, "WEBP", quality=WEBP_SMALLER, **options)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def for_paper(path: Path) -> bytes | None:
    """The picture at *path* as a JPEG or a PNG, where no PDF can or should hold the file as it is.

    None where it can. It has at most 300 dots an inch at the largest size that it is printed in.
    Raises NotAPictureError where Pillow cannot read it.
    """
    cut = look(path, path.stat().st_mtime_ns).cut
    with _lenient(), _opened(path) as picture:
        size = _on_paper(picture)
        fit = picture.mode != "CMYK" and not cut and _orientation(picture) == 1
        if fit and picture.format in FOR_PAPER and size == picture.size:
            return _without_words(path) if picture.format in JPEGS else None
        drawn = _is_drawn(picture)
        picture.draft(None, _asked(*size, turned=False))
        image, profile = _ready(picture)
        image.thumbnail(PAPER_SIZE, Image.Resampling.LANCZOS, reducing_gap=GAP)
        if drawn:
            return _saved(image, "PNG", icc_profile=profile or None)
        options = {"quality": PAPER_JPEG, "subsampling": 0, "icc_profile": profile or None}
        return _saved(image, "JPEG", **options)


def size(path: Path) -> tuple[int, int]:
    """Width and height of the picture at *path*, in pixels.

    Raises NotAPictureError where Pillow cannot read it.
    """
    with _opened(path) as picture:
        return picture.size


def _on_paper(picture: Image.Image) -> tuple[int, int]:
    """The size in which a picture is printed, as it lies in its file."""
    most = PAPER_SIZE[::-1] if _orientation(picture) in SIDEWAYS else PAPER_SIZE
    scale = min(1, *(limit / side for limit, side in zip(most, picture.size, strict=True)))
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def _without_words(path: Path) -> bytes | None:
    """The JPEG without what is not for readers, such as where it was taken; None if it has none."""
    data = path.read_bytes()
    bare = inscription.bare(data)
    return None if bare == data else bare


# From whatever a file holds to RGB or grey.


def _is_drawn(picture: Image.Image) -> bool:
    """Whether it is a drawing, a chart or a screenshot rather than a photograph."""
    if picture.format in JPEGS or picture.mode not in {"1", "P", "RGB", "RGBA"}:
        return False
    return picture.mode in {"1", "P"} or picture.getcolors(FEW_COLOURS) is not None


def _ready(picture: Image.Image) -> tuple[Image.Image, bytes]:
    """The picture upright, opaque, in RGB or grey, and the profile that its colours need."""
    turn = _orientation(picture)
    profile = picture.info.get("icc_profile") or b""
    picture.load()
    image = colours.eight_bits(picture)
    if image.has_transparency_data:
        image = colours.on_white(image)
    image, profile = colours.managed(image, profile)
    if image.mode not in {"L", "RGB"}:
        image = image.convert("L" if image.mode in {"1", "LA"} else "RGB")
    if turn != 1:
        image = image.transpose(TURNS[turn])
    image.info = {}
    return image, profile

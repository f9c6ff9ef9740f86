"""The colours that a picture file holds, as a screen and a printer can show them."""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageCms

JPEGS = ("JPEG", "MPO")
SIXTEEN_BITS, SMALL_PROFILE = 65_535.0, 4096

FAULTS = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError,
    ArithmeticError, RuntimeError, struct.error, MemoryError,
)  # fmt: skip
"""What Pillow raises over files that are not as they should be."""


def eight_bits(picture: Image.Image) -> Image.Image:
    """The picture with eight bits for each colour, and ink that is dark where there is much."""
    if picture.mode == "I;16":
        return Image.frombytes("L", picture.size, picture.tobytes()[1::2])
    if picture.mode.startswith(("I", "F")):
        return _stretched(picture)
    if picture.mode == "CMYK" and picture.format in JPEGS and "adobe" not in picture.info:
        return picture.point(
            lambda value: 255 - value
        )  # Pillow takes every such file to be Adobe's
    return picture


def _stretched(picture: Image.Image) -> Image.Image:
    """A picture of large or broken numbers in grey, from its darkest to its lightest."""
    numbers = picture.convert("F")
    least, most = numbers.getextrema()
    assert isinstance(least, float)
    assert isinstance(most, float)
    if picture.mode != "F":
        least, most = 0.0, max(most, SIXTEEN_BITS)
    scale = 255 / (most - least) if most > least else 0
    return numbers.point(lambda value: value * scale - least * scale).convert("L")


def on_white(image: Image.Image) -> Image.Image:
    """What can be seen through, on white paper."""
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def managed(image: Image.Image, profile: bytes) -> tuple[Image.Image, bytes]:
    """The image, and the profile that a browser needs to show its colours.

    A small profile for RGB is kept, but for that of sRGB itself, which browsers take for granted.
    What has a large one, or is no RGB, is turned into sRGB.
    """
    if not profile:
        return image, b""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        name = ImageCms.getProfileDescription(source)
        plain = image.mode in {"RGB", "RGBA", "P"}
        if plain and (name.strip().startswith("sRGB") or len(profile) <= SMALL_PROFILE):
            return image, b"" if name.strip().startswith("sRGB") else profile
        return _in_srgb(image, source), b""
    except (ImageCms.PyCMSError, *FAULTS):
        return image, b""


def _in_srgb(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    """The image in sRGB; what is grey stays grey."""
    target = ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    assert made is not None
    return made.convert("L") if image.mode == "L" else made

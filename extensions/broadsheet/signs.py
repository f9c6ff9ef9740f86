"""What a file is that is no picture, by its first bytes; and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = (
    (4, b"ftyphei", "it is a HEIC picture, which cannot be read here; save it as JPEG"),
    (4, b"ftypmif1", "it is a HEIC picture, which cannot be read here; save it as JPEG"),
    (4, b"ftyp", "it is a film, not a picture"),
    (4, b"jP  ", "it is a JPEG 2000 picture, which browsers cannot show; save it as JPEG"),
    (0, b"\0\0\0\x0cJXL ", "it is a JPEG XL picture, which cannot be read here; save it as JPEG"),
    (0, b"\xff\x0a", "it is a JPEG XL picture, which cannot be read here; save it as JPEG"),
    (0, b"%PDF", "it is a PDF; save its page as a picture"),
    (0, b"%!PS", "it is a PostScript drawing; save it as PNG"),
    (0, b"8BPS", "it is a Photoshop document; save it as TIFF or JPEG"),
    (0, b"version https://git-lfs", "it only stands for a file that Git LFS keeps; fetch that"),
)
DRAWING = "it is an SVG drawing, which could run code; save it as PNG, 1600 pixels wide or more"
WEB_PAGE = "it is a web page, not the picture; get the picture's own file"


def what_it_is(path: Path) -> str:
    """What a file that is no picture is, as far as its first bytes tell."""
    with path.open("rb") as file:
        head = file.read(1024)
    if not head.strip(b"\0"):
        return "it is empty"
    for place, sign, message in SIGNS:
        if head.startswith(sign, place):
            return message
    text = head.lower()
    if b"<svg" in text:
        return DRAWING
    if b"<html" in text or b"<!doctype html" in text:
        return WEB_PAGE
    return "it is no picture of a kind that can be shown"

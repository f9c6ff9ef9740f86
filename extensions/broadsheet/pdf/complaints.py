"""What is said when a story could not be printed quite as it is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from broadsheet.model.problems import Complaint, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 8  # characters named in one complaint
PRIVATE = "Co"
UNSEEN = {"Cf", "Mn"}  # joiners, tags and marks, which only change the character beside them
PACKAGES = {
    "CJK": "fonts-noto-cjk",
    "HIRAGANA": "fonts-noto-cjk",
    "KATAKANA": "fonts-noto-cjk",
    "HANGUL": "fonts-noto-cjk",
}
PICTOGRAMS = range(0x1F000, 0x20000)
RARE_CHINESE = range(0x20000, 0x40000)  # of which Noto has few
OTHERWISE = "fonts-noto-core"


def about_characters(clusters: Iterable[str]) -> Complaint:
    """The complaint about characters that no font has, or that no archival PDF may hold."""
    points = _seen({point for cluster in clusters for point in cluster})
    told = ", ".join(_named(point) for point in points[:MOST])
    more = f" and {len(points) - MOST} more" if len(points) > MOST else ""
    plural = "s are" if len(points) > 1 else " is"
    return Complaint(
        Problem.NO_GLYPH,
        f"no font at hand has {told}{more}; the number{plural} printed instead",
        _advice(points),
    )


def about_pictures(names: Iterable[str]) -> Complaint:
    """The complaint about picture files that Typst cannot read."""
    told = ", ".join(f"`{name}`" for name in names)
    return Complaint(
        Problem.BAD_PHOTO,
        f"no PDF can show {told}; a note stands in its place",
        "replace the file by a JPEG, PNG, GIF, WebP or SVG that opens",
    )


def about_refusal(what: str, reason: str) -> Complaint:
    """The complaint about a PDF that could not be made at all."""
    told = " ".join(reason.split())
    return Complaint(
        Problem.PDF_FAILED,
        f"{what} could not be made: {told}",
        "the others were made; simplify what the message speaks of",
    )


def about_failure(what: str, error: Exception) -> Complaint:
    """The complaint about a PDF that was refused, or that could not be put on the disk."""
    if not isinstance(error, OSError):
        return about_refusal(what, str(error))
    return Complaint(
        Problem.PDF_FAILED,
        f"{what} could not be written: {error.strerror or error}",
        "the others were made where there was room; make room on the disk, and build again",
    )


def about_node(name: str) -> Complaint:
    """The complaint about a kind of node that no visitor knows."""
    return Complaint(
        Problem.UNKNOWN_NODE,
        f"the PDF does not know how `{name}` should look; its text is printed",
        "use another directive, or give its node a Typst visitor",
    )


def about_formula(why: str) -> Complaint:
    """The complaint about a formula that cannot be set as one."""
    return Complaint(
        Problem.BAD_MATH,
        f"a formula cannot be set, for {why}; its LaTeX is printed",
        "write it with the commands of LaTeX's own mathematics",
    )


def _seen(points: set[str]) -> list[str]:
    """The characters to speak of: those that can be seen by themselves, where there are any."""
    seen = {point for point in points if unicodedata.category(point) not in UNSEEN}
    return sorted(seen or points)


def _named(point: str) -> str:
    """A character with its number and its name in Unicode."""
    shown = f"`{point}` " if point.isprintable() else ""
    name = unicodedata.name(point, "without a name")
    return f"{shown}U+{ord(point):04X} ({name})"


def _advice(points: list[str]) -> str:
    """Which package brings the fonts, or that no font can help."""
    if all(unicodedata.category(point) == PRIVATE for point in points):
        return "replace them, for their meaning is private to one font"
    packages = ", ".join(sorted({_package(point) for point in points}))
    return f"install a font that has them (on Debian: {packages})"


def _package(point: str) -> str:
    """The Debian package of a font that is likely to have a character."""
    if ord(point) in PICTOGRAMS:
        return "fonts-noto-color-emoji"
    if ord(point) in RARE_CHINESE:
        return "fonts-hanazono"
    script = unicodedata.name(point, "").replace("-", " ").partition(" ")[0]
    return PACKAGES.get(script, OTHERWISE)

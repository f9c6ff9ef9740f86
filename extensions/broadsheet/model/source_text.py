"""The text in a file's bytes, and how surely it was decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OTHER_FILES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or a document of a word processor"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
MOST_UNPRINTABLE = 0.01
MOST_UNUSUAL = 0.3
HALF = 0.4


class NotText(ValueError):  # noqa: N818 - it says what the bytes are not, as a sentence would
    """The bytes are no text; the message says what they are."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """Decoded text; ``guess`` is a sentence where the encoding was guessed, else empty."""

    text: str
    encoding: str
    guess: str = ""


def decode(data: bytes) -> SourceText:
    """The text in *data*. Raises NotText where there is none."""
    for magic, kind in OTHER_FILES:
        if data.startswith(magic):
            raise NotText(f"it is {kind}, not plain text")
    source = _decoded(data)
    bad = len(UNPRINTABLE.findall(source.text))
    if bad > MOST_UNPRINTABLE * len(source.text):
        raise NotText("its bytes are not text")
    return source


def _decoded(data: bytes) -> SourceText:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if b"\0" in data:
        return _wide(data)
    try:
        return SourceText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
    return _windows(data, line)


def _marked(data: bytes, encoding: str) -> SourceText:
    try:
        return SourceText(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError:
        name = encoding.removesuffix("-sig").upper()
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        guess = f"the file says that it is {name}, but some of its bytes are not; � stands for them"
        return SourceText(text, encoding, guess)


def _wide(data: bytes) -> SourceText:
    """Text of two bytes a letter that does not say so: every other byte of Latin text is zero."""
    half = len(data) // 2
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[start::2].count(0) > HALF * half and data[1 - start :: 2].count(0) == 0:
            text = data.decode(encoding, "replace")
            return SourceText(text, encoding, f"the file names no encoding; {encoding} fits")
    raise NotText("its bytes are not text")


def _windows(data: bytes, line: int) -> SourceText:
    """Text in Windows-1252, which nearly every old file in western Europe and America is."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise NotText("its bytes are neither UTF-8, UTF-16 nor Windows-1252 text") from None
    unusual = sum(character >= "\x80" for character in text)
    if unusual > MOST_UNUSUAL * len(text):
        raise NotText("its bytes are neither UTF-8, UTF-16 nor Windows-1252 text")
    return SourceText(
        text,
        "windows-1252",
        f"not UTF-8; it was read as Windows-1252: compare the letters from line {line} on",
    )

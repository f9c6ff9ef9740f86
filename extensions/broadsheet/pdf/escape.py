"""What content becomes before Typst may see it: string literals, and nothing that could be markup.

Every word of an entry reaches Typst inside a string literal. There, only the backslash and the
quotation mark mean anything, so a story that contains `#`, `$`, `=` or `--` prints as itself.
Source: Typst's reference, "String", and PDF/A-3, ISO 19005-3:2012, 6.2.11.7.
"""

from __future__ import annotations

import re

PLANES = range(0x10000, 0x110000, 0x10000)
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but not those that end a line
    "\ufeff"  # a mark of the byte order, which PDF/UA forbids in text
    "\ud800-\udfff"  # halves of a character
    "\ufdd0-\ufdef\ufffe\uffff"  # codes that stand for no character
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in PLANES)
    + "]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile("[ \t\n]+")
LONGEST_WORD = 46
ENDLESS = re.compile(f"[!-\u07ff]{{{LONGEST_WORD},}}")  # scripts that set spaces between words
PIECE = re.compile("[!-\u07ff]{1,12}[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]*")
HUGE = re.compile("[!-\u07ff]{2000,}")
ZERO_WIDTH_SPACE = "\u200b"
MOST_SEAMS = 400  # what many of them cost grows with their square
SEAM = "\0"
BYTE_ORDER_MARK = "\ufeff"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def printable(text: str) -> str:
    """*text* with one kind of line end, and without what no page can show.

    A control character is left out; half a character becomes the replacement character.
    """
    return UNPRINTABLE.sub(_shown, LINE_ENDS.sub("\n", text))


def literal(text: str) -> str:
    """A Typst string literal that gives *text*, its lines as they are."""
    return f'"{printable(text).translate(ESCAPES)}"'


def prose(text: str) -> str:
    """A Typst string literal that gives *text* as running text: a line end is a space."""
    return f'"{SPACES.sub(" ", printable(text)).translate(ESCAPES)}"'


def loosened(text: str) -> str:
    """*text* with zero-width spaces in words that no page could hold."""
    return HUGE.sub(lambda word: ZERO_WIDTH_SPACE.join(PIECE.findall(word[0])), text)


def pieces(text: str) -> list[str]:
    """*text* cut within words that no line could hold, where a line may end."""
    if len(text) < LONGEST_WORD:
        return [text]
    marked = ENDLESS.sub(lambda word: SEAM.join(PIECE.findall(word[0])), text)
    if marked.count(SEAM) > MOST_SEAMS:
        return [marked.replace(SEAM, ZERO_WIDTH_SPACE)]
    return marked.split(SEAM)


def content(text: str) -> str:
    """Typst content that shows *text* as running text, or nothing where it is empty."""
    return f"[#{prose(text)}]" if text.strip() else "none"


def array(texts: tuple[str, ...]) -> str:
    """A Typst array of strings."""
    return "(" + "".join(f"{prose(text)}, " for text in texts) + ")"


def _shown(match: re.Match[str]) -> str:
    """What stands for an unprintable character: nothing where it is unseen by itself."""
    return "" if match[0] < "\xa0" or match[0] == BYTE_ORDER_MARK else REPLACEMENT

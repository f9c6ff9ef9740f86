"""Words: what of a text is one, and under which key it is found.

The client in the browser does the same to what a reader types (`client/tokens.js`), so that both
always agree; whatever changes here changes there. Stemming is no part of it: that is done when the
index is built, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

LONGEST = 64
"""A word of more characters is cut: it is the rubbish of a machine, and nobody types it."""

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Myanmar
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u1780-\u17ff\u19e0-\u19ff"  # Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"  # Han
    "\u3041-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # kana, Bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Characters of scripts that set no spaces, or write words together: each pair is a word."""

SILENT = "\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
"""What a key leaves out: accents, Hebrew points, Arabic vowel signs and the tatweel."""

ALIKE = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ı": "i", "ς": "σ",
    }
)  # fmt: skip
"""Letters that are no letter with an accent to Unicode, and are typed as one."""

PRINTED = ("\u00a0", "‘", "“", "”", "–", "—", "…")
"""What texts in plain letters have beside ASCII, and is no part of a word."""

APART = re.sub(r"\W", " ", bytes(range(128)).decode())
"""What each character of ASCII is to be, so that words have spaces between them."""

POSSESSIVE = re.compile(r"'s(?<=[a-z0-9_]'s)(?![a-z0-9_])")
PLAIN = re.compile(r"([a-z0-9_]+)(?:'s(?![a-z0-9_]))?")
WESTERN = re.compile(r"(\w+)(?:['’]s(?!\w))?")
FOREIGN = re.compile("[^\0-\u02ff\u1e00-\u1eff\u2000-\u206f]")
"""What shows that a text may hold marks, pairs, or letters whose small form hangs on others."""

UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
SILENT_RUN = re.compile(f"[{SILENT}]+")
MARKS = ("Mn", "Mc", "Me")
PLANES = (range(0x20000), range(0xE0100, 0xE01F0))


def words(text: str) -> list[str]:
    """The words of *text* as they are written, in small letters, in their order.

    Each stands one place behind the other. A run of *n* unspaced characters gives its n - 1 pairs,
    and then its last character.
    """
    small = text.lower()
    plain = small if small.isascii() else _without_printed(small)
    if plain.isascii():
        return _cut(_plain_words(plain))
    if FOREIGN.search(small) is None and unicodedata.is_normalized("NFKC", text):
        return _cut(WESTERN.findall(small))
    return _of_any_script(text)


def key(word: str) -> str:
    """What *word*, one of `words`, is found under: without accents, and letters that look alike."""
    if word.isascii():
        return word
    bare = SILENT_RUN.sub("", unicodedata.normalize("NFKD", word).lower())
    return unicodedata.normalize("NFC", bare.translate(ALIKE))


def unspaced(word: str) -> bool:
    """Whether *word* belongs to a script that sets no spaces: it is a pair, and has no stem."""
    return not word.isascii() and UNSPACED_RUN.match(word) is not None


def _without_printed(small: str) -> str:
    for sign in PRINTED:
        small = small.replace(sign, " ")
    return small.replace("’", "'")


def _plain_words(small: str) -> list[str]:
    """The words of *small*, which is ASCII; looking for each would take three times as long."""
    if "'s'" in small:  # whose s is part of the word before it is for the rules to say
        return PLAIN.findall(small)
    return POSSESSIVE.sub(" ", small).translate(APART).split()


def _of_any_script(text: str) -> list[str]:
    runs = [unicodedata.normalize("NFKC", run).lower() for run in _any_script().findall(text)]
    known = [run for run in runs if not SILENT_RUN.fullmatch(run)]
    if not any(map(UNSPACED_RUN.search, known)):
        return _cut(known)
    return _cut([part for run in known for part in _parts(run)])


def _cut(found: list[str]) -> list[str]:
    if max(map(len, found), default=0) <= LONGEST:
        return found
    return [word[:LONGEST] for word in found]


def _parts(word: str) -> list[str]:
    if word.isascii() or not UNSPACED_RUN.search(word):
        return [word]
    parts = []
    end = 0
    for run in UNSPACED_RUN.finditer(word):
        parts += [word[end : run.start()]] * (run.start() > end)
        parts += [first + second for first, second in pairwise(run[0])] + [run[0][-1]]
        end = run.end()
    return parts + [word[end:]] * (end < len(word))


@cache
def _any_script() -> re.Pattern[str]:
    """A run of letters, marks, digits and `_`, without the `'s` of a possessive behind it."""
    word = rf"[\w{_marks()}]"
    return re.compile(rf"({word}+)(?:['’][sS](?!{word}))?")


def _marks() -> str:
    """All combining marks, which Python does not take for a part of a word, as ranges."""
    codes = [code for plane in PLANES for code in plane if unicodedata.category(chr(code)) in MARKS]
    edges = [place for place in range(1, len(codes)) if codes[place] != codes[place - 1] + 1]
    firsts, lasts = [0, *edges], [*(edge - 1 for edge in edges), len(codes) - 1]
    return "".join(
        f"{chr(codes[first])}-{chr(codes[last])}" for first, last in zip(firsts, lasts, strict=True)
    )

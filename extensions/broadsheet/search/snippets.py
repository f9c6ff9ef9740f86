"""A passage of a text in which the words that were found stand, and where they stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from broadsheet.search import tokens
from broadsheet.search.matching import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.search.finding import Search

WIDTH = 240
"""How many characters a passage has, about."""

LEAD = 60
"""How many stand before the first word that was found, at most."""

FARTHEST = 64
"""How far apart two words of a text may be, for one to be looked for behind the other."""


class Wanted(NamedTuple):
    """The keys to mark, and beginnings of keys."""

    keys: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, key: str) -> bool:
        """Whether a word with this *key* is marked."""
        return key in self.keys or key.startswith(self.beginnings)


def wanted(search: Search) -> Wanted:
    """What to mark for a query: its words in every form that was found."""
    keys, beginnings = set[str](), set[str]()
    for node in search.nodes:
        for word in words_of(node):
            if word.open:
                beginnings.add(word.token.key)
                continue
            keys.add(word.token.key)
            for matcher in search.matchers if node.kind != "phrase" else ():
                for group in matcher.groups(word):
                    keys.update(map(bare, matcher.segment.forms(group.ref)))
    return Wanted(frozenset(keys), tuple(sorted(beginnings)))


def bare(key: bytes) -> str:
    """A key without the field that it is of."""
    return (key[2:] if key.startswith(b"\x01") else key).decode()


def passage(text: str, marks: Wanted) -> list[tuple[str, bool]]:
    """Pieces of the best passage of *text*, each with whether it is marked."""
    found = [span for span in spans(text) if marks.fits(span[0])]
    start, end = _window(text, found)
    pieces = [("… ", False)] if start else []
    at = start
    for _key, first, last in found:
        if first < start or last > end or last <= at:
            continue
        pieces += [(text[at:first], False)] if first > at else []
        pieces.append((text[max(at, first) : last], True))
        at = last
    pieces += [(text[at:end], False)] if end > at else []
    return pieces + ([(" …", False)] if end < len(text) else [])


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The key of each word of *text*, and where it begins and ends."""
    small = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    at = 0
    for word in tokens.words(text):
        place = small.find(word, at, at + len(word) + FARTHEST)
        if place >= 0:
            yield tokens.key(word), place, place + len(word)
            at = place + (1 if tokens.unspaced(word) else len(word))


def _window(text: str, found: list[tuple[str, int, int]]) -> tuple[int, int]:
    """Where the passage with most of the words begins and ends; the first of several."""
    best, most = 0, 0
    for number, (_key, first, _last) in enumerate(found):
        near = {key for key, start, end in found[number:] if end <= first + WIDTH - LEAD}
        if len(near) > most:
            best, most = first, len(near)
    start = 0 if best <= LEAD else text.find(" ", best - LEAD, best) + 1 or best - LEAD
    end = start + WIDTH
    space = text.find(" ", end, end + LEAD)
    return start, min(space if space > 0 else end, len(text))

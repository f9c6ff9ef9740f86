"""Numbers and words as the index writes them: short numbers and long beginnings cost little.

A varint is LEB128: seven bits a byte, the lowest first, and the high bit where more follow.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MORE = 0x80


def varint(number: int) -> bytes:
    """*number*, which is not negative, in as few bytes as it needs."""
    if number < MORE:
        return bytes((number,))
    found = bytearray()
    while number >= MORE:
        found.append(number & 0x7F | MORE)
        number >>= 7
    found.append(number)
    return bytes(found)


def varints(numbers: Iterable[int]) -> bytes:
    """*numbers*, one behind the other."""
    return b"".join(map(varint, numbers))


def zigzag(number: int) -> int:
    """A number that may be negative as one that is not: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return number * 2 if number >= 0 else -number * 2 - 1


def unzigzag(number: int) -> int:
    """The number that `zigzag` gave *number* for."""
    return -(number + 1 >> 1) if number & 1 else number >> 1


def gaps(numbers: Sequence[int]) -> Iterator[int]:
    """The first of *numbers*, which rise, and then how much each is more than the one before."""
    before = 0
    for number in numbers:
        yield number - before
        before = number


def sized(content: bytes) -> bytes:
    """*content* behind its length."""
    return varint(len(content)) + content


class Bytes:
    """Bytes that are read from the front."""

    def __init__(self, content: bytes, place: int = 0) -> None:
        """Begin to read *content* at *place*."""
        self.content = content
        self.place = place

    def number(self) -> int:
        """The next varint."""
        found = shift = 0
        while True:
            byte = self.content[self.place]
            self.place += 1
            found |= (byte & 0x7F) << shift
            if byte < MORE:
                return found
            shift += 7

    def numbers(self, count: int) -> list[int]:
        """The next *count* varints."""
        return [self.number() for _ in range(count)]

    def rising(self, count: int) -> list[int]:
        """The next *count* numbers, which were written as `gaps`."""
        return list(accumulate(self.numbers(count)))

    def cut(self, count: int) -> bytes:
        """The next *count* bytes."""
        found = self.content[self.place : self.place + count]
        self.place += count
        return found

    def several(self, count: int) -> list[bytes]:
        """The next *count* streams, which stand behind their lengths."""
        return [self.cut(length) for length in self.numbers(count)]

    def sized(self) -> bytes:
        """The bytes that stand behind their length."""
        return self.cut(self.number())


def joined(heads: bytes, tails: bytes) -> list[int]:
    """The numbers in two streams; see `packing`."""
    if not tails:
        return list(heads)
    source = Bytes(tails)
    return [head if head < MORE else _joined(head, source) for head in heads]


def _joined(head: int, source: Bytes) -> int:
    """The number that has this *head* and whose tail is next in *source*."""
    left = source.number()
    times = head - 127 + (source.number() if head == 255 else 0)  # noqa: PLR2004
    return (times << 7) + left


def listed(words: Iterable[str]) -> str:
    """*words* without digits, sorted: each behind how many letters it begins like the one before.

    That is a digit, so at most 9.
    """
    found = []
    before = ""
    for word in sorted(words):
        shared = min(_shared(before, word), 9)
        found.append(f"{shared}{word[shared:]}")
        before = word
    return "".join(found)


def unlisted(text: str) -> Iterator[str]:
    """The words that `listed` wrote as *text*."""
    before = ""
    for part in re.findall(r"\d\D+", text):
        before = before[: int(part[0])] + part[1:]
        yield before


def _shared(one: bytes | str, other: bytes | str) -> int:
    """How much two words have in common at their beginnings."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def front_coded(words: Iterable[bytes]) -> bytes:
    """*words*, which are sorted, each without what it shares with the one before."""
    found: list[bytes] = []
    before = b""
    for word in words:
        shared = _shared(before, word)
        found += (varint(shared), varint(len(word) - shared), word[shared:])
        before = word
    return b"".join(found)


def front_decoded(content: bytes, count: int) -> list[bytes]:
    """The *count* words that `front_coded` wrote."""
    source = Bytes(content)
    found = []
    before = b""
    for _ in range(count):
        before = before[: source.number()] + source.sized()
        found.append(before)
    return found

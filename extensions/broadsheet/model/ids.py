"""Stable identifiers of entries: ten characters, the last of which checks the others.

The alphabet and the check character are those of the Nice Opaque Identifier (NOID): 29 digits and
consonants, so that no word is spelt by chance, and a check that finds every single wrong character
and every swap of two neighbours. Source: https://metacpan.org/dist/Noid/view/noid, "NOID CHECK
DIGIT ALGORITHM".
"""

from __future__ import annotations

import hashlib

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
LENGTH = 10
LETTERS = ALPHABET[10:]
VALUE = {character: value for value, character in enumerate(ALPHABET)}


def check_character(blade: str) -> str:
    """The character that closes *blade*: the sum of place times value, modulo 29."""
    total = sum(place * VALUE[character] for place, character in enumerate(blade, start=1))
    return ALPHABET[total % len(ALPHABET)]


def mint(seed: bytes) -> str:
    """An id that depends on *seed* alone; the first character is always a letter.

    A letter comes first so that YAML and spreadsheets never take an id for a number.
    """
    number = int.from_bytes(hashlib.sha256(seed).digest(), "big")
    number, first = divmod(number, len(LETTERS))
    blade = LETTERS[first]
    while len(blade) < LENGTH - 1:
        number, value = divmod(number, len(ALPHABET))
        blade += ALPHABET[value]
    return blade + check_character(blade)


def check(identifier: str) -> bool:
    """Whether *identifier* has the right length, characters and check character."""
    if len(identifier) != LENGTH or not set(identifier) <= set(ALPHABET):
        return False
    return identifier[0] in LETTERS and check_character(identifier[:-1]) == identifier[-1]

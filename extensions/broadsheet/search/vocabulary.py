"""The vocabulary: a number for every word of every language, and what it is found under.

A text on its way into the index is a line of words with spaces between; a word that begins with a
sign no text holds says of which field the words behind it are.
"""

from __future__ import annotations

from array import array
from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from broadsheet.search import stems
from broadsheet.search.fields import FIELD, FIELDS, LETTERS, NAMES, SIGN
from broadsheet.search.tokens import key, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MARKS = tuple(SIGN + letter for letter in LETTERS)
BODY, HEADLINE = 0, 1
"""The numbers of the marks of the text and of the headline."""


def line(pieces: Iterable[tuple[str, str]]) -> str:
    """*pieces*, each a field and a text, as one line of words, field by field."""
    found = []
    for field, text in sorted(pieces, key=_place):
        known = words(text)
        if known:
            found += [SIGN + FIELDS[field], *known]
    return " ".join(found)


def _place(piece: tuple[str, str]) -> int:
    return LETTERS.index(FIELDS[piece[0]])


class Numbers(dict[str, int]):
    """The numbers of the words of one language; a new word gets the next."""

    def __init__(self, language: str, every: Vocabulary) -> None:
        """Begin with the marks, which have the same numbers in every language."""
        super().__init__({mark: number for number, mark in enumerate(MARKS)})
        self.language = language
        self.every = every

    def __missing__(self, word: str) -> int:
        """Take *word* into the vocabulary."""
        number = self[word] = len(self.every.words) + len(MARKS)
        self.every.words.append(word)
        self.every.language_of.append(self.every.languages.index(self.language))
        return number


class Vocabulary:
    """Every word with its language; their numbers follow on those of the marks."""

    def __init__(self) -> None:
        """Begin with no word."""
        self.words: list[str] = []
        self.languages: list[str] = []
        self.language_of = array("H")
        self._numbers: dict[str, Numbers] = {}

    def numbers(self, language: str) -> Mapping[str, int]:
        """The numbers of the marks, and of the words in *language*."""
        found = self._numbers.get(language)
        if found is None:
            self.languages.append(language)
            found = self._numbers[language] = Numbers(language, self)
        return found

    def close(self) -> None:
        """Forget what only new words need."""
        self._numbers.clear()

    def terms(
        self, in_fields: Sequence[tuple[int, int]]
    ) -> tuple[list[str], list[str], Sequence[int]]:
        """The key, the stem and the language of each word, and of each word in a field.

        What belongs to no language has its key for a stem, and the number 0. After those that stand
        in a field come all other forms of them: who asks for one finds the others there too.
        """
        keys = list(map(key, self.words))
        languages = array("H")
        found = []
        for number, word in enumerate(self.words):
            stem = stems.stem(self.languages[self.language_of[number]], word)
            found.append(stem or keys[number])
            languages.append(self.order[self.language_of[number]] if stem else 0)
        for number, field in chain(in_fields, list(_other_forms(in_fields, found, languages))):
            letter = LETTERS[field]
            keys.append(f"{FIELD}{letter}{keys[number]}")
            named = letter in NAMES
            found.append(keys[-1] if named else f"{FIELD}{letter}{found[number]}")
            languages.append(0 if named else languages[number])
        return keys, found, languages

    @cached_property
    def order(self) -> list[int]:
        """For each language its place among the others, from 1, in the order of their names."""
        return [sorted(self.languages).index(name) + 1 for name in self.languages]

    def quiet(self, counts: Sequence[int]) -> frozenset[str]:
        """The keys of words that mostly stand in a language in which they say little.

        `war` is such a word, but in German alone. *counts* is how often each stands in the texts.
        """
        said = [stems.quiet(language) for language in self.languages]
        every = frozenset().union(*said)
        balance: Counter[str] = Counter()
        for word, language, count in zip(self.words, self.language_of, counts, strict=False):
            found = key(word)
            if found in every:
                balance[found] += count if found in said[language] else -count
        return frozenset(found for found, more in balance.items() if more > 0)


def _other_forms(
    in_fields: Iterable[tuple[int, int]], stem_of: Sequence[str], language_of: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The words that have a stem in common with one *in_fields*, and do not stand there."""
    stemmed = [pair for pair in in_fields if LETTERS[pair[1]] not in NAMES and language_of[pair[0]]]
    wanted: dict[tuple[int, str], set[int]] = {}
    for number, field in stemmed:
        wanted.setdefault((language_of[number], stem_of[number]), set()).add(field)
    there = set(stemmed)
    for number, stem in enumerate(zip(language_of, stem_of, strict=True)):
        for field in sorted(wanted.get(stem, ())):
            if (number, field) not in there:
                yield number, field

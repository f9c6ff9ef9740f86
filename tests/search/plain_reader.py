"""A reader who has no index: it looks through every text for what is asked.

Of the program it uses nothing but the stem of a word, so that it can be wrong in its own ways only.
What it is asked is made here too, each question with its text and with what would answer it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet.search import commonness, index, pairs, postings, stems
from broadsheet.search.documents import Document, document
from broadsheet.search.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    import pytest

NAMES = {"byline", "people"}
"""Fields whose words are found only as they are."""

UNSPACED = {"ja", "zh"}
WORDS = {
    "en": "strike strikes striking striker harbour harbours oil price prices café cafe cafés"
    " university universal universe war wars the of general 1967 1968 keeper's news newsroom",
    "de": "Streik Streiks streiken Haus Häuser Hauses Straße Strasse Straßen war waren über uber"
    " 1967 der und Zeitung Zeitungen Müller Mueller muller",
    "ar": "حرب الحرب حَرْب حروب كتاب الكتاب كتابة كتب مدينة المدينة مدن ١٩٦٧ 1967 صحيفة صحف",
    "ja": "東京都大阪府ガカ新聞",
    "zh": "北京大学新闻战争",
}
"""The words of each language, or its characters."""

OTHER = {"en": "de", "de": "en"}
"""A language of which some texts in an archive are."""

COMPOUND = {"en": ("light", "house"), "de": ("Haus", "Müller"), "ar": ("حرب", "مدينة")}


def folded(word: str) -> str:
    """*word* as it is looked for."""
    apart = unicodedata.normalize("NFKD", word.lower().removesuffix("'s"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("ß", "ss")


class Word(NamedTuple):
    """A word of a text: what it is looked for by, and what it is found together with."""

    key: str
    group: str


@dataclass(frozen=True, eq=False)
class Text:
    """A story or a photograph: its pieces, each a field and words, and the days of its date."""

    kind: str
    language: str
    pieces: tuple[tuple[str, str], ...]
    days: tuple[int, int] | None

    @cached_property
    def words(self) -> list[tuple[str, list[Word]]]:
        """The words of each piece, with its field."""
        return [
            (where, [self.word(word) for word in re.findall(r"[^\s.-]+", passage)])
            for where, passage in self.pieces
        ]

    def word(self, written: str) -> Word:
        """A word as it stands here."""
        plain = unicodedata.normalize("NFKC", written.lower().removesuffix("'s"))
        return Word(folded(written), stems.group(self.language, plain))


@dataclass
class Archive:
    """Texts of a language, and some of another."""

    language: str
    texts: list[Text] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)

    @property
    def unspaced(self) -> bool:
        """Whether the language sets no spaces."""
        return self.language in UNSPACED

    @cached_property
    def groups(self) -> dict[tuple[str, str], set[str]]:
        """What each word is found together with, in any language: in each field, and anywhere."""
        found: dict[tuple[str, str], set[str]] = {}
        for text in self.texts:
            for where, words in text.words:
                for word in words:
                    found.setdefault((word.key, where), set()).add(word.group)
                    found.setdefault((word.key, ""), set()).add(word.group)
        return found

    @cached_property
    def stories(self) -> list[list[int]]:
        """The numbers of the texts of each entry: a story and its photographs."""
        found: list[list[int]] = []
        for number, text in enumerate(self.texts):
            if text.kind == "story":
                found.append([])
            found[-1].append(number)
        return found

    @property
    def live(self) -> list[tuple[int, Text]]:
        """The texts that are there, with their numbers."""
        return [(place, text) for place, text in enumerate(self.texts) if place not in self.gone]

    def write(self, site: Path) -> None:
        """Write the index, as if some stories had come or been changed after the first build.

        They stand in a second segment then, and what they were before is still in the first.
        """
        stories = list(enumerate(self.stories))
        older = {self.name(place, old=place % 7 == 1): place for place, _ in stories if place % 5}
        newer = {self.name(place): place for place, _ in stories if place % 11}
        self.gone = {number for place, found in stories if not place % 11 for number in found}
        store = Store(site)
        for places in (older, newer):
            marks = {name: name for name in places}
            size = {name: len(self.stories[place]) for name, place in places.items()}
            searched = index.Searched(marks, size.__getitem__, self.documents)
            writer = index.Index(site / "search", store, self.language, searched)
            writer.update()
            writer.tidy()
        store.close()

    def name(self, place: int, *, old: bool = False) -> str:
        """What the index knows a story by, or what it was before."""
        return f"{place} {old}"

    def documents(self, names: Iterable[str]) -> Iterator[Document]:
        """The documents of stories; of those that were changed, the words of another."""
        for name in names:
            place, _, old = name.partition(" ")
            for number in self.stories[int(place)]:
                yield self.document(number, self.texts[number - 1 if old == "True" else number])

    def document(self, number: int, said: Text) -> Document:
        """A text as the index takes it, with what is *said* in it."""
        text = self.texts[number]
        return document(
            said.pieces,
            kind=int(text.kind == "photograph"),
            language=said.language,
            days=text.days,
            fragment={"k": text.kind, "a": str(number)},
        )


def cut_small(patch: pytest.MonkeyPatch) -> None:
    """Cut indexes as small as only those of large archives are."""
    sizes: dict[tuple[Any, str], Any] = {
        (index, "FEW"): 0,
        (index, "LEAST"): 1000,
        (postings, "SHARD"): 400,
        (commonness, "HELD"): 20,
        (commonness, "HELD_OF_QUIET"): 15,
        (commonness, "COMMON"): (4, 1000),
        (commonness, "VERY_COMMON"): (32, 1000),
        (pairs, "SHARD"): 300,
    }
    for (module, name), size in sizes.items():
        patch.setattr(module, name, size)


def made(language: str, count: int = 70) -> Archive:
    """An archive of *count* stories, some with a photograph; always the same."""
    chance = random.Random(f"archive {language}")  # noqa: S311 - no secret
    stories = []
    for _ in range(count):
        of = OTHER.get(language, language) if chance.random() < 0.3 else language
        days = _days(chance) if chance.random() < 0.9 else None
        stories.append(_texts(chance, of, days))
    stories.sort(key=lambda story: (story[0].days is None, story[0].days or ()))
    return Archive(language, [text for story in stories for text in story])


def _texts(chance: random.Random, language: str, days: tuple[int, int] | None) -> list[Text]:
    body = [("text", _passage(chance, language, 14)) for _ in range(chance.randint(1, 3))]
    head = [("headline", _passage(chance, language, 5)), ("byline", _passage(chance, language, 2))]
    person = [("people", _passage(chance, language, 2))] * chance.randint(0, 1)
    found = [Text("story", language, (*body, *head, *person), days)]
    if chance.random() < 0.4:
        caption = ("caption", _passage(chance, language, 6))
        found.append(Text("photograph", language, (caption, *person), days))
    return found


def _passage(chance: random.Random, language: str, most: int) -> str:
    length = chance.randint(2, most)
    if language in UNSPACED:
        signs = [chance.choice(WORDS[language]) for _ in range(length)]
        return "".join(sign + "、" * (chance.random() < 0.15) for sign in signs) + "。"
    words = [chance.choice(WORDS[language].split()) for _ in range(length)]
    if chance.random() < 0.3:
        words.append("-".join(COMPOUND[language]))
    return " ".join(words) + "."


def _days(chance: random.Random) -> tuple[int, int]:
    year = chance.randint(1960, 1972)
    whole = chance.random() < 0.3
    first = date(year, 1, 1) if whole else date(year, chance.randint(1, 12), chance.randint(1, 28))
    last = date(year, 12, 31) if whole else first
    return first.toordinal() - 1, last.toordinal() - 1


@dataclass(frozen=True)
class Ask:
    """A part of a question: its words, and of what kind it is."""

    kind: str
    words: tuple[str, ...] = ()
    where: str = ""
    parts: tuple[Ask, ...] = ()
    years: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        """How it is typed."""
        return (f"{self.where}:" if self.where else "") + self._typed()

    def _typed(self) -> str:
        if self.kind in {"and", "or", "not"}:
            return _bracket(self)
        if self.kind == "years":
            return f"{self.years[0]}..{self.years[1]}"
        joined = {"phrase": " ", "run": "-"}.get(self.kind, "").join(self.words)
        shape = {"phrase": '"%s"', "prefix": "%s*"}.get(self.kind, "%s")
        return shape % joined

    @property
    def loose(self) -> bool:
        """Whether it may be missing where others are there."""
        return not self.where and self.kind not in {"phrase", "years", "kind"}

    def said_by(self, quiet: Collection[str]) -> bool:
        """Whether it is one of the *quiet* words, which say too little beside others."""
        return self.kind == "word" and not self.where and folded(self.words[0]) in quiet


def _bracket(ask: Ask) -> str:
    if ask.kind == "not":
        return f"-{ask.parts[0].text}"
    sign = " OR " if ask.kind == "or" else " "
    return f"({sign.join(part.text for part in ask.parts)})"


def fits(archive: Archive, text: Text, ask: Ask) -> bool:
    """Whether *text* answers *ask*."""
    if ask.kind in {"and", "or"}:
        return (all if ask.kind == "and" else any)(fits(archive, text, one) for one in ask.parts)
    if ask.kind == "not":
        return not fits(archive, text, ask.parts[0])
    if ask.kind == "kind":
        return text.kind == ask.words[0]
    if ask.kind in {"year", "years"}:
        first = date(ask.years[0], 1, 1).toordinal() - 1
        last = date(ask.years[1], 12, 31).toordinal() - 1
        dated = text.days is not None and text.days[0] <= last and text.days[1] >= first
        return dated or (ask.kind == "year" and fits(archive, text, Ask("word", ask.words)))
    if archive.unspaced and not ask.words[0].isascii():
        joined = "".join(ask.words)
        return any(joined in passage for where, passage in text.pieces if ask.where in {"", where})
    wanted = [sought(archive, word, ask) for word in ask.words]
    return any(_follow(words, wanted) for where, words in text.words if ask.where in {"", where})


def sought(archive: Archive, word: str, ask: Ask) -> Callable[[Word], bool]:
    """Whether a word of a text is what *word* in *ask* asks for."""
    key = folded(word)
    if ask.kind == "prefix":
        return lambda other: other.key.startswith(key)
    if ask.kind == "phrase" or ask.where in NAMES:
        return lambda other: other.key == key
    groups = archive.groups.get((key, "" if ask.where == "text" else ask.where), set())
    return lambda other: other.group in groups


def _follow(words: list[Word], wanted: list[Callable[[Word], bool]]) -> bool:
    """Whether *words* has those that are *wanted* one behind the other."""
    return any(
        all(fit(word) for fit, word in zip(wanted, words[start:], strict=False))
        for start in range(len(words) - len(wanted) + 1)
    )


def partly(archive: Archive, text: Text, ask: Ask) -> bool:
    """Whether *text* answers *ask* or, where that is several words written as one, any of them."""
    if fits(archive, text, ask):
        return True
    if archive.unspaced and ask.kind in {"word", "prefix"}:
        pairs = [first + second for first, second in pairwise(ask.words[0])]
        return any(fits(archive, text, Ask("word", (pair,))) for pair in pairs)
    return ask.kind == "run" and any(
        fits(archive, text, Ask("word", (word,))) for word in ask.words
    )


def answers(archive: Archive, asks: list[Ask], quiet: Collection[str]) -> tuple[set[int], set[int]]:
    """The numbers of the texts that answer a question, and of those with all that it asks for."""
    asked = [ask for ask in asks if ask.kind not in {"not", "years", "kind"}]
    loud = [ask for ask in asked if not ask.said_by(quiet)]
    loose = [ask for ask in (loud or asked) if ask.loose]
    strict = [ask for ask in asks if not ask.loose or ask.kind == "not"]
    needs_one = bool(loose) and all(ask.loose for ask in asked)
    texts = archive.live
    fit = {
        number
        for number, text in texts
        if all(fits(archive, text, ask) for ask in strict)
        and (not needs_one or any(partly(archive, text, ask) for ask in loose))
    }
    known = [ask for ask in loose if any(fits(archive, text, ask) for _number, text in texts)]
    whole = {
        number
        for number, text in texts
        if number in fit and all(fits(archive, text, ask) for ask in known)
    }
    return fit, whole

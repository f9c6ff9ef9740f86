"""A segment holds every place of every word of the texts, and nothing else."""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest

from broadsheet.search import (
    commonness,
    documents,
    files,
    index,
    postings,
    reader,
    spool,
    stems,
    tokens,
)
from broadsheet.search.coding import unlisted
from broadsheet.search.fields import BEHIND, BEHIND_FIELDS, FIELD, FIELDS, NAMES
from broadsheet.search.shard import Positions, Shard, file_of_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FREQUENT = [
    *("war", "wars", "café", "cafe", "cafés", "the", "of", "harbour", "harbours", "1926", "à", "a"),
    *("A", "été", "昭和時代", "كتاب", "كِتاب", "Straße", "strasse", "house's", "naïve", "naive"),
]
SELDOM = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}x" for n in range(200)]
SMALL = {(spool, "BLOCK"): 300, (postings, "RANGE"): 500, (postings, "SHARD"): 400}
TINY = {(spool, "BLOCK"): 10, (postings, "RANGE"): 10, (postings, "SHARD"): 10}
FAR = {letter: place << 20 for place, letter in enumerate(FIELDS.values())}

Text = tuple[str, list[tuple[str, str]]]


class Place(NamedTuple):
    """Where a key stands in a text."""

    position: int
    key: str
    headline: bool


def made(count: int, seed: int) -> list[Text]:
    """So many texts of three languages, each with its pieces."""
    chance = random.Random(seed)  # noqa: S311 - the texts need no secrets
    weights = [10] * len(FREQUENT) + [1] * len(SELDOM)
    found = []
    for _ in range(count):
        pieces = []
        for _piece in range(chance.randint(0, 6)):
            field = chance.choice(["text", "text", *FIELDS])
            words = chance.choices(FREQUENT + SELDOM, weights, k=chance.randint(0, 30))
            pieces.append((field, " ".join(words)))
        found.append((chance.choice(["en", "fr", "de"]), pieces))
    return found


class Expected:
    """What a plain reading of the texts finds."""

    def __init__(self, texts: list[Text]) -> None:
        """Read all *texts*."""
        self.groups: dict[str, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
        self.forms: dict[str, set[str]] = defaultdict(set)
        self.spellings: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self.lengths: list[int] = []
        for number, (language, pieces) in enumerate(texts):
            self._read(number, language, pieces)

    def _read(self, number: int, language: str, pieces: list[tuple[str, str]]) -> None:
        starts = dict(FAR)
        length = 0
        for field, text in pieces:
            words = tokens.words(text)
            length += len(words)
            letter = FIELDS[field]
            for place, word in enumerate(words):
                key, group = tokens.key(word), stems.group(language, word)
                at = Place(starts[letter] + place, key, field == "headline")
                self.groups[group][number].append(at)
                self.forms[group].add(key)
                self.spellings[key][word].add(number)
                if letter != "x":
                    self._note(number, letter, group, key)
            if words:
                starts[letter] += len(words) - 1 + spool.APART
        self.lengths.append(length)

    def _note(self, number: int, letter: str, group: str, key: str) -> None:
        key = f"{FIELD}{letter}{key}"
        language, _, stem = group.partition(" ")
        name = f" {key}" if letter in NAMES else f"{language} {FIELD}{letter}{stem}"
        self.groups[name][number].append(Place(0, key, headline=False))

    def told(self, quiet_keys: set[str]) -> list[tuple[object, ...]]:
        """For each group its keys, and for each text the level, the places and their keys."""
        average = sum(self.lengths) / len(self.lengths)
        found = []
        limits = [
            max(least, len(self.lengths) // part)
            for least, part in (commonness.COMMON, commonness.VERY_COMMON)
        ]
        for name, texts in self.groups.items():
            quiet = not quiet_keys.isdisjoint(self._keys(name))
            count = sum(map(len, texts.values()))
            rows = []
            for number, places in sorted(texts.items()):
                times = sum(1 + place.headline for place in places)
                share = 1 - postings.B + postings.B * self.lengths[number] / average
                level = max(1, math.floor(15 * times / (times + postings.K1 * share) + 0.5))
                if level < 15 and (count > limits[1] or (count > limits[0] and not quiet)):
                    level += level % 2
                row = [(place.position, place.key) for place in sorted(places)]
                rows.append((number, level, [] if FIELD in name else row))
            found.append((self._keys(name), rows))
        return sorted(found)

    def _keys(self, group: str) -> list[str]:
        """The keys of *group*: in a field all forms of the word, wherever they stand."""
        language, _, stem = group.partition(" ")
        if not stem.startswith(FIELD):
            return sorted(self.forms[group])
        if not language:
            return [stem]
        forms = self.forms[f"{language} {stem[2:]}"]
        return sorted(f"{stem[:2]}{form}" for form in forms)


class Opened:
    """The files of an index of one segment."""

    def __init__(self, folder: Path, manifest: str) -> None:
        """Read the manifest and all shards but those of pairs."""
        held = json.loads(files.read(folder / f"{manifest}.js", manifest))
        self.told = held["segments"][0]
        self.quiet = set(unlisted(held["quiet"]))
        self.folder = folder
        count = range(self.told["shards"])
        shards = (Shard(number, self.read(f"t/{number}")) for number in count)
        self.shards = [one for one in shards if not one.keys[0].startswith(BEHIND.encode())]
        self.places = {
            one.number: Positions(one, self.read(f"x/{one.number}"))
            for one in self.shards
            if not one.keys[0].startswith(FIELD.encode())
        }

    def read(self, name: str) -> bytes:
        """The content of a file of the segment."""
        whole = f"{self.told['name']}/{name}"
        return files.read(self.folder / f"{whole}.js", whole)

    def keys(self) -> list[str]:
        """All keys, in the order in which they stand."""
        return [key.decode() for shard in self.shards for key in shard.keys]

    def groups(self) -> list[tuple[object, ...]]:
        """All groups, as `Expected.told` gives them."""
        keys: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
        for shard in self.shards:
            for key, refs in zip(shard.keys, shard.refs, strict=True):
                for ref in refs:
                    keys[ref.shard, ref.group][ref.code] = key.decode()
        return sorted(self._group(*which, codes) for which, codes in keys.items())

    def _group(self, shard: int, group: int, codes: dict[int, str]) -> tuple[object, ...]:
        held, rows = self.shards[shard], []
        found = defaultdict(list, self._places(shard, group))
        pairs = zip(held.documents(group), held.levels(group), strict=True)
        assert held.sizes[group] == len(codes)
        for number, level in pairs:
            rows.append((number, level, [(at, codes[code]) for at, code in found[number]]))
        assert sorted(codes) == list(range(len(codes)))
        return sorted(codes.values()), rows

    def _places(self, shard: int, group: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        held, places = self.shards[shard], self.places.get(shard)
        if not places:
            return
        texts, several = held.documents(group), held.sizes[group] > 1
        parts = [places.places(group, set(texts))] if group not in places.files else []
        for file in range(places.files.get(group, 0)):
            content = self.read(f"x/{shard}-{group}-{file}")
            here, block = file_of_large(lambda: held, group, content)
            parts.append(block.places(here, set(here), (0, 0), coded=several))
        rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for part in parts:
            for text, found in part.places.items():
                codes = part.codes.get(text, [0] * len(found))
                rows[text] = sorted([*rows[text], *zip(found, codes, strict=True)])
        yield from rows.items()


@pytest.fixture(params=[({}, 120), (SMALL, 120), (TINY, 4)], ids=["whole", "small", "tiny"])
def both(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Expected, Opened]:
    """What is expected of texts, and their index, cut into parts of several sizes."""
    sizes, count = request.param
    for (module, name), size in sizes.items():
        monkeypatch.setattr(module, name, size)
    if sizes:
        monkeypatch.setattr(commonness, "COMMON", (20, 1000))
        monkeypatch.setattr(commonness, "VERY_COMMON", (30, 1000))
        monkeypatch.setattr(commonness, "HELD", 10)
        monkeypatch.setattr(commonness, "HELD_OF_QUIET", 10)
    texts = made(count, seed=7)
    held = [documents.document(pieces, language=language) for language, pieces in texts]
    return Expected(texts), Opened(tmp_path, index.write(held, tmp_path))


def test_every_place_of_every_word_is_found_again(both: tuple[Expected, Opened]) -> None:
    expected, opened = both
    assert opened.groups() == expected.told(opened.quiet)


def test_keys_are_sorted_and_shards_are_told_apart(both: tuple[Expected, Opened]) -> None:
    _expected, opened = both
    keys = opened.keys()
    assert keys == sorted(set(keys))
    firsts = opened.told["firsts"]
    assert firsts[0] == ""
    for first, (before, after) in zip(firsts[1:], pairwise(opened.shards), strict=False):
        assert before.keys[-1].decode() < first <= after.keys[0].decode()
        assert first == BEHIND_FIELDS or after.keys[0].decode().startswith(first)


def test_spellings_of_a_key_are_told_apart(both: tuple[Expected, Opened]) -> None:
    expected, opened = both
    wanted = {}
    for key, spellings in expected.spellings.items():
        usual = min(spellings, key=lambda word: (-len(spellings[word]), word))
        every = set().union(*spellings.values())
        lists = {word: sorted(texts) for word, texts in spellings.items()}
        wanted[key] = {**lists, usual: sorted(every - spellings[usual])}
    found = {key.decode(): held for shard in opened.shards for key, held in shard.spellings.items()}
    assert found == {key: lists for key, lists in wanted.items() if len(lists) > 1}


def test_large_lists_of_places_stand_in_files_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commonness, "VERY_COMMON", (1000, 1000))
    monkeypatch.setattr(commonness, "HELD", 1000)
    monkeypatch.setattr(commonness, "HELD_OF_QUIET", 1000)
    texts = [f"war and war of {word}" for word in SELDOM * 10]
    held = (documents.document([("text", text)]) for text in texts)
    opened = Opened(tmp_path, index.write(held, tmp_path))
    told = {key: row for key, *row in opened.told["large"]}
    assert list(told) == ["and", "of", "war"]
    ((shard, group, files, code),) = told["war"]
    assert (files, code) == (4, -1)
    for word in SELDOM:
        content = opened.read(f"x/{shard}-{group}-{sum(word.encode()) % files}")
        read = file_of_large(lambda: opened.shards[shard], group, content)
        for text in [place for place, text in enumerate(texts) if text.endswith(word)]:
            assert read[1].places(read[0], {text}, (0, 0), coded=False).places[text]


def test_an_index_of_nothing_can_be_written(tmp_path: Path) -> None:
    opened = Opened(tmp_path, index.write([], tmp_path))
    assert (opened.told["docs"], opened.keys()) == (0, [])


def test_words_that_say_little_do_so_in_their_own_language(tmp_path: Path) -> None:
    texts = [documents.document([("text", "the war is over")]) for _ in range(3)]
    texts.append(documents.document([("text", "das war der Krieg")], language="de"))
    name = index.write(texts, tmp_path)
    told = json.loads(files.read(tmp_path / f"{name}.js", name))["quiet"]
    quiet = list(unlisted(told))
    assert {"the", "is", "das", "der"} <= set(quiet)
    assert "war" not in quiet


def test_one_file_tells_of_a_large_group_whichever_of_its_keys_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "SHARD", 400)
    texts = ["companion", *(f"companies company {word}" for word in SELDOM * 2)]
    index.write((documents.document([("text", text)]) for text in texts), tmp_path / "search")
    segment = reader.Index(tmp_path).segments[0]
    for key in (b"companies", b"company"):
        assert segment.find(key)[0].shard == segment.place(key)

"""The archive goes out as documents for OpenSearch, with the fields and words of our own index."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import pytest

from broadsheet.model import ids, people
from broadsheet.model.catalogue import Record, dated
from broadsheet.model.ways import Listings
from broadsheet.search import (
    bulk,
    days,
    fields,
    files,
    mapping,
    opensearch,
    stems,
    tokens,
    vocabulary,
)
from broadsheet.search.opensearch import DAY, EPOCH
from broadsheet.search.store import Row

ID = ids.mint(b"strike")
PEOPLE = people.read("nell: {name: Nell Hartwell, also: [N. H.]}\n")[0]


def record(docname: str = "1926/05/strike/index", **values: Any) -> Record:  # noqa: ANN401 - any
    """The record of a published story."""
    said = {"title": "The strike", "published": "1926-05-07", "docname": docname, **values}
    return Record.model_validate({**said, **dated(said["published"])})


def row(story: list[tuple[str, str]], *photographs: list[tuple[str, str]], **values: str) -> Row:
    """What the store holds of a story and its photographs."""
    lines = [vocabulary.line(pieces) for pieces in (story, *photographs)]
    shown = [{"k": "story", "t": "The strike"}] + [{"k": "photograph"}] * len(photographs)
    docname, language = values.get("docname", "1926/05/strike/index"), values.get("language", "en")
    return Row.made(docname, language, lines, (files.packed(files.told(one)) for one in shown))


def documents(one: Record, its: Row) -> dict[str, Any]:
    """The documents of one story by their ids."""
    return dict(bulk.documents([one], [its], Listings([one], PEOPLE)))


def test_a_story_has_its_words_field_by_field_in_its_language() -> None:
    its = row([("text", "The men's strike."), ("text", "Café 東京都"), ("headline", "Strike!")])
    made = documents(record(id=ID), its)[ID]
    assert made["text"] == {"en": ["the men strike", "café 東京 京都 都"]}
    assert made["headline"] == {"en": ["strike"]}
    assert made["kind"] == "story"
    assert made["shown"] == {"k": "story", "t": "The strike"}


@pytest.mark.parametrize(("language", "name"), [("de", "de"), ("ja", "plain"), ("zz", "plain")])
def test_a_language_without_a_stemmer_is_kept_plain(language: str, name: str) -> None:
    its = row([("text", "a b")], language=language)
    assert list(next(iter(documents(record(), its).values()))["text"]) == [name]


def test_a_photograph_is_a_document_of_its_own() -> None:
    its = row([("text", "a")], [("caption", "Strikers"), ("credit", "Press")], [("caption", "B")])
    made = documents(record(id=ID), its)
    assert list(made) == [ID, f"{ID}#1", f"{ID}#2"]
    assert made[f"{ID}#1"]["caption"] == {"en": ["strikers"]}
    assert made[f"{ID}#1"]["kind"] == "photograph"
    assert made[f"{ID}#1"]["date"] == made[ID]["date"]


def test_a_story_without_an_id_goes_by_its_document() -> None:
    made = documents(record(), row([("text", "a")], [("caption", "b")]))
    assert list(made) == ["1926/05/strike/index", "1926/05/strike/index#1"]


def test_an_id_is_never_longer_than_opensearch_takes() -> None:
    one = "1926/" + "ü" * 300
    assert bulk.identifier(one, 0) != bulk.identifier(f"{one}ü", 0)
    assert len(bulk.identifier(one, 12).encode()) <= 512


def test_entries_that_claim_one_id_do_not_replace_each_other() -> None:
    claimed = [record(name, id=ID) for name in ("1927/second", "1926/first")]
    rows = [row([("text", name)]) for name in "ab"]
    names = [name for name, _document in bulk.documents(claimed, rows, Listings(claimed, PEOPLE))]
    assert names == ["1927/second", ID]


def test_people_are_found_by_the_name_in_people_yaml() -> None:
    one = record(authors=["N. H."], topics=["Strikes"])
    made = documents(one, row([("byline", "By N. H.")], [("caption", "b")]))
    story, photograph = made.values()
    assert story["people"] == {"en": ["nell hartwell"]}
    assert "people" not in photograph
    assert story["facet"] == {"people": ["nell\tNell Hartwell"], "topics": ["strikes\tStrikes"]}
    assert photograph["facet"] == story["facet"]


@pytest.mark.parametrize(
    ("published", "date", "year"),
    [
        ("1970-01-01", {"gte": 0, "lte": 86_399_999}, 1970),
        ("1970", {"gte": 0, "lte": 365 * 86_400_000 - 1}, 1970),
        ("197X", {"gte": 0, "lte": 3652 * 86_400_000 - 1}, None),
        ("1970-01-01T23:30", {"gte": 0, "lte": 86_399_999}, 1970),
        ("1970/..", {"gte": 0}, None),
        ("../Y-99999", {"lte": (-days.FOREVER + 1 - EPOCH) * DAY - 1}, None),
        ("", None, None),
    ],
)
def test_a_date_is_a_range_of_what_is_possible(
    published: str, date: dict[str, int] | None, year: int | None
) -> None:
    (made,) = documents(record(published=published), row([("text", "a")])).values()
    assert (made.get("date"), made.get("year")) == (date, year)


def test_documents_sort_as_stories_do_in_lists() -> None:
    dates = ["-0044-03-15", "0800", "1926", "1926-05-07", "1926-05-07", "19XX", ""]
    ordered = sorted(
        (record(f"d{n}", published=published) for n, published in enumerate(dates)),
        key=lambda one: one.order,
    )
    keys = [
        (made["undated"], made["order"])
        for one in ordered
        for made in documents(one, row([("text", "a")], [("caption", "b")])).values()
    ]
    assert keys == sorted(keys)


def test_files_are_small_enough_to_be_sent() -> None:
    large = {"text": "x" * 4_000_000}
    made = list(bulk.files((str(number), large) for number in range(5)))
    assert [body.count(b"\n") for body in made] == [4, 4, 2]
    assert max(map(len, made)) <= bulk.LARGEST


def test_a_file_is_lines_of_an_action_and_a_document() -> None:
    (body,) = bulk.files([("k3x9", {"text": "\u2028 東京"})])
    assert body == '{"index":{"_id":"k3x9"}}\n{"text":"\u2028 東京"}\n'.encode()


MADE = mapping.mapping(["en", "ja"])
FIELDS = MADE["mappings"]["properties"]


def test_every_field_that_is_searched_is_in_the_mapping() -> None:
    known = {
        f"{name}.{inner}" for name, one in FIELDS.items() for inner in one.get("properties", ())
    }
    known |= set(FIELDS)
    asked = {each.partition("^")[0] for fields in opensearch.FIELDS.values() for each in fields}
    plain = {name.replace(".*", ".en") for name in (*asked, *opensearch.EXACT.values())}
    assert plain - known == set()


def test_every_field_of_the_index_is_in_the_mapping() -> None:
    assert [name for name in fields.FIELDS if name not in FIELDS] == []
    assert {letter: name for name, letter in fields.FIELDS.items()} == {
        **opensearch.STEMMED,
        **opensearch.NAMES,
    }


def test_every_language_of_the_mapping_is_one_that_texts_are_kept_under() -> None:
    assert [stems.primary(name) for name in mapping.STEMMERS] == list(mapping.STEMMERS)
    assert [mapping.language(stems.primary(tag)) for tag in ("en-GB", "nb_NO", "tlh")] == [
        *("en", "no", "plain")
    ]


def test_every_copy_leads_to_a_field() -> None:
    for name in (*opensearch.STEMMED.values(), *opensearch.NAMES.values()):
        for one in FIELDS[name]["properties"].values():
            for place in one["copy_to"]:
                outer, _dot, inner = place.partition(".")
                assert not inner or inner in FIELDS[outer]["properties"], place


def test_every_analyser_is_there_with_its_parts() -> None:
    analysis = MADE["settings"]["analysis"]
    used = set(re.findall(r'"analyzer": "(\w+)"', json.dumps(MADE["mappings"])))
    assert used == set(analysis["analyzer"])
    for one in analysis["analyzer"].values():
        assert set(one["char_filter"]) <= set(analysis["char_filter"])
        assert set(one["filter"]) <= {*analysis["filter"], "lowercase", "asciifolding"}


def test_names_have_no_stems() -> None:
    assert FIELDS["exact"]["properties"]["byline"]["analyzer"] == "broadsheet_plain"
    assert opensearch.FIELDS["b"] == ["exact.byline"]


def test_a_document_has_no_field_that_the_mapping_does_not_know() -> None:
    pieces = [(name, "word") for name in fields.FIELDS]
    one = record(people=["Ann"], places=["Ormsea"], topics=["Fish"], publication="The Packet")
    (made,) = documents(one, row(pieces)).values()
    assert set(made) - set(FIELDS) == set()
    assert set(made["facet"]) == set(FIELDS["facet"]["properties"])


@pytest.mark.parametrize(
    "word", ["café", "straße", "łódź", "ёлка", "ὀδυσσεύς", "أَهْلًا", "כָּל", "ガ", "i̇"]
)
def test_letters_fold_as_the_keys_of_the_index_do(word: str) -> None:
    folds = dict(line.split("=>") for line in mapping.folds())
    folded = "".join(folds.get(letter, letter) for letter in word)
    assert unicodedata.normalize("NFC", folded) == tokens.key(word)

"""The catalogue of a whole archive: what it says, and what it never shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from broadsheet.model.catalogue import Catalogue, Record
from broadsheet.model.problems import Problem

if TYPE_CHECKING:
    from tests.conftest import Archive, Built

SCHEMA = Path(__file__).parent.parent / "docs/catalogue.schema.json"
STRIKE = "1926/05/strike"
ID = "sbkn2z4d2w"


def records(built: Built) -> list[Record]:
    """The records of the catalogue, each of which is what the model says."""
    return list(Catalogue.model_validate_json(built.text("catalogue.json")).entries)


def story(*rows: str, text: str = "The text.") -> str:
    return "\n".join(["---", "title: T", *rows, "---", text, ""])


def record(archive: Archive) -> dict[str, Any]:
    """The record of the one entry in *archive*."""
    return archive.built().records()[STRIKE]


def test_the_demonstration_archive_is_without_fault(demonstration: Built) -> None:
    assert demonstration.heard == []


def test_the_catalogue_is_what_the_model_says(demonstration: Built) -> None:
    assert len(records(demonstration)) == len(demonstration.records())


def test_the_catalogue_has_only_what_its_schema_names(demonstration: Built) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(unnamed(json.loads(demonstration.text("catalogue.json")), schema, schema)) == []


def unnamed(value: Any, rule: dict[str, Any], schema: dict[str, Any]) -> list[str]:  # noqa: ANN401
    """The keys in *value* for which *rule* has no property."""
    if "$ref" in rule:
        rule = schema["$defs"][rule["$ref"].split("/")[-1]]
    choices = rule.get("anyOf", [rule])
    if isinstance(value, list):
        inside = [choice["items"] for choice in choices if "items" in choice]
        return [key for item in value for rule in inside for key in unnamed(item, rule, schema)]
    if not isinstance(value, dict):
        return []
    found = [
        each for choice in choices for each in [resolved(choice, schema)] if "properties" in each
    ]
    known = found[0]["properties"] if found else {}
    missing = [key for key in value if key not in known]
    inner = [
        name
        for key in value.keys() & known.keys()
        for name in unnamed(value[key], known[key], schema)
    ]
    return missing + inner


def resolved(rule: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"][rule["$ref"].split("/")[-1]] if "$ref" in rule else rule
    return found


def test_every_page_of_the_catalogue_exists(demonstration: Built) -> None:
    files = demonstration.files()
    assert [each.address for each in records(demonstration) if each.address not in files] == []


def covered(built: Built) -> set[str]:
    """The published pictures, without their widths, that are shown after a warning only."""
    found: set[str] = set()
    for each in records(built):
        links = built.page(each.address).xpath("//a[@class='covered-picture']/@href")
        assert len(links) == sum(photo.covered and not photo.missing for photo in each.photos)
        found |= {link.split("/")[-1].rpartition("-")[0] for link in links}
    return found


def test_no_covered_picture_is_in_a_list_or_a_share_card(demonstration: Built) -> None:
    hidden = covered(demonstration)
    assert hidden
    found: list[str] = []
    for name in (name for name in demonstration.files() if name.endswith(".html")):
        page = demonstration.page(name)
        shown = page.xpath("//img/@src | //img/@srcset | //source/@srcset")
        shown += page.xpath("//meta[contains(@property, 'image')]/@content | //link/@href")
        found += [src for src in shown if any(mark in src for mark in hidden)]
    assert found == []


def test_a_withdrawn_story_shows_a_stone_only(demonstration: Built) -> None:
    gone = [each for each in records(demonstration) if each.status == "withdrawn"]
    assert gone
    for each in gone:
        page = demonstration.page(each.address)
        assert page.xpath("//main//img | //figure") == []
        assert each.withdrawn_because in page.text_content()


def test_a_withdrawn_story_says_nothing_more_in_the_catalogue(archive: Archive) -> None:
    archive.entry(story("status: withdrawn", "withdrawn_because: A court.", text="Secret words."))
    found = record(archive)
    assert found["withdrawn_because"] == "A court."
    assert "Secret words" not in json.dumps(found)


def test_the_text_of_a_withdrawn_story_is_in_no_file(archive: Archive) -> None:
    rows = ("status: withdrawn", "withdrawn_because: A court.", "standfirst: Secret lines.")
    archive.entry(story(*rows, text="Secret words."))
    files = archive.built().files()
    assert [name for name, content in files.items() if b"Secret words" in content] == []


def test_an_entry_s_place_and_dates_are_in_its_record(archive: Archive) -> None:
    archive.entry(story("published: 1926-05"))
    found = record(archive)
    assert found["docname"] == f"{STRIKE}/index"
    assert found["address"] == f"{STRIKE}/index.html"
    assert (found["earliest"], found["latest"]) == ("1926-05-01", "1926-05-31")


def test_words_and_excerpt_are_of_the_story_alone(archive: Archive) -> None:
    archive.entry(
        story(
            "byline: By Ann",
            "standfirst: Not counted.",
            text="One two.\n\nThree.\n\n:::{archivist-note}\nNot counted.\n:::",
        )
    )
    found = record(archive)
    assert (found["words"], found["excerpt"]) == (3, "One two. Three.")


def test_an_excerpt_ends_after_a_whole_word(archive: Archive) -> None:
    archive.entry(story(text="word " * 200))
    excerpt = record(archive)["excerpt"]
    assert excerpt.endswith("word …")
    assert len(excerpt) < 300


@pytest.mark.parametrize(
    ("text", "field", "facts"),
    [
        (":::{byline} By Ann\n:::", "bylines", [{"text": "By Ann"}]),
        (":::{pullquote}\n:by: Ann\nSaid.\n:::", "quotes", [{"by": "Ann", "text": "Said."}]),
        (":::{related} Another\n:::", "related", [{"title": "Another"}]),
        ("a {sic}`teh` b", "marks", [{"kind": "sic", "text": "teh"}]),
        ("a {source}`Echo` b", "sources", [{"name": "Echo"}]),
        (
            ":::{content-warning} A mast\n:kinds: death\nThe mast.\n:::",
            "warnings",
            [{"text": "A mast", "kinds": ["death"]}],
        ),
        (
            "::::{content-warning} A mast\n:::{embed}\n:lost:\n:::\n::::",
            "embeds",
            [{"kind": "post", "lost": True}],
        ),
    ],
)
def test_a_fact_of_the_text_is_in_the_record(
    archive: Archive, text: str, field: str, facts: list[dict[str, Any]]
) -> None:
    archive.entry(story(text=text))
    assert record(archive)[field] == facts


def test_facts_stand_in_the_order_of_the_page(archive: Archive) -> None:
    archive.entry(story(text="{sic}`a`\n\n> {redacted}`b`\n\n- {illegible}`c`\n"))
    assert [mark["text"] for mark in record(archive)["marks"]] == ["a", "b", "c"]


def test_two_entries_with_one_id_are_told_with_their_line(archive: Archive) -> None:
    archive.entry(story(f"id: {ID}"), "1926/05/a")
    archive.entry(story("byline: By Ann", f"id: {ID}"), "1926/05/b")
    told = [
        (Path(fault.file).parent.name, fault.line, fault.kind) for fault in archive.built().heard
    ]
    assert told == [("b", 4, Problem.DUPLICATE_ID.kind)]


def test_a_link_by_an_id_that_stands_twice_leads_to_the_first(archive: Archive) -> None:
    for name in ("b", "a", "c"):
        archive.entry(story(f"id: {ID}"), f"1926/05/{name}")
    archive.entry(story(text=f":::{{related}}\n:id: {ID}\n:::"))
    assert archive.built().article().xpath(".//a/@href") == ["../a/index.html"]


def test_an_alias_that_two_entries_claim_is_told(archive: Archive) -> None:
    archive.entry(story("aliases: [old.html]"), "1926/05/a")
    archive.entry(story("aliases:", "- other.html", "- old.html"), "1926/05/b")
    told = [
        (Path(fault.file).parent.name, fault.line, fault.kind) for fault in archive.built().heard
    ]
    assert told == [("b", 5, Problem.DUPLICATE_ALIAS.kind)]


def test_a_related_story_that_is_a_draft_is_told_and_not_linked(archive: Archive) -> None:
    archive.entry(story(f"id: {ID}", "status: draft"), "1926/05/a")
    archive.entry(story(text=f":::{{related}} Its title\n:id: {ID}\n:::"))
    built = archive.built()
    assert built.kinds == ["unknown_entry"]
    assert built.article().xpath(".//a") == []
    assert "Its title" in built.words()


def test_a_person_who_is_not_in_the_list_is_told(archive: Archive) -> None:
    archive.write("people.yaml", "ann: Ann Smith\n")
    archive.entry(story("authors:", "- {person: ann}", "- {person: anne}"))
    told = [(fault.line, fault.kind) for fault in archive.built().heard]
    assert told == [(5, Problem.UNKNOWN_PERSON.kind)]

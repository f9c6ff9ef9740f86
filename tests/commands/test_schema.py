"""The JSON Schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from broadsheet import __main__ as command_line
from broadsheet.commands import schema
from broadsheet.model.entry import Entry

if TYPE_CHECKING:
    from tests.conftest import Archive

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "docs"
ENTRIES = sorted([*ROOT.glob("archive/[0-9u]*/**/index.md"), *KEPT.glob("examples/*.md")])


def faults(name: str, value: object) -> list[str]:
    """What the schema *name* finds wrong with *value*."""
    checker = jsonschema.Draft202012Validator(schema.schemas()[name])
    return [f"{fault.json_path}: {fault.message}" for fault in checker.iter_errors(value)]


def as_an_editor_reads(text: str) -> object:
    """YAML as an editor makes it out: with numbers, and dates as texts."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_front_matter_in_use_keeps_to_the_schema(path: Path) -> None:
    written = path.read_text(encoding="utf-8").split("---\n")[1]
    assert faults("entry", as_an_editor_reads(written)) == []


def test_people_in_use_keep_to_the_schema() -> None:
    written = (ROOT / "archive/people.yaml").read_text(encoding="utf-8")
    assert faults("people", as_an_editor_reads(written)) == []


def test_a_built_catalogue_keeps_to_the_schema(archive: Archive) -> None:
    for path in KEPT.glob("examples/*.md"):
        archive.entry(path.read_bytes(), f"1946/05/{path.stem}")
    archive.broadsheet("build", "html", "--jobs", "1")
    built = (archive.root.parent / "_build/html/catalogue.json").read_text(encoding="utf-8")
    assert faults("catalogue", json.loads(built)) == []


@pytest.mark.parametrize("name", ["entry", "people", "catalogue"])
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema.schemas()[name])


def test_a_misspelt_key_does_not_keep_to_the_schema() -> None:
    assert faults("entry", {"title": "A story", "pubished": "1926"}) != []


@pytest.mark.parametrize("name", ["entry", "people", "catalogue"])
def test_the_kept_schema_is_current(name: str) -> None:
    kept = (KEPT / f"{name}.schema.json").read_text(encoding="utf-8")
    assert kept == schema.text(schema.schemas()[name]), "run `broadsheet schema --out docs`"


def test_the_command_writes_every_schema(tmp_path: Path) -> None:
    assert command_line.main(["schema", "--out", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "catalogue.schema.json",
        "entry.schema.json",
        "people.schema.json",
    ]


def test_an_entry_s_schema_has_every_key() -> None:
    assert list(schema.schemas()["entry"]["properties"]) == list(Entry.names())


def test_a_number_may_stand_for_a_text() -> None:
    assert "number" in schema.schemas()["entry"]["properties"]["page"]["type"]


def test_what_is_computed_is_not_offered_to_authors() -> None:
    assert "readOnly" not in json.dumps(schema.schemas()["entry"])

"""The JSON Schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet import __main__ as command_line
from broadsheet.commands import schema
from broadsheet.model.entry import Entry

KEPT = Path(__file__).parent.parent.parent / "docs"


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

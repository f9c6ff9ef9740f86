"""``broadsheet schema``: JSON Schemas, from which editors complete and programs check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet import fixity

if TYPE_CHECKING:
    import argparse

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WRITTEN = ["string", "number", "boolean", "null"]
"""What YAML may make of a text, or of none; Broadsheet keeps the text as it stands."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet schema``."""
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="where to (default: this folder)"
    )


def run(options: argparse.Namespace) -> int:
    """Write one file for each schema, and name it."""
    for name, schema in schemas().items():
        path = options.out / f"{name}.schema.json"
        fixity.write_whole(path, text(schema))
        print(path)
    return 0


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas of an entry's front matter, of people.yaml, and of catalogue.json."""
    from broadsheet.model.catalogue import Catalogue
    from broadsheet.model.entry import Entry
    from broadsheet.model.people import Person

    person = Person.model_json_schema()
    shared = person.pop("$defs", {})
    people = {
        "description": "The people of an archive, each under a key of its own (people.yaml).",
        "type": "object",
        "additionalProperties": person,
        "$defs": shared,
    }
    return {
        "entry": as_written(without_derived(Entry.model_json_schema())),
        "people": as_written(without_derived(people)),
        "catalogue": Catalogue.model_json_schema(mode="serialization"),
    }


def text(schema: dict[str, Any]) -> str:
    """A schema as the text of a file."""
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def without_derived(schema: Any) -> Any:  # noqa: ANN401 - a schema nests whatever JSON can
    """*schema* without the fields that are computed and that no author writes."""
    if isinstance(schema, list):
        return [without_derived(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: without_derived(value)
        for key, value in schema.items()
        if not (isinstance(value, dict) and value.get("readOnly"))
    }


def as_written(schema: Any) -> Any:  # noqa: ANN401 - a schema nests whatever JSON can
    """*schema* for YAML, where `page: 4` is a number to an editor and a text to Broadsheet."""
    if isinstance(schema, list):
        return [as_written(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: as_written(value) for key, value in schema.items()}
    if changed.get("type") == "string" and "enum" not in changed:
        changed["type"] = WRITTEN
    return changed

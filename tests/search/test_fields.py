"""The fields, signs and numbers of an index: in the manual and in the browser as in one module."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from broadsheet.search import fields, lexing, scripts

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "extensions/broadsheet/search").glob("*.py"))
ROW = re.compile(r"^\| (\w+) \| (?:`(\w)` )?\| ", re.MULTILINE)
TOLD: dict[str, dict[str, object]] = {
    "matching": {"TEXT": fields.TEXT, "LETTERS": fields.LETTERS, "NAMES": "brplus"},
    "reader": {"FORMAT": fields.FORMAT},
    "shard": {"FIELD_AT": fields.FIELD_AT, "MARKED": fields.MARKED},
    "address": {"KINDS": list(fields.KINDS)},
}
OWN = {
    *(fields.LETTERS, fields.FIELD, fields.BEHIND, "brplus"),
    *(fields.FACETS, fields.WAYS, fields.KINDS),
}


def script(name: str) -> str:
    """The source of a part of the script that searches."""
    return (scripts.FOLDER / f"{name}.js").read_text(encoding="utf-8")


def test_the_manual_has_every_field_with_its_letter_in_their_order() -> None:
    told = (ROOT / "docs/explanation/search.md").read_text(encoding="utf-8")
    letters = {**fields.FIELDS, "text": ""}
    assert ROW.findall(told.partition("| Field |")[2].partition("## ")[0]) == list(letters.items())


@pytest.mark.parametrize("name", TOLD)
def test_the_browser_reads_the_same_signs_and_numbers(name: str) -> None:
    known = dict(re.findall(r"^const (\w+) = (.*);$", script(name), re.MULTILINE))
    assert {each: json.loads(known[each]) for each in TOLD[name]} == TOLD[name]


def test_the_browser_knows_the_same_names_of_fields() -> None:
    table = script("lexing").partition("const FIELDS = {")[2].partition("}")[0]
    known = dict(re.findall(r'(\w+): "(\w?)"', table))
    assert known == {**dict.fromkeys(lexing.FILTERS, ""), **lexing.NAMED}


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.stem != "fields"], ids=lambda path: path.stem
)
def test_no_other_module_says_them_again(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    said: set[object] = {node.value for node in nodes if isinstance(node, ast.Constant)}
    rows = [node.elts for node in nodes if isinstance(node, ast.Tuple | ast.List)]
    said |= {tuple(getattr(one, "value", None) for one in row) for row in rows}
    assert said & OWN == set()

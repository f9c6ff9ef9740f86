"""Directives of the manual alone: tables printed from the program itself, and examples.

Whatever the program can say of itself, the manual does not repeat, so that both stay the same.
"""

from __future__ import annotations

import argparse
import importlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from broadsheet.commands import COMMANDS
from broadsheet.config import MEANINGS, PREFIX, Settings
from broadsheet.model.catalogue import Record
from broadsheet.model.entry import Entry, Original
from broadsheet.model.facts import Author, ContentWarning, Photo
from broadsheet.model.people import Person
from broadsheet.model.problems import Problem
from broadsheet.saying import FactDirective

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from broadsheet.commands import CommandModule
    from broadsheet.model.said import Said

RECORDS: dict[str, type[Said]] = {
    "entry": Entry,
    "author": Author,
    "photo": Photo,
    "warning": ContentWarning,
    "original": Original,
    "person": Person,
}

SECTIONS = {
    "Author": "an-author",
    "Photo": "the-photo",
    "ContentWarning": "the-warning",
    "Original": "the-original",
}
"""Where the page of fields tells of each record."""

KINDS = {"string": "a text", "boolean": "yes or no", "integer": "a whole number"}
"""What a key can be, by its type in the schema."""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown; an empty cell stays empty."""
    first = list(heads)
    lines = [first, ["---"] * len(first), *map(list, rows)]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines)


def cell(text: str) -> str:
    """*text* as it may stand in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


class Printed(SphinxDirective):
    """A directive that prints Markdown."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Give what the Markdown makes."""
        return self.parse_text_to_nodes(self.text(), allow_section_headings=True)

    def text(self) -> str:
        """The Markdown to print."""
        raise NotImplementedError


class Fields(Printed):
    """The keys of a record."""

    required_arguments = 1
    optional_arguments = 0

    def text(self) -> str:
        """A row for each key."""
        return keys_of(RECORDS[self.arguments[0]], term=self.arguments[0] == "entry")


def keys_of(record: type[Said], *, term: bool = False) -> str:
    """A table of the keys of *record*; with their Dublin Core terms where that is asked for."""
    schema = record.model_json_schema()
    rows = []
    for name in record.names():
        known = schema["properties"][name]
        row = [f"`{name}`", str(known.get("description", "")), values(known, schema)]
        rows.append([*row, f"`{known['term']}`" if "term" in known else ""] if term else row)
    heads = ["Key", "What it is", "What it can be"]
    return table([*heads, "Dublin Core"] if term else heads, rows)


def values(known: dict[str, Any], schema: dict[str, Any]) -> str:
    """What a key can be, in words, from its JSON Schema."""
    if "anyOf" in known:
        kinds = (values(choice, schema) for choice in known["anyOf"])
        return " or ".join(dict.fromkeys(kind for kind in kinds if kind))
    if "$ref" in known:
        record = known["$ref"].rpartition("/")[2]
        return f"[keys](/reference/fields.md#{SECTIONS[record]})"
    if "enum" in known:
        return ", ".join(f"`{word}`" for word in known["enum"] if word)
    if known.get("type") == "array":
        return "a list, each " + values(known["items"], schema)
    return KINDS.get(known.get("type", ""), "")


class Options(Printed):
    """The options of a directive."""

    required_arguments = 1
    optional_arguments = 0

    def text(self) -> str:
        """A row for each option."""
        known, _messages = directives.directive(
            self.arguments[0], self.state.document.settings.language_code, self.state.document
        )
        if known is None:
            raise self.error(f"there is no directive `{self.arguments[0]}`")
        record = known.record if issubclass(known, FactDirective) else None
        return keys_of(record) if record else "It has no options."


class shown(nodes.container):  # noqa: N801 - node classes are lower case
    """The place where an example is shown as it is printed."""


class Example(SphinxDirective):
    """The examples of a directive or role: each as it is written, and as it is printed."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Give every example whose file is named after the directive."""
        found = examples(self.env.srcdir, self.arguments[0])
        if not found:
            raise self.error(f"there is no example of `{self.arguments[0]}` in docs/examples")
        return [node for path in found for node in self.both(path)]

    def both(self, path: Path) -> list[nodes.Node]:
        """The example at *path*: its source, and the place for what is printed."""
        self.env.note_dependency(path)
        source = path.read_text(encoding="utf-8").rstrip()
        return [
            nodes.literal_block(source, source, language="text"),
            shown("", classes=["example"], docname=f"examples/{path.stem}"),
        ]


class ShowExamples(SphinxPostTransform):
    """Puts the story of each example in its place, before any format looks at the page."""

    default_priority = 1

    def run(self, **_options: object) -> None:
        """Fill every place."""
        for place in list(self.document.findall(shown)):
            story = self.env.get_doctree(place["docname"])
            for section in story.findall(nodes.section):
                place += [self.part(child) for child in section.children]
                break

    @staticmethod
    def part(node: nodes.Node) -> nodes.Node:
        """A part of the story; its title is no heading of this page."""
        if isinstance(node, nodes.title):
            return nodes.rubric(node.rawsource, "", *(child.deepcopy() for child in node.children))
        return node.deepcopy()


def examples(manual: Path, name: str) -> list[Path]:
    """The files of the examples of *name*, but not those of a longer name that begins alike."""
    found = (manual / "examples").glob(f"{name}*.md")
    own = (path for path in found if path.stem == name or path.stem.startswith(f"{name}-"))
    return sorted(own, key=lambda path: path.stem)


class Problems(Printed):
    """Every kind of complaint."""

    optional_arguments = 0

    def text(self) -> str:
        """A row for each kind."""
        rows = ([f"`{problem.kind}`", problem.meaning] for problem in Problem)
        return table(["Kind", "What is wrong"], rows)


class SettingsTable(Printed):
    """Every setting."""

    optional_arguments = 0

    def text(self) -> str:
        """A row for each setting."""
        rows = (
            [f"`{PREFIX}{field.name}`", MEANINGS[field.name], f"`{plain(field.default)!r}`"]
            for field in fields(Settings)
        )
        return table(["Setting", "What it is", "Default"], rows)


def plain(value: object) -> object:
    """*value* as one writes it in conf.py."""
    return list(value) if isinstance(value, tuple) else value


class Commands(Printed):
    """Every command, with what it takes."""

    optional_arguments = 0

    def text(self) -> str:
        """A section for each command."""
        return "\n\n".join(
            f"## broadsheet {command.name}\n\n```text\n{self.help(command.module, command.name)}```"
            for command in COMMANDS
        )

    @staticmethod
    def help(module: str, name: str) -> str:
        """What the command answers to `--help`."""
        about = next(command.help for command in COMMANDS if command.name == name)
        parser = argparse.ArgumentParser(
            prog=f"broadsheet {name}",
            description=f"{about[0].upper()}{about[1:]}.",
            formatter_class=Narrow,
        )
        cast("CommandModule", importlib.import_module(module)).arguments(parser)
        return parser.format_help()


class Narrow(argparse.HelpFormatter):
    """Help of one width, whatever the terminal of who builds the manual."""

    def __init__(self, prog: str) -> None:
        """Set the width."""
        super().__init__(prog, width=70)


class RecordFields(Printed):
    """What a record of the catalogue has beyond the entry's own keys."""

    optional_arguments = 0

    def text(self) -> str:
        """A row for each field."""
        schema = Record.model_json_schema(mode="serialization")["properties"]
        own = [name for name in schema if name not in Entry.model_fields]
        rows = ([f"`{name}`", str(schema[name].get("description", ""))] for name in own)
        return table(["Field", "What it is"], rows)


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "manual-fields": Fields,
    "manual-options": Options,
    "manual-example": Example,
    "manual-problems": Problems,
    "manual-settings": SettingsTable,
    "manual-commands": Commands,
    "manual-record": RecordFields,
}


def visit_shown(writer: HTML5Translator, node: shown) -> None:
    """Open the frame around an example."""
    writer.body.append(writer.starttag(node, "div"))


def depart_shown(writer: HTML5Translator, _node: shown) -> None:
    """Close it."""
    writer.body.append("</div>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_node(shown, html=(visit_shown, depart_shown))
    app.add_post_transform(ShowExamples)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""Front matter and people.yaml: YAML in which every scalar stays the text that was written.

YAML would turn `1967` into a number, `no` into a truth value and `2024-12-31` into a day; an
archive keeps what stands there. Aliases are refused, because they are how a small file becomes a
large one; tags mean nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from broadsheet.model.problems import Complaint, Problem

if TYPE_CHECKING:
    from broadsheet.model.said import Path

FENCE = re.compile(r"---[ \t]*\r?(?:\n|$)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
PLAIN = re.compile(r"[^\W_](?:[\w ,.()/’“”–—-]*[\w.)’”])?")
BREAKS = {"\x85": "\U000f0085", "\u2028": "\U000f2028", "\u2029": "\U000f2029"}
"""Characters that YAML takes for the end of a line and no editor does, and what hides them."""
HIDE, SHOW = str.maketrans(BREAKS), str.maketrans({hid: own for own, hid in BREAKS.items()})
DEEPEST = 200
NOTHING = frozenset({"~", "null", "Null", "NULL"})
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
QUOTE_ADVICE = (
    "put values that have a colon, a quotation mark or a bracket in them between quotation marks"
)


@dataclass(slots=True)
class FrontMatter:
    """What stood between the two `---` lines of a file.

    ``values`` holds texts, lists and mappings; ``lines`` the line of each value by its path,
    counted from 1 in the file; ``source`` the YAML as written; ``end`` the number of lines up to
    the body.
    """

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    source: str = ""
    end: int = 0

    @property
    def broken(self) -> bool:
        """Whether it could not be read at all."""
        return any(fault.problem is Problem.BAD_YAML for fault in self.complaints)


def read(text: str) -> FrontMatter:
    """The front matter at the beginning of *text*; an empty one where there is none."""
    opening = FENCE.match(text)
    if not opening:
        return FrontMatter()
    closing = CLOSING.search(text, opening.end())
    if not closing:
        fault = Complaint(
            Problem.BAD_YAML,
            "the front matter is never closed",
            "write a line of three hyphens below it",
        )
        return FrontMatter(complaints=[fault], end=1)
    source = text[opening.end() : closing.start()]
    found = read_yaml(source, first_line=2)
    found.end = text.count("\n", 0, closing.end()) + 1
    return found


def read_yaml(source: str, *, first_line: int = 1) -> FrontMatter:
    """The mapping that *source* holds, which begins at *first_line* of its file."""
    found = FrontMatter(source=source)
    hidden = source.translate(HIDE)
    try:
        if _too_deep(hidden):
            found.complaints.append(_broken("it is nested too deeply", first_line))
            return found
        root = yaml.compose(hidden, Loader=LOADER)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = min(mark.line if mark else 0, source.count("\n"))
        found.complaints.append(_broken(f"{fault.problem or fault.context}", first_line + line))
        return found
    except yaml.YAMLError as fault:
        found.complaints.append(
            _broken(str(fault).splitlines()[0], first_line + _spot(hidden, fault))
        )
        return found
    if root is None:
        return found
    if not isinstance(root, yaml.MappingNode):
        found.complaints.append(_broken("it is not made of keys and values", first_line))
        return found
    _Reader(found, first_line).read(root)
    return found


def _too_deep(source: str) -> bool:
    """Whether *source* is nested so deeply that YAML's reader, which is written in C, may crash.

    Only a text with very many marks of nesting is worth the time of looking.
    """
    if sum(map(source.count, "[{-?:")) <= DEEPEST:
        return False
    depth = 0
    for event in yaml.parse(source, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def _spot(source: str, fault: Exception) -> int:
    """The number of lines before the character that YAML could not take."""
    return source.encode()[: getattr(fault, "position", 0)].count(b"\n")


def _broken(what: str, line: int) -> Complaint:
    return Complaint(Problem.BAD_YAML, f"the YAML cannot be read: {what}", QUOTE_ADVICE, line=line)


class _Reader:
    """Turns YAML nodes into plain values, and keeps the line of each."""

    def __init__(self, found: FrontMatter, first_line: int) -> None:
        self.found = found
        self.first_line = first_line
        self.seen: set[int] = set()

    def read(self, root: yaml.MappingNode) -> None:
        """Fill the front matter from *root*."""
        values = self._value(root, (), self.first_line)
        self.found.values = values if isinstance(values, dict) else {}

    def _value(self, node: yaml.Node, path: Path, line: int) -> object:
        """The value of *node*, which stands at *line*."""
        self.found.lines[path] = line
        if id(node) in self.seen:
            self._complain("it uses an alias (`*`)", "write the value out", line)
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return self._list(node, path)
        return _scalar(node)

    def _list(self, node: yaml.SequenceNode, path: Path) -> list[object]:
        values, line = [], node.start_mark.line + self.first_line
        for place, item in enumerate(node.value):
            # An alias is composed as what it stands for, which was met on an earlier line.
            line = max(line, item.start_mark.line + self.first_line)
            values.append(self._value(item, (*path, place), line))
        return values

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first_line
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if not key:
                self._complain("a key is not a plain word", "write a word before the colon", line)
            elif key in values:
                self._complain(f"the key `{key}` stands twice", "keep one", line)
            else:
                values[key] = self._value(value_node, (*path, key), line)
        return values

    def _complain(self, message: str, advice: str, line: int) -> None:
        self.found.complaints.append(Complaint(Problem.BAD_VALUE, message, advice, line=line))


def _scalar(node: yaml.Node) -> str:
    """The text of a scalar; a bare `null` or `~` says nothing."""
    plain = getattr(node, "style", None) in {None, ""}
    return "" if plain and node.value in NOTHING else str(node.value).translate(SHOW)


def quoted(text: str) -> str:
    """*text* as a YAML scalar on one line, quoted only where it has to be."""
    if PLAIN.fullmatch(text) and ": " not in text and text not in NOTHING:
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\x85")

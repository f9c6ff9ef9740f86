"""A directive that says a fact: its options are a record's fields, checked by the model."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from broadsheet.model import tongues
from broadsheet.model.problems import Complaint, Problem
from broadsheet.report import complain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from broadsheet.model.facts import ContentWarning
    from broadsheet.model.said import Said

    Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]


Node = TypeVar("Node", bound=nodes.Element)

COVERED = "broadsheet_covered"
"""Where photos wait, while a page is read, to be put under their warning."""

PLACES = re.compile(r"(%s|%\(\w+\)s)")
"""Where something is put into a sentence."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

WARNING = "broadsheet_warning"
"""Where the warning of the whole entry is kept while it is read."""


def waiting_for_cover(env: BuildEnvironment) -> list[tuple[nodes.Element, ContentWarning, bool]]:
    """The photos of the page that wait for their warning, and whether it is a fact there."""
    waiting = env.temp_data.setdefault(COVERED, [])
    assert isinstance(waiting, list)
    return waiting


def unprintable(text: str, line: int) -> Complaint | None:
    """The complaint about the first character in *text* that no page can hold, if there is one."""
    odd = UNPRINTABLE.search(text)
    if odd is None:
        return None
    message = f"the character U+{ord(odd[0]):04X} cannot be printed and is shown as {REPLACEMENT}"
    return Complaint(Problem.CONTROL_CHARACTER, message, "take it out", line=line)


def _as_written(value: str | None) -> str:
    """The option's text; an option without one has an empty text."""
    return value or ""


def _of_option(fault: Complaint) -> Complaint:
    """*fault* as a directive's: what a record calls a key is an option there."""
    if fault.problem is not Problem.UNKNOWN_KEY:
        return fault
    message = fault.message.replace("unknown key", "unknown option")
    return replace(fault, problem=Problem.UNKNOWN_OPTION, message=message)


class AnyOption(dict[str, "Callable[[str | None], str]"]):
    """An option table that lets every option through, for the record to check."""

    def __missing__(self, _name: str) -> Callable[[str | None], str]:
        """Take the option as it is written."""
        return _as_written

    def __bool__(self) -> bool:
        """Tell the parser that there may be options."""
        return True


class FactDirective(SphinxDirective):
    """A directive whose options fill the fields of ``record``."""

    record: ClassVar[type[Said]]
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[AnyOption] = AnyOption()  # type: ignore[assignment]  # a mapping all the same

    @property
    def words(self) -> str:
        """The text on the directive's first line."""
        return " ".join(self.arguments).strip()

    def said(self, **found: Any) -> Any:  # noqa: ANN401 - the record's own type, which varies
        """The record that the options make, together with what was *found* elsewhere."""
        values = {name: self._value(name, text) for name, text in self.options.items()}
        lines = self._lines()
        record, complaints = self.record.said(values, lines)
        complain_of(self.env, self.env.docname, map(_of_option, complaints))
        odd = [unprintable(text, lines.get((name,), 1)) for name, text in self.options.items()]
        complain_of(self.env, self.env.docname, filter(None, odd))
        return record.model_copy(update=found) if found else record

    def complain(self, problem: Problem, message: str, advice: str) -> None:
        """Complain of this directive as a whole."""
        fault = Complaint(problem, message, advice, line=self.lineno)
        complain_of(self.env, self.env.docname, [fault])

    def fill(self, node: nodes.Element) -> nodes.Element:
        """*node* with the directive's body in it."""
        self.state.nested_parse(self.content, self.content_offset, node)
        return node

    def inline(self, text: str) -> list[nodes.Node]:
        """The nodes that *text* makes when it is read as one line of markup."""
        found, messages = self.state.inline_text(text, self.lineno)
        return [*found, *messages]

    def _value(self, name: str, text: str) -> object:
        """What the option says: an option for yes or no needs no text."""
        field = self.record.model_fields.get(name)
        if field is not None and field.annotation is bool:
            return text.lower() not in {"no", "false"}
        return UNPRINTABLE.sub(REPLACEMENT, text)  # an escape in quotation marks may be anything

    def _lines(self) -> dict[tuple[str | int, ...], int]:
        """The line of each option in the file."""
        lines: dict[tuple[str | int, ...], int] = {(): self.lineno}
        rows = self.block_text.splitlines()[1:]
        for place, row in enumerate(rows, start=self.lineno + 1):
            name = row.strip().lstrip(":").partition(":")[0].strip()
            if name in self.options and (name,) not in lines:
                lines[name,] = place
        return lines


def element(tag: str, *, start: str = "\n", end: str = "\n", **attributes: str) -> Visitors:
    """Visitors that set a node as the HTML element *tag*, with its classes and *attributes*.

    *start* and *end* are what follows the opening and the closing tag.
    """

    def visit(translator: HTML5Translator, node: nodes.Element) -> None:
        extra: dict[str, Any] = dict(attributes)
        translator.body.append(translator.starttag(node, tag, start, **extra))

    def depart(translator: HTML5Translator, _node: nodes.Element) -> None:
        translator.body.append(f"</{tag}>{end}")

    return visit, depart


def tell(node: nodes.Element, fact: Said) -> nodes.Element:
    """*node* carrying *fact*, for the catalogue to gather."""
    node["facts"] = fact
    return node


def own(node: Node) -> Node:
    """*node*, marked as the archive's own words: they are in the language of the site."""
    node["own"] = True
    return node


def in_language(node: Node, language: str, *, direction: str = "") -> Node:
    """*node*, which says of its words that they are in *language*, where that is known."""
    if language:
        node["lang"] = tongues.tag(language)
        node["dir"] = direction or tongues.direction(language)
    return node


def named(text: str) -> nodes.inline:
    """A name or the like within a sentence of another language, set in its own direction."""
    return nodes.inline("", text, dir="auto")


def technical(text: str) -> nodes.inline:
    """A file's name, an identifier or a checksum, which runs from left to right everywhere."""
    return nodes.inline("", text, dir="ltr")


WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def link(address: str) -> nodes.reference:
    """An outside address, as a link that reads as it is written."""
    return nodes.reference("", "", technical(address), refuri=address, internal=False)


def robust(node: nodes.Element, *, original: str, captured: str, version: str = "") -> None:
    """Let the link *node* say that it is to a copy, of what, and of when.

    See Robust Links, https://robustlinks.mementoweb.org/spec/. The HTML has `data-originalurl`,
    `data-versiondate` and, where *version* is known, `data-versionurl`. Without a whole day of
    capture there is no version to speak of.
    """
    day = captured.partition("T")[0]
    if original and WHOLE_DAY.fullmatch(day):
        said = {"data-originalurl": original, "data-versiondate": day, "data-versionurl": version}
        node["robust"] = {name: value for name, value in said.items() if value}


def woven(
    sentence: str, *parts: nodes.Node | list[nodes.Node], **by_name: nodes.Node
) -> list[nodes.Node]:
    """The nodes of *sentence*, in which each `%s` or `%(name)s` is one of the nodes given."""
    waiting = list(parts)
    found: list[nodes.Node] = []
    for piece in PLACES.split(sentence):
        name = piece[2:-2] if piece.startswith("%(") else ""
        if name in by_name:
            found.append(by_name[name])
        elif piece == "%s" and waiting:
            part = waiting.pop(0)
            found += part if isinstance(part, list) else [part]
        elif piece:
            found.append(nodes.Text(piece))
    return found


def label(*words: str | nodes.Node, kind: str) -> nodes.paragraph:
    """A short line in the archive's voice, such as `Correction, 9 May 1926`."""
    said = [nodes.Text(part) if isinstance(part, str) else part for part in words]
    return own(nodes.paragraph("", "", *said, classes=["label", kind]))

"""The hand that writes Typst: calls of the template's functions, around words as literals.

The visitors of `blocks` and `words` write through it, and so may those of a directive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, cast

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from broadsheet.mathematics import UntranslatableError
from broadsheet.model import tongues
from broadsheet.pdf.complaints import about_formula, about_node
from broadsheet.pdf.escape import literal, loosened, pieces, prose
from broadsheet.pdf.formulas import formula

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

    from broadsheet.model.problems import Complaint
    from broadsheet.pdf.room import Shown

LONG = 1200  # characters; more are not kept together on one page
DEEPEST = 9  # Typst follows about fifteen nested quotations; what is deeper is set at this depth
STORY = "story:"  # how the builder writes a reference to another story
PLAIN = {  # words that one function of Typst prints
    "emphasis": "emph",
    "title_reference": "emph",
    "strong": "strong",
    "superscript": "super",
    "subscript": "sub",
}
HOLDERS = frozenset({  # what has no look of its own
    *("document", "compound", "legend", "glossary", "hlist", "hlistcol", "acks"),
    *("inline", "target", "generated", "problematic", "abbreviation", "acronym", "pending_xref"),
    *("substitution_reference", "PassthroughTextElement", "line", "term", "classifier"),
    *("field_name", "manpage", "address"),
})  # fmt: skip
LEFT_OUT = frozenset({
    *("comment", "substitution_definition", "system_message", "pending", "meta"),
    *("decoration", "docinfo", "colspec", "label", "index", "toctree", "tabular_col_spec"),
    *("highlightlang", "only", "start_of_file", "sd_icon", "fontawesome", "sd_tab_input"),
})  # fmt: skip
ALIKE = {
    "doctest_block": "literal_block",
    "sidebar": "topic",
    "dropdown_main": "topic",
    "aside_main": "topic",
    "sd_tab_label": "dropdown_title",
    "centered": "dropdown_title",
}
SHAPED = (nodes.block_quote, nodes.figure, nodes.Admonition)  # have parts to be told apart
KNOWN = HOLDERS | LEFT_OUT | PLAIN.keys()
INLINE = (nodes.Text, nodes.Inline, nodes.line, nodes.term, nodes.classifier, nodes.field_name)


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Unicode's signs that keep words apart from the direction of those around them (UAX 9).
ISOLATES = {"auto": "\u2068", "ltr": "\u2066", "rtl": "\u2067"}
END_OF_ISOLATE = "\u2069"


class Press(Protocol):
    """What the writer asks of the builder."""

    docname: str
    functions: frozenset[str]
    voices: frozenset[str]

    def picture(self, image: nodes.image) -> Shown | None:
        """How Typst can show the picture; None where there is no such file."""

    def leaves_out(self, image: nodes.image) -> bool:
        """Whether the picture has no place in this edition."""

    def complain_of_node(self, node: nodes.Node, complaint: Complaint) -> None:
        """Say *complaint* of the line that *node* stands on."""


class Writer(SphinxTranslator):
    """What every visitor of a story's nodes needs."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.press = cast("Press", builder)
        self.docname = self.press.docname
        self.body: list[str] = []
        self.level = 0
        self.depth = 0
        self.in_title = False
        self.wanted = _wanted(document)
        self.anchored: set[str] = set()
        self.footnotes = _footnotes(document)
        self.set_footnotes: set[str] = set()
        self.backwards = bool(RIGHT_TO_LEFT.search(document.astext()))

    def add(self, source: str) -> None:
        """Add *source*, as it is, to what was written so far."""
        self.body.append(source)

    def inside(self, children: Iterable[nodes.Node]) -> str:
        """The Typst of *children*, one level deeper, without brackets."""
        outer, self.body = self.body, []
        self.depth += 1
        for child in children:
            child.walkabout(self)
        self.depth -= 1
        outer, self.body = self.body, outer
        return "".join(outer).strip("\n")

    def call(self, function: str, *contents: str, options: str = "", **named: str) -> str:
        """A call of *function* with *contents* in brackets; where too deep, the bare contents.

        *options* are further arguments as Typst code; *named* are named contents.
        """
        if self.depth > DEEPEST:
            return "\n\n".join(part for part in (*contents, *named.values()) if part)
        arguments = [f"[{content}]" for content in contents]
        arguments += [f"{name.replace('_', '-')}: [{text}]" for name, text in named.items() if text]
        return f"#{function}({', '.join([*arguments, *filter(None, [options])])})"

    def block(self, function: str, *contents: str, options: str = "", **named: str) -> None:
        """Add a call that stands on its own."""
        self.add(self.call(function, *contents, options=options, **named) + "\n\n")

    def own_function(self, node: nodes.Element, otherwise: str) -> str:
        """The function named like *node*, where a directive brings one."""
        own = node.tagname.replace("_", "-")
        return own if own in self.press.functions else otherwise

    @staticmethod
    def told_long(node: nodes.Element) -> str:
        """The option that tells the template that *node* is too long to be kept together."""
        return "long: true" if len(node.astext()) > LONG else ""

    def finish(self) -> str:
        """The whole story, with the targets that no visitor came by."""
        left = "".join(self.anchor(name) for name in sorted(self.wanted - self.anchored))
        return "".join(self.body) + left

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Mark where links to *node* lead, then visit it as what it is nearest to."""
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.section):
            self.mark(node)
        if isinstance(node, nodes.inline) and (node.get("lang") or node.get("dir")):
            self._set_apart(node)
        name = self._nearest(node)
        if name in LEFT_OUT:
            raise nodes.SkipNode
        if name in self.press.functions:
            self.block(name, self.inside(node.children))
            raise nodes.SkipNode
        if name in PLAIN:
            self.add(self.call(PLAIN[name], self.inside(node.children)))
            raise nodes.SkipNode
        if name not in HOLDERS:
            getattr(self, f"visit_{name}")(node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Leave *node*; after a block comes a blank line."""
        depart = getattr(self, f"depart_{self._nearest(node)}", None)
        if depart:
            depart(node)
        elif not isinstance(node, INLINE):
            self.add("\n\n")

    def _set_apart(self, node: nodes.inline) -> None:
        """Words of another language than those around them, or that may run another way."""
        language = tongues.primary(node.attributes.pop("lang", ""))
        way = node.attributes.pop("dir", "") or tongues.direction(language)
        words = self.inside([node])
        if language:
            options = f"language: {literal(language)}"
            words = self.call("in-language", words, options=options)
        if self.backwards:
            words = f"#{prose(ISOLATES[way])}{words}#{prose(END_OF_ISOLATE)}"
        self.add(words)
        raise nodes.SkipNode

    def _nearest(self, node: nodes.Node) -> str:
        """The name of the visitor for *node*: its own, or that of the nearest base class."""
        for kind in type(node).__mro__:
            own = kind.__name__.replace("_", "-")
            if own in self.press.functions and not isinstance(node, SHAPED):
                return own
            name = ALIKE.get(kind.__name__, kind.__name__)
            if name in KNOWN or hasattr(self, f"visit_{name}"):
                return name
        return "Element"

    def visit_Element(self, node: nodes.Element) -> None:  # noqa: N802
        """Complain of a node that nobody knows; its children are printed."""
        self.press.complain_of_node(node, about_node(type(node).__name__))

    def formula(self, node: nodes.Element, *, block: bool, number: str = "") -> str:
        """The call that sets a formula, or prints its LaTeX where it cannot be set."""
        typed = f"#typed({literal(loosened(node.astext()))}, block: {str(block).lower()})"
        if self.depth > DEEPEST:
            return typed
        try:
            return "#" + formula(node.astext(), block=block, number=number)
        except UntranslatableError as why:
            self.press.complain_of_node(node, about_formula(str(why)))
            return typed

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Print words."""
        if text := node.astext():
            self.add("#seam".join(f"#{prose(piece)}" for piece in pieces(text)))

    def place(self, name: str) -> str:
        """The name of a place of this story, unlike any of another story."""
        return f"{STORY}{self.docname}#{name}"

    def anchor(self, name: str) -> str:
        """The place called *name*, for links to lead to."""
        self.anchored.add(name)
        return f"#anchor({literal(self.place(name))})"

    def mark(self, node: nodes.Element) -> None:
        """Write the places that links in this story lead to at *node*."""
        names: list[str] = node.get("ids", [])
        for name in names:
            if name in self.wanted and name not in self.anchored:
                self.add(self.anchor(name))


def _wanted(document: nodes.document) -> set[str]:
    """The ids that links within the document lead to, and that are there."""
    asked: set[str] = set()
    for reference in document.findall(nodes.reference):
        target = str(reference.get("refuri", ""))
        asked.add(str(reference.get("refid", "")) or target.removeprefix("#"))
    for citation in document.findall(nodes.citation_reference):
        asked.add(str(citation.get("refid", "")))
    there = {str(name) for node in document.findall(nodes.Element) for name in node["ids"]}
    return asked & there


def _footnotes(document: nodes.document) -> dict[str, nodes.footnote]:
    """The footnotes that the text calls, by id."""
    called = {
        str(reference.get("refid", ""))
        for reference in document.findall(nodes.footnote_reference)
        if not isinstance(reference.parent, nodes.title)
    }
    notes: dict[str, nodes.footnote] = {}
    for note in document.findall(nodes.footnote):
        notes |= dict.fromkeys(called.intersection(note["ids"]), note)
    return notes

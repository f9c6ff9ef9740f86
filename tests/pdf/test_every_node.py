"""Every class of nodes that docutils, Sphinx and sphinx-design have is set, or complained of."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
import sphinx_design
from docutils import frontend, nodes
from docutils.parsers.rst import Parser
from docutils.transforms import Transform
from docutils.utils import new_document
from sphinx import addnodes

from broadsheet.pdf.room import node_functions, paragraph_voices
from broadsheet.pdf.translator import TypstTranslator
from broadsheet.pdf.writer import LEFT_OUT

if TYPE_CHECKING:
    from types import ModuleType

    from sphinx.builders import Builder

    from broadsheet.model.problems import Complaint

WORDS = "kept words"
ABSTRACT = {
    *("Node", "Element", "TextElement", "FixedTextElement", "BackLinkable", "Labeled"),
    *("Bibliographic", "Decorative", "General", "Inline", "Invisible", "Part", "PreBibliographic"),
    *("Referential", "Resolvable", "Root", "Sequential", "Special", "Structural", "SubStructural"),
    *("Targetable", "Titular", "Admonition", "Body", "PureTextElement", "AbstractElement"),
    *("translatable", "not_smartquotable", "_desc_classes_injector", "document", "Text"),
}  # these are bases of others, or hold everything
WITHOUT_WORDS = {"image", "raw", "transition", "sd_line_break", "math", "math_block"}
"""What has no words of its own, or words that are no prose."""


@dataclass
class Press:
    """A builder that only remembers what was complained of."""

    docname: str = "1926/a/index"
    config: None = None
    env: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(domains=None))
    functions: frozenset[str] = field(default_factory=node_functions)
    voices: frozenset[str] = field(default_factory=paragraph_voices)
    complaints: list[Complaint] = field(default_factory=list)

    def complain_of_node(self, _node: nodes.Node, complaint: Complaint) -> None:
        """Remember *complaint*."""
        self.complaints.append(complaint)


def classes_of(*modules: ModuleType) -> list[type[nodes.Element]]:
    """The classes of nodes that *modules* declare."""
    found = {
        thing
        for module in modules
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and issubclass(thing, nodes.Element)
        if thing.__module__ == module.__name__ and name not in ABSTRACT
    }
    return sorted(found, key=lambda kind: f"{kind.__module__}.{kind.__name__}")


DESIGN = [
    importlib.import_module(f"sphinx_design.{part.name}")
    for part in pkgutil.iter_modules(sphinx_design.__path__)
]
CLASSES = classes_of(nodes, addnodes, *DESIGN)


def made(kind: type[nodes.Element]) -> nodes.Element:
    """A node of *kind* that holds some words."""
    if kind is nodes.pending:
        return nodes.pending(Transform)
    if kind is nodes.system_message:
        return nodes.system_message(
            "", nodes.paragraph("", WORDS), source="a", level=1, type="INFO"
        )
    if kind is addnodes.desc_inline:
        return addnodes.desc_inline("py", "", WORDS)
    if issubclass(kind, nodes.TextElement):
        return kind("", WORDS)
    return kind("", nodes.paragraph("", WORDS))


def set_in_type(kind: type[nodes.Element]) -> tuple[str, list[str]]:
    """What becomes of a node of *kind* in a story, and what is complained of."""
    document = new_document("test", frontend.get_default_settings(Parser()))
    story = nodes.section("", nodes.title("", "Title"), ids=["story"])
    document += story
    story += made(kind)
    press = Press()
    visitor = TypstTranslator(document, cast("Builder", press))
    document.walkabout(visitor)
    return visitor.finish(), [complaint.problem.kind for complaint in press.complaints]


def test_there_are_as_many_classes_as_docutils_and_sphinx_have() -> None:
    assert len(CLASSES) > 150


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_its_words_are_printed_or_meant_to_be_left_out(kind: type[nodes.Element]) -> None:
    if kind.__name__ in WITHOUT_WORDS:
        return
    source, _complaints = set_in_type(kind)
    assert (WORDS in source) is (kind.__name__ not in LEFT_OUT)


def test_what_is_left_out_is_never_meant_for_a_reader() -> None:
    assert {
        *("comment", "substitution_definition", "system_message", "pending", "meta"),
        *("decoration", "docinfo", "colspec", "label", "index", "toctree", "tabular_col_spec"),
        *("highlightlang", "only", "start_of_file", "sd_icon", "fontawesome", "sd_tab_input"),
    } == LEFT_OUT


def test_a_class_that_is_none_of_these_is_complained_of() -> None:
    marvel = type("marvel", (nodes.Element,), {})
    source, complaints = set_in_type(marvel)
    assert WORDS in source
    assert complaints == ["unknown_node"]

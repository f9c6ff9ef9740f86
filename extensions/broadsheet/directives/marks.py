"""Marks of the archive within the text: sic, illegible and redacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from broadsheet.model.facts import Mark
from broadsheet.saying import element, own, tell
from broadsheet.words import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class sic(nodes.inline):  # noqa: N801 - node classes are lower case
    """Words kept as they were printed, wrong as they may be."""


class illegible(nodes.inline):  # noqa: N801 - node classes are lower case
    """Words that could not be read."""


class redacted(nodes.inline):  # noqa: N801 - node classes are lower case
    """Words that the archive left out."""


def mark_node(fact: Mark) -> nodes.inline:
    """The mark in words: `teh [sic]`, `[illegible: two words]`, `[redacted: a name]`."""
    if fact.kind == "sic":
        node: nodes.inline = sic("", f"{fact.text} ", classes=["sic"])
        node += own(nodes.inline("", "[sic]", classes=["mark"]))
    elif fact.kind == "illegible":
        node = own(illegible("", _bracket(_("illegible"), fact.text), classes=["illegible"]))
    else:
        node = own(redacted("", _bracket(_("redacted"), fact.text), classes=["redacted"]))
    tell(node, fact)
    return node


def _bracket(word: str, text: str) -> str:
    return f"[{word}: {text}]" if text else f"[{word}]"


class MarkRole(SphinxRole):
    """A role that marks its text; the role's name is the kind of mark."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the mark's node."""
        fact = Mark.model_validate({"kind": self.name.lower(), "text": self.text.strip()})
        return [mark_node(fact)], []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the marks."""
    for node in (sic, illegible, redacted):
        app.add_node(node, html=element("span", start="", end=""))
        app.add_role(node.__name__, MarkRole())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

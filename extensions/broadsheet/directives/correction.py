"""The correction: a change that was announced after a story was first published."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from broadsheet import spoken
from broadsheet.model.facts import Correction
from broadsheet.saying import FactDirective, element, label, tell
from broadsheet.words import _, marked

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class correction(nodes.container):  # noqa: N801 - node classes are lower case
    """A correction, an update, a retraction or a clarification."""


NAMES = {
    "correction": marked("Correction"),
    "update": marked("Update"),
    "retraction": marked("Retraction"),
    "clarification": marked("Clarification"),
}


def correction_node(fact: Correction) -> correction:
    """The correction's own line, ready to take its text."""
    node = correction("", classes=["correction", fact.kind])
    words = [_(NAMES[fact.kind]), spoken.date(fact.date) if fact.date else ""]
    node += label(_(", ").join(filter(None, words)), kind="correction-kind")
    tell(node, fact)
    return node


class CorrectionDirective(FactDirective):
    """A correction; the body is its text."""

    record: ClassVar[type[Correction]] = Correction
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Give the correction's node."""
        body = self.fill(nodes.Element())
        node = correction_node(
            self.said(text="\n\n".join(child.astext() for child in body.children))
        )
        node += body.children
        # Where the notice above the story leads.
        node["ids"].append(f"correction-{self.env.new_serialno('correction') + 1}")
        return [node]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the correction."""
    app.add_node(correction, html=element("div", role="note"))
    app.add_directive("correction", CorrectionDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

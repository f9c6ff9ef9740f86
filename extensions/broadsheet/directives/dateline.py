"""The dateline: the place and day from which a story was sent, as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from broadsheet.model.facts import Dateline
from broadsheet.model.problems import Problem
from broadsheet.saying import FactDirective, element, tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class dateline(nodes.paragraph):  # noqa: N801 - node classes are lower case
    """A dateline as printed."""


def dateline_node(fact: Dateline) -> dateline:
    """The dateline's words."""
    node = dateline("", fact.text, classes=["dateline"])
    tell(node, fact)
    return node


class DatelineDirective(FactDirective):
    """A dateline within the text."""

    record: ClassVar[type[Dateline]] = Dateline
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Give the dateline's node."""
        if not self.words:
            self.complain(
                Problem.EMPTY_DIRECTIVE, "the dateline is empty", "write it after the name"
            )
            return []
        return [dateline_node(self.said(text=self.words))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the dateline."""
    app.add_node(dateline, html=element("p", start=""))
    app.add_directive("dateline", DatelineDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

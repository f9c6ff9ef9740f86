"""The byline: who is named as the maker of a story, as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from broadsheet.model.facts import Byline
from broadsheet.model.problems import Problem
from broadsheet.saying import FactDirective, element, tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class byline(nodes.paragraph):  # noqa: N801 - node classes are lower case
    """A byline as printed."""


def byline_node(fact: Byline) -> byline:
    """The byline's words; the people it names ride along as facts."""
    node = byline("", fact.text, classes=["byline"])
    tell(node, fact)
    return node


class BylineDirective(FactDirective):
    """A byline within the text, for a page that holds several stories or parts."""

    record: ClassVar[type[Byline]] = Byline
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Give the byline's node."""
        if not self.words:
            self.complain(Problem.EMPTY_DIRECTIVE, "the byline is empty", "write it after the name")
            return []
        return [byline_node(self.said(text=self.words))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the byline."""
    app.add_node(byline, html=element("p", start=""))
    app.add_directive("byline", BylineDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

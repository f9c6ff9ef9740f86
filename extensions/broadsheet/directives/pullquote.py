"""The pull quote: words of the story that were set large."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from broadsheet.model.facts import Quote
from broadsheet.saying import FactDirective, element, tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class pullquote(nodes.block_quote):  # noqa: N801 - node classes are lower case
    """Words set large, with whose they are."""


def pullquote_node(fact: Quote, body: list[nodes.Node]) -> pullquote:
    """The quotation and, below it, whose words they are."""
    node = pullquote("", *body, classes=["pullquote"])
    if fact.by:
        node += nodes.attribution("", fact.by)
    tell(node, fact)
    return node


class PullquoteDirective(FactDirective):
    """A pull quote; the body is the quotation."""

    record: ClassVar[type[Quote]] = Quote
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Give the pull quote's node."""
        body = self.fill(nodes.Element())
        fact = self.said(text="\n\n".join(child.astext() for child in body.children))
        return [pullquote_node(fact, list(body.children))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the pull quote."""
    app.add_node(pullquote, html=element("blockquote"))
    app.add_directive("pullquote", PullquoteDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

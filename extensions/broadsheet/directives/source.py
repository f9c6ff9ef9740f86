"""The cited source: a newspaper, an agency or a document that the story names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from broadsheet.model.facts import Citation
from broadsheet.model.problems import Complaint, Problem
from broadsheet.model.said import SAFE_SCHEMES
from broadsheet.report import complain_of
from broadsheet.saying import element, tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class cited_source(nodes.inline):  # noqa: N801 - node classes are lower case
    """The name of a source, with a link where one was given."""


def cited_source_node(fact: Citation) -> cited_source:
    """The source's name, linked where its address is known."""
    node = cited_source("", classes=["source"])
    if fact.url:
        node += nodes.reference("", fact.name, refuri=fact.url, internal=False)
    else:
        node += nodes.Text(fact.name)
    tell(node, fact)
    return node


class SourceRole(SphinxRole):
    """``{source}`Reuters``` or ``{source}`The Times <https://example.org>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the source's node."""
        name, _sign, rest = self.text.partition(" <")
        url = rest.removesuffix(">") if rest.endswith(">") else ""
        if not url:
            return [cited_source_node(Citation(name=self.text))], []
        if not url.lower().startswith(SAFE_SCHEMES):
            self._refuse(url)
            return [cited_source_node(Citation(name=self.text))], []
        return [cited_source_node(Citation(name=name, url=url))], []

    def _refuse(self, url: str) -> None:
        fault = Complaint(
            Problem.UNSAFE_LINK,
            f"the source's address `{url}` is no web address",
            "write an address that begins with http:// or https://",
            line=self.lineno,
        )
        complain_of(self.env, self.env.docname, [fault])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the cited source."""
    app.add_node(cited_source, html=element("cite", start="", end=""))
    app.add_role("source", SourceRole())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

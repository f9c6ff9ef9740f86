"""The related story: another entry of the archive, or a title that was only mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes

from broadsheet.model.facts import Related
from broadsheet.model.problems import Problem
from broadsheet.saying import FactDirective, element, label, named, tell
from broadsheet.words import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class related(nodes.container):  # noqa: N801 - node classes are lower case
    """A pointer to another story."""


def related_node(env: BuildEnvironment, fact: Related, line: int) -> related:
    """The related story in words; a link where it is known."""
    node = related("", classes=["related"])
    node += label(_("Related story"), kind="related-kind")
    node += nodes.paragraph("", "", _target(env, fact, line), classes=["related-title"])
    tell(node, fact)
    return node


def _target(env: BuildEnvironment, fact: Related, line: int) -> nodes.Node:
    if fact.id:
        return _entry(env, fact, line)
    if fact.url:
        words = named(fact.title or fact.url)
        return nodes.reference("", "", words, refuri=fact.url, internal=False)
    return named(fact.title)


def _entry(env: BuildEnvironment, fact: Related, line: int) -> addnodes.pending_xref:
    """A link that the domain resolves by the entry's id, when all entries are known."""
    words = named(fact.title or fact.id)
    node = addnodes.pending_xref(
        "",
        words,
        refdomain="broadsheet",
        reftype="entry",
        reftarget=fact.id,
        refexplicit=bool(fact.title),
        refdoc=env.docname,
    )
    node.line, node.source = line, str(env.doc2path(env.docname))
    return node


class RelatedDirective(FactDirective):
    """A related story, by id, by address or by title."""

    record: ClassVar[type[Related]] = Related
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Give the related story's node."""
        fact = self.said(title=self.words)
        if not (fact.title or fact.id or fact.url):
            advice = "write its title after the name, or its `id`"
            self.complain(Problem.EMPTY_DIRECTIVE, "the related story is not named", advice)
            return []
        return [related_node(self.env, fact, self._lines().get(("id",), self.lineno))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the related story."""
    app.add_node(related, html=element("div"))
    app.add_directive("related", RelatedDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

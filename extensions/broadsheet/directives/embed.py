"""The embed: a post, a video or a document of another site, frozen here or recorded as lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import _

from broadsheet.model import dates
from broadsheet.model.facts import Embed
from broadsheet.saying import FactDirective, element, label, tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class embed(nodes.container):  # noqa: N801 - node classes are lower case
    """Something of another site, as it was kept."""


NAMES = {
    "post": _("Post"),
    "video": _("Video"),
    "audio": _("Audio"),
    "document": _("Document"),
    "other": _("Embedded content"),
}


def embed_node(fact: Embed) -> embed:
    """The embed's own line, ready to take what was kept of it."""
    node = embed("", classes=["embed", "lost"] if fact.lost else ["embed"])
    node += label(_opening(fact), kind="embed-kind")
    if fact.lost:
        text = _("What stood here was embedded from another site and was not kept.")
        node += nodes.paragraph("", text, classes=["lost-words"])
    tell(node, fact)
    return node


def _opening(fact: Embed) -> str:
    """`Video by NAME, 9 May 1926`, of what is known."""
    opening = NAMES[fact.kind]
    if fact.author:
        opening = _("%(kind)s by %(author)s") % {"kind": opening, "author": fact.author}
    return f"{opening}, {dates.spoken(fact.date)}" if fact.date else opening


def sources(fact: Embed) -> list[nodes.Node]:
    """The line that says where the embed is or was."""
    line = nodes.paragraph("", "", classes=["embed-source"])
    if fact.source:
        line += [nodes.Text(_("Source: ")), _link(fact.source)]
    if fact.captured:
        line += nodes.Text(_(" (captured %s)") % dates.spoken(fact.captured))
    if fact.archived:
        line += [nodes.Text(_(" Archived copy: ")), _link(fact.archived)]
    return [line] if line.children else []


def _link(address: str) -> nodes.reference:
    return nodes.reference("", address, refuri=address, internal=False)


TEXTS = (nodes.paragraph, nodes.block_quote, nodes.line_block, nodes.bullet_list)


class EmbedDirective(FactDirective):
    """An embed; the body is its frozen text and media."""

    record: ClassVar[type[Embed]] = Embed
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Give the embed's node."""
        body = self.fill(nodes.Element())
        words = (child.astext() for child in body.children if type(child) in TEXTS)
        fact = self.said(text="\n\n".join(words))
        node = embed_node(fact)
        node += body.children
        node += sources(fact)
        return [node]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the embed."""
    app.add_node(embed, html=element("div"))
    app.add_directive("embed", EmbedDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

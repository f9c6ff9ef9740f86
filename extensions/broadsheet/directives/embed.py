"""The embed: a post, a video or a document of another site, frozen here or recorded as lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from broadsheet import spoken
from broadsheet.model.facts import Embed
from broadsheet.saying import FactDirective, element, label, link, named, own, robust, tell, woven
from broadsheet.words import _, marked

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class embed(nodes.container):  # noqa: N801 - node classes are lower case
    """Something of another site, as it was kept."""


NAMES = {
    "post": marked("Post"),
    "video": marked("Video"),
    "audio": marked("Audio"),
    "document": marked("Document"),
    "other": marked("Embedded content"),
}


def embed_node(fact: Embed) -> embed:
    """The embed's own line, ready to take what was kept of it."""
    node = embed("", classes=["embed", "lost"] if fact.lost else ["embed"])
    node += label(*_opening(fact), kind="embed-kind")
    if fact.lost:
        text = _("What stood here was embedded from another site and was not kept.")
        node += own(nodes.paragraph("", text, classes=["lost-words"]))
    tell(node, fact)
    return node


def _opening(fact: Embed) -> list[nodes.Node]:
    """`Video by NAME, 9 May 1926`, of what is known."""
    kind = nodes.Text(_(NAMES[fact.kind]))
    words: list[nodes.Node] = [kind]
    if fact.author:
        words = woven(_("%(kind)s by %(author)s"), kind=kind, author=named(fact.author))
    if fact.date:
        words.append(nodes.Text(_(", ") + spoken.date(fact.date)))
    return words


def sources(fact: Embed) -> list[nodes.Node]:
    """The line that says where the embed is or was."""
    parts: list[list[nodes.Node]] = []
    if fact.source:
        parts.append(woven(_("Source: %s"), link(fact.source)))
    if fact.captured:
        parts.append([nodes.Text(_("(captured %s)") % spoken.date(fact.captured))])
    if fact.archived:
        parts.append(woven(_("Archived copy: %s"), link(fact.archived)))
    line = own(nodes.paragraph("", "", classes=["embed-source"]))
    for part in parts:
        line += [*([nodes.Text(" ")] if line.children else []), *part]
    return [line] if parts else []


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


def _visit(translator: HTML5Translator, node: embed) -> None:
    """Open the embed; its links say of what and of when the copy is."""
    fact = node.get("facts")
    for reference in node.findall(nodes.reference) if fact else ():
        if reference.get("refuri") in {fact.source, fact.archived}:
            robust(reference, original=fact.source, captured=fact.captured, version=fact.archived)
    BOX[0](translator, node)


BOX = element("div")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the embed."""
    app.add_node(embed, html=(_visit, BOX[1]))
    app.add_directive("embed", EmbedDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

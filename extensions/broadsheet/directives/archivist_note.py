"""The archivist's note: the archive's own voice, set apart from the source's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from broadsheet import spoken
from broadsheet.model.facts import Note
from broadsheet.saying import FactDirective, element, label, own, tell
from broadsheet.words import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class archivist_note(nodes.container):  # noqa: N801 - node classes are lower case
    """A word of the archive's own."""


def archivist_note_node(fact: Note) -> archivist_note:
    """The note's own line, ready to take its text."""
    node = own(archivist_note("", classes=["archivist-note"]))
    signed = [fact.by, spoken.date(fact.date) if fact.date else ""]
    words = _(", ").join(part for part in (_("Archivist’s note"), *signed) if part)
    node += label(words, kind="note-kind")
    tell(node, fact)
    return node


class ArchivistNoteDirective(FactDirective):
    """An archivist's note; the body is its text."""

    record: ClassVar[type[Note]] = Note
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Give the note's node."""
        body = self.fill(nodes.Element())
        fact = self.said(text="\n\n".join(child.astext() for child in body.children))
        node = archivist_note_node(fact)
        node += body.children
        return [node]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the archivist's note."""
    app.add_node(archivist_note, html=element("aside"))
    app.add_directive("archivist-note", ArchivistNoteDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

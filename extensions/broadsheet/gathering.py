"""What an entry tells the catalogue: its record, gathered from its doctree once it was read."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from broadsheet.domain import archive_domain
from broadsheet.model import urls
from broadsheet.model.catalogue import Record, dated, gathered
from broadsheet.model.facts import Photo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.entry import Entry
    from broadsheet.model.said import Path, Said

ENTRY = "broadsheet_entry"
LINES = "broadsheet_lines"
EXCERPT = 280
TEXTS = (
    nodes.paragraph,
    nodes.block_quote,
    nodes.line_block,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.table,
)
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’-][^\W_]+)*")
"""A word; in Japanese and Chinese, which set no spaces, a character."""


def _gather(app: Sphinx, doctree: nodes.document) -> None:
    """Make the record of the entry that was just read."""
    env = app.env
    entry: Entry | None = env.temp_data.get(ENTRY)
    if entry is None:
        return
    docname = env.docname
    texts = list(_texts(doctree))
    values: dict[str, Any] = {
        **dict(entry),
        "docname": docname,
        "path": posixpath.dirname(docname),
        "address": urls.page(docname),
        "excerpt": _excerpt(texts),
        "words": sum(len(WORD.findall(text)) for text in texts),
        **dated(entry.published),
        **gathered(_facts(doctree, covered=entry.warning is not None)),
    }
    places = _places(entry, env.temp_data[LINES])
    # Every value was checked when it was read.
    archive_domain(env).note(Record.model_construct(None, **values), places)


def _texts(doctree: nodes.document) -> Iterator[str]:
    """The paragraphs of the story, without its head, its foot and the archive's words."""
    for section in doctree.findall(nodes.section):
        for child in section.children:
            if type(child) in TEXTS:
                yield _without_footnote_marks(child).astext()


def _without_footnote_marks(node: nodes.Node) -> nodes.Node:
    """*node*, or a copy of it without the numbers that point to footnotes."""
    if next(node.findall(nodes.footnote_reference), None) is None:
        return node
    copy = node.deepcopy()
    for mark in list(copy.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    return copy


def _excerpt(texts: list[str]) -> str:
    """The first words of the story, cut after a whole word."""
    text = " ".join(" ".join(texts[:2]).split())
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _facts(doctree: nodes.document, *, covered: bool) -> Iterator[Said]:
    """Every fact that a node carries, in the order of the page; pictures know their cover."""
    for node in doctree.findall(nodes.Element):
        fact = node.get("facts")
        cover = _cover(node) if isinstance(fact, Photo) else None
        if isinstance(fact, Photo) and (covered or cover is not None):
            warning = fact.warning or (cover.get("facts") if cover is not None else None)
            yield fact.model_copy(update={"covered": True, "warning": warning})
        elif fact is not None:
            yield fact


class AnchorPhotos(SphinxTransform):
    """Gives each photo of an entry the id by which links lead to it, and tells MyST of it."""

    default_priority = 700

    def apply(self, **_kwargs: object) -> None:
        """Name the photos, once covers are in their place and before links are looked up."""
        found = [
            (node, node["facts"])
            for node in self.document.findall(nodes.Element)
            if isinstance(node.get("facts"), Photo)
        ]
        anchors = urls.anchors(fact.src for _node, fact in found)
        for (node, _fact), anchor in zip(found, anchors, strict=True):
            _place(node)["ids"].append(anchor)
        if anchors:
            known = self.env.metadata[self.env.docname].setdefault("myst_slugs", {})
            known |= {
                anchor: (node.line or 1, anchor, fact.alt or fact.src)
                for (node, fact), anchor in zip(found, anchors, strict=True)
            }
            self.document.myst_slugs = known  # type: ignore[attr-defined]  # it is MyST's


def _place(node: nodes.Element) -> nodes.Element:
    """Where a link to the photo *node* leads: its figure, or the words of the warning it is under.

    A browser opens what an id is hidden in, and no link may lift a cover.
    """
    place = node.parent if isinstance(node.parent, nodes.figure) else node
    cover = _cover(node)
    while cover is not None:
        first = cover.children[0]
        place = first if isinstance(first, nodes.Element) else cover
        cover = _cover(cover.parent) if cover.parent is not None else None
    return place


def _cover(node: nodes.Element) -> nodes.Element | None:
    """What *node* stands in that is told by its class to be a content warning."""
    above: nodes.Element | None = node
    while above is not None and "content-warning" not in above["classes"]:
        above = above.parent
    return above


def _places(entry: Entry, lines: dict[Path, int]) -> dict[tuple[str, str], int]:
    """The line of what may clash with other entries, or refer to them."""
    places = {("id", entry.id): lines.get(("id",), 1)} if entry.id else {}
    for place, alias in enumerate(entry.aliases):
        places["alias", alias] = lines.get(("aliases", place), lines.get(("aliases",), 1))
    for place, author in enumerate(entry.authors):
        if author.person:
            key = ("authors", place, "person")
            places["person", author.person] = lines.get(key, lines.get(("authors",), 1))
    return places


def setup(app: Sphinx) -> ExtensionMetadata:
    """Gather the record of each entry."""
    app.add_transform(AnchorPhotos)
    app.connect("doctree-read", _gather)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

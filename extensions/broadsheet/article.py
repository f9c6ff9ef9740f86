"""The front matter becomes the head and the foot of an article, by the directives' own makers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from broadsheet.directives.byline import byline_node
from broadsheet.directives.content_warning import warning_notice
from broadsheet.directives.dateline import dateline_node
from broadsheet.directives.photo import found, photo_node
from broadsheet.model import dates
from broadsheet.model.facts import Byline, Dateline
from broadsheet.saying import element

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.entry import Entry
    from broadsheet.model.said import Path


class article_head(nodes.container):  # noqa: N801 - node classes are lower case
    """What stands above the text: publication, standfirst, byline, date, lead photo."""


class article_foot(nodes.container):  # noqa: N801 - node classes are lower case
    """What stands below the text: where it comes from, and whose it is."""


def head(
    env: BuildEnvironment,
    entry: Entry,
    lines: Mapping[Path, int],
    inline: Callable[[str, int], list[nodes.Node]],
) -> article_head:
    """Everything above the text of *entry*, in the order of a printed page.

    *lines* gives the line of each key; *inline* reads a line of markup (text, line number).
    """
    node = article_head("", classes=["article-head"])
    _add(node, "kicker", kicker(entry))
    _add(node, "standfirst", entry.standfirst)
    if entry.byline:
        node += byline_node(Byline(text=entry.byline, authors=entry.authors))
    elif entry.authors:
        _add(node, "authors", "; ".join(author.name or author.person for author in entry.authors))
    _add(node, "date", published(entry))
    _add(node, "updated", _("Updated: %s") % dates.spoken(entry.updated) if entry.updated else "")
    if entry.warning and not entry.photo:
        node += warning_notice(entry.warning)
    if entry.photo:
        node += _lead_photo(env, entry, lines, inline)
    if entry.dateline:
        node += dateline_node(Dateline(text=entry.dateline))
    return node


def _add(node: nodes.Element, kind: str, text: str) -> None:
    if text:
        node += nodes.paragraph("", text, classes=[kind])


def kicker(entry: Entry) -> str:
    """`The Chronicle · Late City · Sport · page 3 · column 2`, of what is known."""
    parts = [
        entry.publication,
        entry.edition,
        entry.section,
        _("page %s") % entry.page if entry.page else "",
        _("column %s") % entry.column if entry.column else "",
    ]
    return " · ".join(part for part in parts if part)


def published(entry: Entry) -> str:
    """The date as printed and, where that says more or else, as it is known."""
    known = dates.spoken(entry.published) if entry.published else ""
    printed = entry.published_as_printed
    if printed and known and printed != known:
        return f"{printed} ({known})"
    return printed or known


def _lead_photo(
    env: BuildEnvironment,
    entry: Entry,
    lines: Mapping[Path, int],
    inline: Callable[[str, int], list[nodes.Node]],
) -> nodes.Node:
    assert entry.photo is not None
    line = lines.get(("photo",), 1)
    said = entry.photo.model_copy(update={"lead": True})
    caption = inline(said.caption, lines.get(("photo", "caption"), line)) if said.caption else []
    return photo_node(env, found(env, said, line), caption)


def foot(entry: Entry) -> list[nodes.Node]:
    """Where *entry* comes from and whose it is; nothing where nothing is known."""
    rows = [
        (_("First published at"), _link(entry.url)),
        (_("Captured"), nodes.Text(dates.spoken(entry.captured))),
        (_("Original file"), nodes.Text(entry.original.file if entry.original else "")),
        (_("SHA-256 of the original"), nodes.Text(entry.original.sha256 if entry.original else "")),
        (_("Rights"), nodes.Text(entry.rights)),
        (_("Identifier"), nodes.Text(entry.id)),
    ]
    known = [(name, value) for name, value in rows if value.astext()]
    if not known:
        return []
    items = [_item(name, value) for name, value in known]
    return [article_foot("", nodes.definition_list("", *items), classes=["article-foot"])]


def _item(name: str, value: nodes.Node) -> nodes.definition_list_item:
    words = nodes.paragraph("", "", value)
    return nodes.definition_list_item("", nodes.term("", name), nodes.definition("", words))


def _link(address: str) -> nodes.reference:
    return nodes.reference("", address, refuri=address, internal=False)


def tombstone(entry: Entry) -> list[nodes.Node]:
    """What is left of a withdrawn entry: that it was here, and why it is not."""
    reason = entry.withdrawn_because or _("No reason was recorded.")
    words = nodes.paragraph("", "", classes=["withdrawn"])
    words += [nodes.strong("", _("This story was withdrawn.")), nodes.Text(f" {reason}")]
    return [words]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the head and the foot of an article."""
    app.add_node(article_head, html=element("header"))
    app.add_node(article_foot, html=element("footer"))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

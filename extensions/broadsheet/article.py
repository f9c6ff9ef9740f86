"""The front matter becomes the head and the foot of an article, by the directives' own makers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from broadsheet import fixity, spoken
from broadsheet.directives.byline import byline_node
from broadsheet.directives.content_warning import warning_notice
from broadsheet.directives.dateline import dateline_node
from broadsheet.directives.photo import found, photo_node
from broadsheet.model.facts import Byline, Dateline
from broadsheet.model.problems import Complaint, Problem
from broadsheet.report import complain_of
from broadsheet.saying import element, link, named, own, robust, technical
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from broadsheet.model.entry import Entry, Original
    from broadsheet.model.said import Path as KeyPath


class article_head(nodes.container):  # noqa: N801 - node classes are lower case
    """What stands above the text: publication, standfirst, byline, date, lead photo."""


class kept_file(nodes.inline):  # noqa: N801 - node classes are lower case
    """The name of a file that is kept beside the entry."""


class article_foot(nodes.container):  # noqa: N801 - node classes are lower case
    """What stands below the text: where it comes from, and whose it is."""


def head(
    env: BuildEnvironment,
    entry: Entry,
    lines: Mapping[KeyPath, int],
    inline: Callable[[str, int], list[nodes.Node]],
) -> article_head:
    """Everything above the text of *entry*, in the order of a printed page.

    *lines* gives the line of each key; *inline* reads a line of markup (text, line number).
    """
    node = article_head("", classes=["article-head"])
    node += _kicker(entry)
    _add(node, "standfirst", entry.standfirst)
    if entry.byline:
        node += byline_node(Byline(text=entry.byline, authors=entry.authors))
    elif entry.authors:
        _add(node, "authors", "; ".join(author.name or author.person for author in entry.authors))
    node += _date(entry)
    if entry.updated:
        text = _("Updated: %s") % spoken.date(entry.updated)
        node += own(nodes.paragraph("", text, classes=["updated"]))
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


def kicker_parts(entry: Entry) -> tuple[list[str], list[str]]:
    """`The Chronicle`, `Late City` as the paper printed it; `page 3`, `column 2` as we say it."""
    printed = [entry.publication, entry.edition, entry.section]
    told = [
        _("page %s") % entry.page if entry.page else "",
        _("column %s") % entry.column if entry.column else "",
    ]
    return list(filter(None, printed)), list(filter(None, told))


def _kicker(entry: Entry) -> list[nodes.Node]:
    printed, told = kicker_parts(entry)
    parts: list[nodes.Node] = [nodes.Text(" · ".join(printed))] if printed else []
    for words in told:
        parts += [*([nodes.Text(" · ")] if parts else []), own(nodes.inline("", words))]
    return [nodes.paragraph("", "", *parts, classes=["kicker"])] if parts else []


def published(entry: Entry) -> str:
    """The date as printed and, where that says more or else, as it is known."""
    printed, known = published_parts(entry)
    return f"{printed} ({known})" if printed and known else printed or known


def published_parts(entry: Entry) -> tuple[str, str]:
    """The date as printed, and as it is known where that says more or else."""
    known = spoken.date(entry.published) if entry.published else ""
    printed = entry.published_as_printed
    return printed, "" if known == printed else known


def _date(entry: Entry) -> list[nodes.Node]:
    printed, known = published_parts(entry)
    if not printed:
        return [own(nodes.paragraph("", known, classes=["date"]))] if known else []
    node = nodes.paragraph("", printed, classes=["date"])
    if known:
        node += [nodes.Text(" "), own(nodes.inline("", f"({known})", classes=["known"]))]
    return [node]


def _lead_photo(
    env: BuildEnvironment,
    entry: Entry,
    lines: Mapping[KeyPath, int],
    inline: Callable[[str, int], list[nodes.Node]],
) -> nodes.Node:
    assert entry.photo is not None
    line = lines.get(("photo",), 1)
    said = entry.photo.model_copy(update={"lead": True})
    caption = inline(said.caption, lines.get(("photo", "caption"), line)) if said.caption else []
    return photo_node(env, found(env, said, line), caption)


def foot(entry: Entry) -> list[nodes.Node]:
    """Where *entry* comes from and whose it is; nothing where nothing is known."""
    first = link(entry.url)
    robust(first, original=entry.url, captured=entry.captured)
    rows = [
        (_("First published at"), first),
        (_("Captured"), nodes.Text(spoken.date(entry.captured))),
        (_("Original file"), kept_file("", entry.original.file if entry.original else "")),
        (_("SHA-256 of the original"), technical(entry.original.sha256 if entry.original else "")),
        (_("Rights"), named(entry.rights)),
        (_("Identifier"), technical(entry.id)),
    ]
    known = [(name, value) for name, value in rows if value.astext()]
    if not known:
        return []
    items = [_item(name, value) for name, value in known]
    return [own(article_foot("", nodes.definition_list("", *items), classes=["article-foot"]))]


def check_original(env: BuildEnvironment, entry: Entry, line: int) -> None:
    """Complain where the original is not beside *entry*, or is not what it was when it came in."""
    if entry.original is None or not entry.original.file:
        return
    folder = env.doc2path(env.docname).parent
    env.note_dependency(folder / entry.original.file)
    fault = _fault_of_original(folder, entry.original)
    if fault:
        advice = "put the file back as it was; it is the proof of what the source said"
        complaint = Complaint(Problem.CHANGED_ORIGINAL, fault, advice, line=line)
        complain_of(env, env.docname, [complaint])


def _fault_of_original(folder: Path, said: Original) -> str:
    if Path(said.file).name != said.file:
        return f"the original `{said.file}` is not in the entry's folder"
    path = fixity.beside(folder, said.file)
    if path is None:
        return f"the original `{said.file}` is not there"
    if said.sha256 and fixity.sha256_of_file(path) != said.sha256.lower():
        return f"the original `{said.file}` has changed: its SHA-256 is another"
    return ""


def _visit_kept_file(translator: HTML5Translator, node: kept_file) -> None:
    """A link to the file, which the site's builder publishes beside the page."""
    published = getattr(translator.builder, "publish_original", lambda _name: False)
    node["tag"] = "a" if published(node.astext()) else "span"
    target = f' href="{quote(node.astext())}"' if node["tag"] == "a" else ""
    translator.body.append(f"<{node['tag']}{target}>")


def _depart_kept_file(translator: HTML5Translator, node: kept_file) -> None:
    translator.body.append(f"</{node['tag']}>")


def _item(name: str, value: nodes.Node) -> nodes.definition_list_item:
    words = nodes.paragraph("", "", value)
    return nodes.definition_list_item("", nodes.term("", name), nodes.definition("", words))


def tombstone(entry: Entry) -> list[nodes.Node]:
    """What is left of a withdrawn entry: that it was here, and why it is not."""
    reason = entry.withdrawn_because or _("No reason was recorded.")
    words = own(nodes.paragraph("", "", classes=["withdrawn"]))
    words += [nodes.strong("", _("This story was withdrawn.")), nodes.Text(" "), named(reason)]
    return [words]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the head and the foot of an article."""
    app.add_node(article_head, html=element("header"))
    app.add_node(article_foot, html=element("footer"))
    app.add_node(kept_file, html=(_visit_kept_file, _depart_kept_file))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""What became of an entry since it was taken in: a row in the foot of its page, from the history.

It is put there when the page is written, for a history goes on without the entry's file being read
again. Changes that are not yet in the history are not told.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from broadsheet import history, spoken, words
from broadsheet.article import article_foot
from broadsheet.config import settings
from broadsheet.domain import archive_domain
from broadsheet.language import of_the_site
from broadsheet.saying import element, in_language, named
from broadsheet.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.history import Change, History, Past

MOST = 20
"""So many changes are told one by one."""


class change_list(nodes.container):  # noqa: N801 - node classes are lower case
    """The changes of an entry, behind their number."""


class change_count(nodes.paragraph):  # noqa: N801 - node classes are lower case
    """How often an entry was changed."""


class change_day(nodes.inline):  # noqa: N801 - node classes are lower case
    """The day of a change."""


def told(env: BuildEnvironment) -> History:
    """All changes of the archive's files, asked for once a build."""
    return archive_domain(env).made("history", lambda _domain: _told(env))


def _told(env: BuildEnvironment) -> History:
    return history.read(Path(env.srcdir), Path(env.doctreedir))


def pasts(env: BuildEnvironment) -> Mapping[str, Past]:
    """What became of each entry that shows it, by document."""
    return archive_domain(env).made("pasts", lambda _domain: _pasts(env))


def _pasts(env: BuildEnvironment) -> dict[str, Past]:
    if not settings(env.config).history:
        return {}
    records = archive_domain(env).records.values()
    texts = {
        text_of(env, record.docname): record.docname
        for record in records
        if record.status == "published"
    }
    folders = {
        text: posixpath.dirname(text) if docname.endswith("/index") else ""
        for text, docname in texts.items()
    }
    found = told(env).pasts(folders)
    return {texts[text]: past for text, past in found.items()}


def text_of(env: BuildEnvironment, docname: str) -> str:
    """The path of the file of a document, from the archive's folder."""
    return Path(env.doc2path(docname, base=False)).as_posix()


def _tell(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put into the foot of an entry what became of it, on pages that follow its history."""
    past = pasts(app.env).get(docname) if getattr(app.builder, "ours", False) else None
    if past is None:
        return
    foot = next(doctree.findall(article_foot), None) or _new_foot(app.env, doctree, docname)
    rows = next(foot.findall(nodes.definition_list))
    said = nodes.definition("", *row(past))
    rows += nodes.definition_list_item("", nodes.term("", _("In this archive")), said)


def _new_foot(env: BuildEnvironment, doctree: nodes.document, docname: str) -> article_foot:
    foot = article_foot("", nodes.definition_list(""), classes=["article-foot"])
    if not of_the_site(archive_domain(env).records[docname]):
        in_language(foot, words.language())
    next(doctree.findall(nodes.section)).append(foot)
    return foot


def row(past: Past) -> list[nodes.Node]:
    """What became of an entry: since when it is here, and what was changed, the newest first."""
    since = _("since %s") % spoken.date(past.taken_in)
    first = nodes.paragraph("", since)
    count = len(past.changes)
    if not count:
        return [first]
    said = ngettext("%(count)s change", "%(count)s changes", count)
    summary = change_count("", said % {"count": spoken.number(count)})
    items = [_item(change) for change in past.changes[:MOST]]
    node = change_list("", summary, nodes.bullet_list("", *items), classes=["changes"])
    more = count - MOST
    if more > 0:
        rest = ngettext("and %(count)s earlier", "and %(count)s earlier", more)
        node += nodes.paragraph("", rest % {"count": spoken.number(more)})
    return [first, node]


def _item(change: Change) -> nodes.list_item:
    day = change_day("", spoken.date(change.day))
    day["datetime"] = change.day
    return nodes.list_item("", nodes.paragraph("", "", day, nodes.Text(" "), named(change.title)))


def _visit_day(translator: Any, node: change_day) -> None:  # noqa: ANN401 - as docutils has it
    translator.body.append(translator.starttag(node, "time", "", datetime=node["datetime"]))


def _depart_day(translator: Any, _node: change_day) -> None:  # noqa: ANN401 - as docutils has it
    translator.body.append("</time>")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell of changes on the pages of entries."""
    app.add_node(change_list, html=element("details"))
    app.add_node(change_count, html=element("summary", start=""))
    app.add_node(change_day, html=(_visit_day, _depart_day))
    app.connect("doctree-resolved", _tell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""The timeline: how many stories the archive has of each year, as a picture whose bars are links.

Who does not see it, or does not use a mouse, has the same years with the same links in a list below
it; formats without pictures of ours have that list alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from broadsheet import spoken, surroundings
from broadsheet.domain import archive_domain
from broadsheet.links import Linker
from broadsheet.model import timeline, urls, ways
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from broadsheet.model.ways import Listing

Context = dict[str, Any]


class archive_timeline(nodes.container):  # noqa: N801 - node classes are lower case
    """The timeline; its children are the years as a list."""


class TimelineDirective(SphinxDirective):
    """The timeline, which fills itself when all entries are known."""

    def run(self) -> list[nodes.Node]:
        """Give the timeline's node, still empty."""
        archive_domain(self.env).listing_pages.add(self.env.docname)
        return [archive_timeline("", classes=["archive-timeline"])]


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill every timeline of the page with the years that there are."""
    for node in list(doctree.findall(archive_timeline)):
        link = Linker(app, docname)
        years = surroundings.listings(app.env).of("years")
        if link.pages:
            node["here"] = link.here
            node["counts"] = {int(listing.key): len(listing.records) for listing in years}
        items = [_item(listing, link) for listing in years]
        if items:
            node.append(nodes.bullet_list("", *items))


def _item(listing: Listing, link: Linker) -> nodes.list_item:
    """A year in the list: the link to its stories, and how many they are."""
    year = link(spoken.date(ways.edtf(listing.key)), listing.docname)
    count = nodes.inline("", f" {spoken.number(len(listing.records))}", classes=["count"])
    return nodes.list_item("", nodes.paragraph("", "", year, count))


def drawn(counts: Mapping[int, int]) -> Context | None:
    """The timeline of *counts*, the number of stories by year, ready for its template."""
    line = timeline.drawn(counts)
    if line is None:
        return None
    return {
        "width": line.width,
        "height": line.height,
        "bars": [
            {
                "x": bar.x,
                "y": bar.y,
                "width": bar.width,
                "height": bar.height,
                "address": _of_bar(bar),
                "words": f"{_span(bar)}: {spoken.stories(bar.count)}",
            }
            for bar in line.bars
        ],
        "labels": [spoken.date(ways.edtf(str(year))) for year in line.labels],
        "most": _("The most: %(when)s, %(stories)s")
        % {"when": _span(line.most), "stories": spoken.stories(line.most.count)},
    }


def _of_bar(bar: timeline.Bar) -> str:
    """Where a bar leads: to its year, or to its first year among all."""
    if bar.first == bar.last:
        return urls.page(urls.dated(str(bar.first)))
    return urls.page(urls.way("years"))


def _span(bar: timeline.Bar) -> str:
    first, last = (spoken.date(ways.edtf(str(year))) for year in (bar.first, bar.last))
    return first if first == last else f"{first}–{last}"


def _visit(translator: HTML5Translator, node: archive_timeline) -> None:
    """The picture, then the list behind a summary; without pages to link to, the list alone."""
    translator.body.append(translator.starttag(node, "div"))
    picture = drawn(node.get("counts") or {})
    if picture is None:
        return
    here = node["here"]
    known = {"timeline": picture, "link": lambda target: urls.relative(here, target)}
    translator.body.append(translator.builder.templates.render("timeline.html", known))
    summary = translator.encode(_("The same as a list"))
    translator.body.append(f"<details><summary>{summary}</summary>\n")


def _depart(translator: HTML5Translator, node: archive_timeline) -> None:
    translator.body.append("</details></div>\n" if node.get("counts") else "</div>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the timeline."""
    app.add_node(archive_timeline, html=(_visit, _depart))
    app.add_directive("archive-timeline", TimelineDirective)
    app.connect("doctree-resolved", _fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

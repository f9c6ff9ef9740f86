"""Lists for the front page: the years of the archive, and its newest stories.

What they show depends on every entry, so they are filled when all are known; the pages that hold
one are written again whenever an entry changes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from broadsheet import spoken
from broadsheet.config import THEME
from broadsheet.domain import archive_domain
from broadsheet.model import urls
from broadsheet.saying import element
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

    from broadsheet.model.catalogue import Record

NEWEST = 6


class archive_list(nodes.container):  # noqa: N801 - node classes are lower case
    """A list that is filled when all entries are known."""


class ListDirective(SphinxDirective):
    """A list of years (``archive-years``) or of the newest stories (``archive-latest``)."""

    option_spec: ClassVar[OptionSpec] = {"count": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """Give the list's node, still empty."""
        archive_domain(self.env).listing_pages.add(self.env.docname)
        count = self.options.get("count", NEWEST)
        return [archive_list("", classes=[self.name], kind=self.name, count=count)]


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill every list of the page."""
    for node in list(doctree.findall(archive_list)):
        shown = archive_domain(app.env).shown()
        records = [record for record in shown if record.status != "withdrawn"]
        link = _Linker(app, docname)
        if node["kind"] == "archive-years":
            node.extend([_summary(records), *_years(records, link)])
        else:
            node.extend(_latest(records, link, count=node["count"]))


class _Linker:
    """Makes links from one page to others; where the format has no such pages, the text alone."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.here = urls.page(docname)
        self.pages = app.config.html_theme == THEME and app.builder.name == "html"

    def __call__(self, text: str, docname: str) -> nodes.Element:
        """The link to the page of *docname*."""
        if not self.pages:
            return nodes.inline("", text)
        address = urls.relative(self.here, urls.page(docname))
        return nodes.reference("", text, refuri=address, internal=True)


def _years(records: Sequence[Record], link: _Linker) -> list[nodes.Node]:
    counted = Counter(record.year for record in records)
    unsure = counted.pop("", 0)
    places = [(year, urls.year(year), counted[year]) for year in sorted(counted)]
    if unsure:
        places.append((_("Of uncertain date"), urls.undated(), unsure))
    items = [
        _item([link(label, docname), nodes.inline("", f" {count}", classes=["count"])])
        for label, docname, count in places
    ]
    return [nodes.bullet_list("", *items)] if items else []


def _latest(records: Sequence[Record], link: _Linker, *, count: int) -> list[nodes.Node]:
    newest = [record for record in records if record.published and record.status == "published"]
    items = [_item(_story(record, link)) for record in reversed(newest[-count:])]
    return [nodes.bullet_list("", *items)] if items else []


def _story(record: Record, link: _Linker) -> list[nodes.Node]:
    """The headline, linked; the byline and the date."""
    details = [record.byline, record.published_as_printed or spoken.date(record.published)]
    words = " · ".join(detail for detail in details if detail)
    return [link(record.title, record.docname), nodes.inline("", f" {words}", classes=["details"])]


def _item(parts: Sequence[nodes.Node]) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", *parts))


def _summary(records: Sequence[Record]) -> nodes.paragraph:
    """`28 stories, 1898 to 2024`."""
    years = sorted(record.year for record in records if record.year)
    text = _("%d stories") % len(records)
    if years:
        text = _("%(stories)s, %(first)s to %(last)s") % {
            "stories": text,
            "first": years[0],
            "last": years[-1],
        }
    return nodes.paragraph("", text, classes=["summary"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the lists."""
    app.add_node(archive_list, html=element("div"))
    for name in ("archive-years", "archive-latest"):
        app.add_directive(name, ListDirective)
    app.connect("doctree-resolved", _fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""Lists for the front page: the ways in, the years, the newest stories, and those of this day.

What they show depends on every entry, so they are filled when all are known; the pages that hold
one are written again whenever an entry changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from broadsheet import spoken, surroundings, words
from broadsheet.domain import archive_domain
from broadsheet.links import Linker
from broadsheet.model import urls
from broadsheet.model.ways import WAYS
from broadsheet.saying import element, in_language
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec
    from sphinx.writers.html5 import HTML5Translator

    from broadsheet.model.catalogue import Record

NEWEST = 6


class archive_list(nodes.container):  # noqa: N801 - node classes are lower case
    """A list that is filled when all entries are known."""


class link_to_today(nodes.reference):  # noqa: N801 - node classes are lower case
    """The link to all days of the year, which a browser's script points to today."""


class ListDirective(SphinxDirective):
    """A list that fills itself; its name says of what."""

    option_spec: ClassVar[OptionSpec] = {"count": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """Give the list's node, still empty."""
        archive_domain(self.env).listing_pages.add(self.env.docname)
        count = self.options.get("count", NEWEST)
        return [archive_list("", classes=[self.name], kind=self.name, count=count)]


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill every list of the page."""
    for node in list(doctree.findall(archive_list)):
        make = MAKERS[node["kind"]]
        node.extend(make(app.env, Linker(app, docname), node["count"]))


def _published(env: BuildEnvironment) -> list[Record]:
    return [record for record in archive_domain(env).shown() if record.status == "published"]


def _years(env: BuildEnvironment, link: Linker, _count: int) -> list[nodes.Node]:
    """What the archive holds in a sentence, and each year with the number of its stories."""
    records = _published(env)
    unsure = sum(not record.year for record in records)
    places = [
        (spoken.date(listing.label), listing.docname, len(listing.records))
        for listing in surroundings.listings(env).of("years")
    ]
    if unsure:
        places.append((_("Of uncertain date"), urls.undated(), unsure))
    return [_summary(env), *_counted(places, link)]


def _ways(env: BuildEnvironment, link: Linker, _count: int) -> list[nodes.Node]:
    """What the archive holds in a sentence, and each way through it with how much is on it."""
    records = _published(env)
    listings = surroundings.listings(env)
    places = [
        (_(way.title), urls.way(way.name), len(listings.of(way.name)))
        for way in WAYS
        if way.name not in {"months", "days"}
    ]
    photos = sum(not photo.missing for record in records for photo in record.photos)
    places.append((_("Photographs"), urls.way(urls.PHOTOGRAPHS), photos))
    corrections = sum(len(record.corrections) for record in records)
    places.append((_("Corrections"), urls.way(urls.CORRECTIONS), corrections))
    return [_summary(env), *_counted([place for place in places if place[-1]], link)]


def _counted(places: Sequence[tuple[str, str, int]], link: Linker) -> list[nodes.Node]:
    items = [
        _item([link(label, docname), nodes.inline("", f" {spoken.number(n)}", classes=["count"])])
        for label, docname, n in places
    ]
    return [nodes.bullet_list("", *items)] if items else []


def _on_this_day(env: BuildEnvironment, link: Linker, _count: int) -> list[nodes.Node]:
    """The link to all days of the year; without a script it is for the reader to find today."""
    if not (link.pages and surroundings.listings(env).of("days")):
        return []
    target = link.to(urls.page(urls.way(urls.ON_THIS_DAY)))
    words = _("What was printed on this day, in other years")
    return [nodes.paragraph("", "", link_to_today("", words, refuri=target, internal=True))]


def _latest(env: BuildEnvironment, link: Linker, count: int) -> list[nodes.Node]:
    newest = [record for record in _published(env) if record.published]
    items = [_story(record, link) for record in reversed(newest[-count:])]
    return [nodes.bullet_list("", *items)] if items else []


def _story(record: Record, link: Linker) -> nodes.list_item:
    """The headline, linked; the byline and the date. They are in the language of the story."""
    details = nodes.inline("", " ", classes=["details"])
    if record.byline:
        details += nodes.Text(f"{record.byline} · ")
    if record.published_as_printed:
        details += nodes.Text(record.published_as_printed)
    else:
        details += in_language(nodes.inline("", spoken.date(record.published)), words.language())
    item = _item([link(record.title, record.docname), details])
    return in_language(item, record.language, direction=record.direction)


def _item(parts: Sequence[nodes.Node]) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", *parts))


def _summary(env: BuildEnvironment) -> nodes.paragraph:
    """`28 stories, 1898 to 2024`."""
    text = spoken.stories(len(_published(env)))
    years = [spoken.date(listing.label) for listing in surroundings.listings(env).of("years")]
    if years:
        text = _("%(stories)s, %(first)s to %(last)s") % {
            "stories": text,
            "first": years[0],
            "last": years[-1],
        }
    return nodes.paragraph("", text, classes=["summary"])


def _visit_today(translator: HTML5Translator, node: link_to_today) -> None:
    """The link, marked for the script."""
    marks: dict[str, Any] = {"href": node["refuri"], "data-on-this-day": ""}
    translator.body.append(translator.starttag(node, "a", "", **marks))


def _depart_today(translator: HTML5Translator, _node: link_to_today) -> None:
    translator.body.append("</a>")


MAKERS: dict[str, Callable[[BuildEnvironment, Linker, int], list[nodes.Node]]] = {
    "archive-latest": _latest,
    "archive-on-this-day": _on_this_day,
    "archive-ways": _ways,
    "archive-years": _years,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the lists."""
    app.add_node(archive_list, html=element("div"))
    app.add_node(link_to_today, html=(_visit_today, _depart_today))
    for name in MAKERS:
        app.add_directive(name, ListDirective)
    app.connect("doctree-resolved", _fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

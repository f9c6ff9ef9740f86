"""The byline: who is named as the maker of a story, as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from broadsheet import surroundings
from broadsheet.model import urls
from broadsheet.model.facts import Byline
from broadsheet.model.problems import Problem
from broadsheet.saying import FactDirective, element, tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from broadsheet.model.facts import Author


class byline(nodes.paragraph):  # noqa: N801 - node classes are lower case
    """A byline as printed."""


class person(nodes.inline):  # noqa: N801 - node classes are lower case
    """The name of a person within a byline; a link, where people have pages."""


def byline_node(fact: Byline) -> byline:
    """The byline's words, in which each author's name is marked where it is printed."""
    node = byline("", classes=["byline"])
    rest = fact.text
    for author in sorted(fact.authors, key=lambda author: fact.text.find(author.name)):
        before, name, after = rest.partition(author.name) if author.name else (rest, "", "")
        if name:
            node += [nodes.Text(before), person("", name, author=author)]
            rest = after
    node += nodes.Text(rest)
    tell(node, fact)
    return node


def _visit_person(translator: HTML5Translator, node: person) -> None:
    """A link to the page of the person, on a site of ours."""
    address = _address(translator.builder, node["author"])
    node["tag"] = "a" if address else "span"
    target = f' href="{address}"' if address else ""
    translator.body.append(f'<{node["tag"]} class="person"{target}>')


def _depart_person(translator: HTML5Translator, node: person) -> None:
    translator.body.append(f"</{node['tag']}>")


def _address(builder: Any, author: Author) -> str:  # noqa: ANN401 - any HTML builder
    """The link to the person's page, where the site has one."""
    if not getattr(builder, "ours", False):
        return ""
    listing = surroundings.listings(builder.env).of_author(author)
    here = urls.page(builder.current_docname)
    return urls.relative(here, urls.page(listing.docname)) if listing else ""


class BylineDirective(FactDirective):
    """A byline within the text, for a page that holds several stories or parts."""

    record: ClassVar[type[Byline]] = Byline
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Give the byline's node."""
        if not self.words:
            self.complain(Problem.EMPTY_DIRECTIVE, "the byline is empty", "write it after the name")
            return []
        return [byline_node(self.said(text=self.words))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the byline."""
    app.add_node(byline, html=element("p", start=""))
    app.add_node(person, html=(_visit_person, _depart_person))
    app.add_directive("byline", BylineDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

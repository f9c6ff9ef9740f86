"""The content warning: what a reader is told before something disturbing is shown.

It is a warning, never a gate: in HTML the content stands in a `details` that opens without
JavaScript, and the pictures in it are not fetched before. On paper the warning stands before the
content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from broadsheet.model.facts import ContentWarning
from broadsheet.saying import FactDirective, element, named, own, tell, waiting_for_cover
from broadsheet.words import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


class content_warning(nodes.container):  # noqa: N801 - node classes are lower case
    """A warning, and below it the content that it covers."""


class warning_words(nodes.paragraph):  # noqa: N801 - node classes are lower case
    """The words of a content warning."""


def content_warning_node(fact: ContentWarning) -> content_warning:
    """The warning in words, ready to take the content that it covers."""
    node = content_warning("", classes=["content-warning"], kinds=fact.kinds)
    node += own(warning_words("", "", *_words(fact), classes=["warning-words"]))
    return node


def warning_notice(fact: ContentWarning) -> nodes.paragraph:
    """The warning of a whole entry, whose pictures are covered one by one."""
    node = own(nodes.paragraph("", "", *_words(fact), classes=["warning-notice"]))
    tell(node, fact)
    return node


def _words(fact: ContentWarning) -> list[nodes.Node]:
    text = fact.text or _("This part may be disturbing.")
    parts = [nodes.strong("", _("Content warning")), nodes.Text(": "), named(text)]
    kinds = [nodes.Text(f" ({_(', ').join(fact.kinds)})")] if fact.kinds else []
    return [*parts, *kinds]


class ContentWarningDirective(FactDirective):
    """A warning; the body is what it covers."""

    record: ClassVar[type[ContentWarning]] = ContentWarning

    def run(self) -> list[nodes.Node]:
        """Give the warning's node with its content."""
        fact = self.said(text=self.words) if self.words else self.said()
        return [self.fill(tell(content_warning_node(fact), fact))]


class CoverPhotos(SphinxTransform):
    """Puts every photo that has a warning, its own or the entry's, below that warning."""

    default_priority = 1

    def apply(self, **_kwargs: object) -> None:
        """Wrap the photos that asked for it while the page was read."""
        waiting = waiting_for_cover(self.env)
        for photo, warning, told in waiting:
            if photo.parent is None or (_under_warning(photo) and not told):
                continue
            node = content_warning_node(warning)
            if told:
                tell(node, warning)
            for picture in photo.findall(nodes.image):
                picture["lead"] = False
            photo.replace_self(node)
            node += photo
        waiting.clear()


def _under_warning(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, content_warning):
            return True
    return False


def _visit(translator: HTML5Translator, node: content_warning) -> None:
    """A `details`, with the kinds of the warning for the reader's own choice."""
    kinds: dict[str, Any] = {"data-kinds": ";".join(node["kinds"])} if node["kinds"] else {}
    translator.body.append(translator.starttag(node, "details", **kinds))


def _depart(translator: HTML5Translator, _node: content_warning) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the content warning."""
    app.add_node(content_warning, html=(_visit, _depart))
    app.add_node(warning_words, html=element("summary", start=""))
    app.add_directive("content-warning", ContentWarningDirective)
    app.add_transform(CoverPhotos)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

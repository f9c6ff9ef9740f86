"""The HTML builder: Sphinx's own, with what an archive needs when it wears our theme.

A page appears whole and is only written when it changed; nothing is computed that our pages do not
show (sidebars, local tables of contents, checksums of style sheets for every page).
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from broadsheet import fixity
from broadsheet.config import THEME
from broadsheet.domain import archive_domain
from broadsheet.exports import catalogue
from broadsheet.html import pages, styles
from broadsheet.model import urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class ArchiveHTMLBuilder(StandaloneHTMLBuilder):
    """Builds the site; with another theme than ours it is Sphinx's builder unchanged."""

    name: ClassVar[str] = "html"

    @property
    def ours(self) -> bool:
        """Whether the site wears our theme."""
        return bool(self.config.html_theme == THEME)

    def init(self) -> None:
        """Leave Sphinx's search index out: our theme does not ask for it."""
        super().init()
        if self.ours:
            self.search = self.copysource = False
            # Every value is text until a template says otherwise.
            self.templates.environment.autoescape = True

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Make ready to write, without docutils' search for its own style sheets on every page."""
        super().prepare_writing(docnames)
        if self.ours:
            self.docsettings.stylesheet_path = ""
            self.docsettings.stylesheet = None

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What a page's template is given."""
        if not self.ours:
            return super().get_doc_context(docname, body, metatags)
        record = archive_domain(self.env).records.get(docname)
        title = self.env.titles[docname].astext() if docname in self.env.titles else ""
        context = pages.entry(record) if record else pages.plain(title)
        return {**context, "body": Markup(body), "metatags": metatags}  # noqa: S704 - our translator's

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: nodes.document | None = None,
    ) -> None:
        """Write one page."""
        if not self.ours:
            super().handle_page(
                pagename, addctx, templatename, outfilename=outfilename, event_arg=event_arg
            )
            return
        if "page" not in addctx:
            return  # one of Sphinx's own pages, such as the opensearch description
        address = urls.page(pagename)
        context = {
            **addctx,
            "site": self._site(),
            "link": lambda target: urls.relative(address, target),
            "address": address,
        }
        template = addctx["template"] if pagename != self.config.root_doc else "front.html"
        page = self.templates.render(template, context)
        _write_changed(outfilename or self.get_output_path(pagename), page)

    def _site(self) -> dict[str, Any]:
        """What every page says of the whole site; made once a build."""
        if not hasattr(self, "_said_of_site"):
            self._said_of_site = pages.site(self.config, style_sheet=styles.style_sheet())
        return self._said_of_site

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages of *docnames*; a draft has none."""
        records = archive_domain(self.env).records
        drafts = {name for name in docnames if name in records and records[name].status == "draft"}
        for docname in sorted(drafts):
            _remove(self.get_output_path(docname))
        super().write_documents(docnames - drafts)

    def dump_inventory(self) -> None:
        """Leave Sphinx's inventory out: nothing links into an archive by its labels."""
        if not self.ours:
            super().dump_inventory()

    def copy_static_files(self) -> None:
        """Write the style sheet beside Sphinx's static files."""
        if not self.ours:
            super().copy_static_files()
            return
        _write_changed(self.outdir / urls.STYLES, styles.style_sheet())


def _write_changed(path: Path, text: str) -> None:
    """Write *text* to *path* unless it already holds just that."""
    content = text.encode("utf-8", "xmlcharrefreplace")
    try:
        if path.read_bytes() == content:
            return
    except OSError:
        pass
    fixity.write_whole(path, content)


def _remove(path: Path) -> None:
    """Take a page away that should not be there any more, and its folder once that is empty."""
    with contextlib.suppress(OSError):
        path.unlink()
        path.parent.rmdir()


def _forget_pages(
    app: Sphinx, _env: BuildEnvironment, _added: set[str], _changed: set[str], removed: set[str]
) -> list[str]:
    """Take away the pages of documents that are gone."""
    if isinstance(app.builder, ArchiveHTMLBuilder) and app.builder.ours:
        for docname in sorted(removed):
            _remove(app.builder.get_output_path(docname))
    return []


def _lists(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that list stories: one for each year, and one for stories of no certain year."""
    if not (isinstance(app.builder, ArchiveHTMLBuilder) and app.builder.ours):
        return
    listed = {urls.page(name) for name in app.env.found_docs}
    for name, context, template in pages.lists(archive_domain(app.env).shown()):
        if urls.page(name) not in listed:
            listed.add(urls.page(name))
            yield name, context, template
    for path in app.outdir.glob("*/index.html"):
        if path.relative_to(app.outdir).as_posix() not in listed:
            _remove(path)


def _write_catalogue(app: Sphinx, exception: Exception | None) -> None:
    """Write the catalogue beside the site, once the site is whole."""
    if exception is None and isinstance(app.builder, ArchiveHTMLBuilder):
        lines = archive_domain(app.env).lines()
        _write_changed(app.outdir / urls.CATALOGUE, catalogue.written(app.config.project, lines))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of Sphinx's HTML builder."""
    app.add_builder(ArchiveHTMLBuilder, override=True)
    app.connect("env-get-outdated", _forget_pages)
    app.connect("html-collect-pages", _lists)
    app.connect("build-finished", _write_catalogue)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""The HTML builder: Sphinx's own, with what an archive needs when it wears our theme.

A page appears whole and is only written when it changed; nothing is computed that our pages do not
show (sidebars, local tables of contents, checksums of style sheets for every page).
"""

from __future__ import annotations

import contextlib
import os
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from broadsheet import fixity, surroundings, words
from broadsheet.config import THEME, settings
from broadsheet.domain import archive_domain
from broadsheet.exports import catalogue
from broadsheet.html import (
    beside,
    citations,
    entry_page,
    listings,
    originals,
    pages,
    papers,
    scripts,
    styles,
)
from broadsheet.html.ledger import Ledger
from broadsheet.html.pictures import Copies
from broadsheet.model import urls
from broadsheet.search import scripts as searching

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.html.leaves import Leaf
    from broadsheet.model.catalogue import Record


class ArchiveHTMLBuilder(StandaloneHTMLBuilder):
    """Builds the site; with another theme than ours it is Sphinx's builder unchanged."""

    name: ClassVar[str] = "html"
    keeps_ledger = publishes_copies = True
    copies: Copies | None = None
    listed: tuple[str, ...] = ()

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
            # The words of templates come from our catalogue, not from Sphinx's.
            self.templates.environment.install_gettext_callables(
                words._, words.ngettext, pgettext=words.pgettext
            )

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
        context = pages.entry(record) if record else pages.plain(title, body)
        if record:
            context["page"]["head"] = beside.head(self.env, record)
        if record and record.status != "withdrawn":
            context["page"] |= self._beside(record)
        return {**context, "body": Markup(body), "metatags": metatags}  # noqa: S704 - our translator's

    def _beside(self, record: Record) -> dict[str, Any]:
        """What stands around the text of an entry."""
        places = surroundings.of(self.env).get(record.docname)
        address = urls.absolute(self.config.html_baseurl, record.address)
        cited = citations.of(
            record, address, archive=self.config.project, language=self.config.language
        )
        around = entry_page.around(record, places) if places else {}
        pdf = papers.of_story(self.env, record)
        return {**around, "cite": entry_page.citations(cited), "pdf": pdf}

    def publish_original(self, name: str) -> bool:
        """Publish the original *name* beside the page being written; whether that was done."""
        if not self.ours or not name:
            return False
        folder = self.env.doc2path(self.current_docname).parent
        page = self.get_output_path(self.current_docname)
        return originals.publish(name, folder, page.parent)

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
        template = addctx["template"] if pagename != self.config.root_doc else "front.html"
        path = Path(outfilename or self.get_output_path(pagename))
        _write_changed(path, self._rendered(urls.page(pagename), template, addctx))

    def get_outdated_docs(self) -> Iterator[str]:
        """The documents to write again; of ours the ledger knows, once all have been read."""
        if not self.ours:
            yield from super().get_outdated_docs()

    def stands(self, address: str, made_of: str) -> bool:
        """Whether the page at *address* is there already, and was made of the same."""
        stood = self.ledger.stands(address, f"{self.mark} {made_of}")
        return stood and os.path.exists(f"{self._root}{address}")  # noqa: PTH110 - quicker, for thousands of pages, than a Path

    def write_leaf(self, leaf: Leaf) -> None:
        """Write a page that is made of the catalogue, unless it is there already."""
        if not self.stands(leaf.address, leaf.made_of):
            page = self._rendered(leaf.address, leaf.template, leaf.context())
            _write_changed(self.outdir / leaf.address, page)

    def _rendered(self, address: str, template: str, context: dict[str, Any]) -> str:
        known = {"site": self._site(), "address": address, **self._links(address)}
        stands_for = context.get("stands_for", address)
        known["canonical"] = urls.absolute(self.config.html_baseurl, stands_for)
        known["navigation"] = self._navigation(known["root"])
        known["card"] = beside.common_card(self.env)
        page: str = self.templates.render(template, {**known, **context})
        return page

    def _navigation(self, root: str) -> Markup:
        """The ways through the archive, on pages from which *root* leads to the site's root."""
        if root not in self._navigations:
            known = {"site": self._site(), "root": root}
            made = self.templates.render("partials/navigation.html", known)
            self._navigations[root] = Markup(made)  # noqa: S704 - our template's
        return self._navigations[root]

    @cached_property
    def _navigations(self) -> dict[str, Markup]:
        return {}

    def _links(self, address: str) -> dict[str, Any]:
        """How the page at *address* links to others, from itself or by way of the root.

        The page for who comes to no page is shown in any folder, so its links do not begin there.
        """
        if address == urls.page(urls.LOST):
            root = urls.home(self.config.html_baseurl)
            return {"root": root, "link": lambda target: urls.below(root, target)}
        root = urls.root(address)
        return {"root": root, "link": lambda target: urls.relative(address, target)}

    def _site(self) -> dict[str, Any]:
        """What every page says of the whole site; made once a build."""
        if not hasattr(self, "_said_of_site"):
            self._said_of_site = pages.site(
                self.config,
                ways=listings.ways(self.env),
                style_sheet=styles.style_sheet(),
                script=scripts.script() + searching.marks(),
            )
        return self._said_of_site

    @cached_property
    def ledger(self) -> Ledger:
        """What the pages were made of when the site was last built into this folder."""
        return Ledger.beside(self.doctreedir, self.outdir)

    @cached_property
    def _root(self) -> str:
        return f"{self.outdir}{os.sep}"

    @cached_property
    def mark(self) -> str:
        """A digest of what every page depends on."""
        folders = [self.confdir / folder for folder in self.config.templates_path]
        told = f"{self.build_info.config_hash} {self.build_info.tags_hash}"
        return listings.mark(self._site(), told, folders)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages of *docnames*; a draft has none. The pictures they show come first."""
        self._make_copies()
        super().write_documents(docnames - archive_domain(self.env).drafts)

    def _make_copies(self) -> Copies:
        """The copies of photos that the site shows; made once a build."""
        if self.copies is None:
            self.copies = Copies(self.env, self.outdir, jobs=self._app.parallel)
            self.copies.make()
        return self.copies

    def copy_image_files(self) -> None:
        """Copy what is no photo (a drawing on the front page); take away copies of no use."""
        found = self._make_copies()
        for row in found.shown:
            self.images.pop(row.path, None)
        super().copy_image_files()
        found.tidy()

    def dump_inventory(self) -> None:
        """Leave Sphinx's inventory out: nothing links into an archive by its labels."""
        if not self.ours:
            super().dump_inventory()

    def copy_static_files(self) -> None:
        """Write the style sheet, the scripts and the icon beside Sphinx's static files."""
        if not self.ours:
            super().copy_static_files()
            return
        _write_changed(self.outdir / urls.STYLES, styles.style_sheet())
        _write_changed(self.outdir / urls.SCRIPT, scripts.script())
        _write_changed(self.outdir / urls.MARKS, searching.marks())
        server = bool(settings(self.config).search_server)
        for address, text in zip(
            (urls.CLIENT, urls.CLIENT_LATER), searching.client(server=server), strict=True
        ):
            _write_changed(self.outdir / address, text)
        _write_changed(self.outdir / urls.ICON, scripts.icon())


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
    """Take a page away that should not be there any more, and its folders once they are empty."""
    with contextlib.suppress(OSError):
        path.unlink()
        for folder in path.parents:
            folder.rmdir()


def _note_files(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note the files that belong to documents, so that those of the last build which do not go.

    Another builder may have read the archive since, so Sphinx's own list of changes is no help.
    """
    builder = app.builder
    if isinstance(builder, ArchiveHTMLBuilder) and builder.ours:
        for address in chain(_files(env), originals.addresses(env)):
            builder.ledger.stands(address, "")
    return []


def _files(env: BuildEnvironment) -> Iterator[str]:
    """The pictures and downloads of the documents that have a page."""
    drafts = archive_domain(env).drafts
    for folder, files in ((urls.PICTURES, env.images), (urls.DOWNLOADS, env.dlfiles)):
        for docnames, name in files.values():
            if docnames - drafts:
                yield f"{folder}/{name}"


def _again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents whose pages show something of others, or of the site, that is not as it was."""
    builder = app.builder
    if not (isinstance(builder, ArchiveHTMLBuilder) and builder.ours):
        return []
    return [
        docname
        for docname, made_of in listings.of_documents(env)
        if not builder.stands(urls.page(docname), made_of)
    ]


def _publish_papers(app: Sphinx, builder: Builder) -> None:
    """Publish the PDFs before the pages that lead to them."""
    if isinstance(builder, ArchiveHTMLBuilder) and builder.ours:
        papers.of(app.env).publish(builder.outdir, builder.ledger)


def _write_leaves(app: Sphinx) -> tuple[()]:
    """Write the pages that are made of the catalogue."""
    builder = app.builder
    if isinstance(builder, ArchiveHTMLBuilder) and builder.ours:
        leaves = listings.leaves(app.env)
        for leaf in leaves:
            builder.write_leaf(leaf)
        builder.listed = tuple(leaf.address for leaf in leaves if leaf.listed)
    return ()


def _write_catalogue(app: Sphinx, exception: Exception | None) -> None:
    """Write the catalogue beside the site, once the site is whole; pages of no use go."""
    builder = app.builder
    if exception is None and isinstance(builder, ArchiveHTMLBuilder) and builder.ours:
        lines = archive_domain(app.env).lines()
        _write_changed(app.outdir / urls.CATALOGUE, catalogue.written(app.config.project, lines))
        for address in builder.ledger.gone():
            _remove(app.outdir / address)
        builder.ledger.write()
        beside.publish(builder, builder.listed, jobs=app.parallel)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of Sphinx's HTML builder."""
    app.add_builder(ArchiveHTMLBuilder, override=True)
    app.connect("env-get-updated", _note_files)
    app.connect("env-get-updated", _again)
    app.connect("write-started", _publish_papers)
    app.connect("html-collect-pages", _write_leaves)
    app.connect("build-finished", _write_catalogue)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

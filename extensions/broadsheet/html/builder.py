"""The HTML builder: Sphinx's own, with what an archive needs when it wears our theme.

A page appears whole and is only written when it changed; nothing is computed that our pages do not
show (sidebars, local tables of contents, checksums of style sheets for every page).
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from broadsheet import fixity, surroundings, words
from broadsheet.config import THEME
from broadsheet.domain import archive_domain
from broadsheet.exports import catalogue
from broadsheet.html import citations, entry_page, originals, pages, styles
from broadsheet.model import urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.catalogue import Record


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
        context = pages.entry(record) if record else pages.plain(title)
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
        return {**around, "cite": entry_page.citations(cited)}

    def publish_original(self, name: str) -> bool:
        """Publish the original *name* beside the page being written; whether that was done."""
        if not self.ours or not name:
            return False
        folder = self.env.doc2path(self.current_docname).parent
        page = self.get_output_path(self.current_docname)
        return originals.publish(folder / name, page.parent / name)

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
        path = Path(outfilename or self.get_output_path(pagename))
        _write_changed(path, page)
        if pagename in self.env.found_docs:
            path.touch()  # or Sphinx would find it older than its source at every build

    def _site(self) -> dict[str, Any]:
        """What every page says of the whole site; made once a build."""
        if not hasattr(self, "_said_of_site"):
            self._said_of_site = pages.site(self.config, style_sheet=styles.style_sheet())
        return self._said_of_site

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages of *docnames*; a draft has none."""
        super().write_documents(docnames - archive_domain(self.env).drafts)

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


def _forget(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Take away what the last build of the site published and this one does not.

    Another builder may have read the archive since, so Sphinx's own list of changes is no help.
    """
    builder = app.builder
    if isinstance(builder, ArchiveHTMLBuilder) and builder.ours:
        domain = archive_domain(env)
        now = set(_published(env, domain.drafts))
        for path in sorted(domain.published - now):
            _remove(app.outdir / path)
        domain.published = now
    return []


def _published(env: BuildEnvironment, drafts: AbstractSet[str]) -> Iterator[str]:
    """The files of the site that belong to documents: their pages, pictures and downloads."""
    yield from (urls.page(docname) for docname in env.found_docs if docname not in drafts)
    for folder, files in ((urls.PICTURES, env.images), (urls.DOWNLOADS, env.dlfiles)):
        for docnames, name in files.values():
            if docnames - drafts:
                yield f"{folder}/{name}"


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
    app.connect("env-get-updated", _forget)
    app.connect("html-collect-pages", _lists)
    app.connect("build-finished", _write_catalogue)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""The builder of EPUBs: Sphinx's own, which here makes a book of each volume.

The pages are those that Sphinx makes of the doctrees. Pictures are the copies that are made for
paper, which tell nothing of cameras and places; those below a warning stay closed in a `details`.
"""

from __future__ import annotations

import json
import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.epub3 import Epub3Builder
from sphinx.errors import NoUri

from broadsheet import program, surroundings, volumes, words
from broadsheet.config import THEME, settings
from broadsheet.domain import archive_domain
from broadsheet.epub import book, contents, pictures
from broadsheet.fixity import sha256, write_whole
from broadsheet.model import moments, urls
from broadsheet.model.problems import Complaint, Problem
from broadsheet.report import complain, complain_of, located

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.epub.book import Book
    from broadsheet.model.catalogue import Record
    from broadsheet.volumes import Volume

BOOK_THEME = "broadsheet-book"
LEDGER = ".epub.json"  # beside the doctrees
SVG = "http://www.w3.org/2000/svg"
DRAWING = re.compile(r"<svg(?![^>]*xmlns)")
"""A drawing within HTML, which needs no namespace there."""

LOOK = Path(__file__).parent / "theme"


class ArchiveEpubBuilder(Epub3Builder):
    """`sphinx-build -b epub`; with another theme than ours it is Sphinx's builder unchanged."""

    name = "epub"
    epilog = "The EPUBs are in %(outdir)s."
    members: AbstractSet[str] = frozenset()
    page = ""
    unsaid: Sequence[str] = ()

    @property
    def binds(self) -> bool:
        """Whether the project is an archive, whose stories are bound into volumes."""
        return bool(self.config.html_theme == THEME)

    def init(self) -> None:
        """Have templates take every value as text, and our words from our catalogue."""
        super().init()
        if self.binds:
            self.templates.environment.autoescape = True
            self.templates.environment.install_gettext_callables(
                words._, words.ngettext, pgettext=words.pgettext
            )

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """The theme: ours for books."""
        return (BOOK_THEME, {}) if self.binds else super().get_theme_config()

    def get_outdated_docs(self) -> Any:  # noqa: ANN401 - Sphinx's: a text, or an iterator of texts
        """What is made again; which books these are is found out when all is read."""
        return "the books in which something changed" if self.binds else super().get_outdated_docs()

    def copy_assets(self) -> None:
        """Nothing; a book holds what its pages show."""
        if not self.binds:
            super().copy_assets()

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Nothing; a page is made for the book that it is in."""
        if not self.binds:
            super().write_documents(docnames)

    # The pages.

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The way from one story to another of the same book; raises NoUri to any other."""
        if self.binds and to not in self.members:
            raise NoUri(to, typ)
        return super().get_relative_uri(from_, to, typ)

    def add_visible_links(self, tree: nodes.document, show_urls: str = "inline") -> None:
        """Nothing; the source has no addresses behind its links."""
        if not self.binds:
            super().add_visible_links(tree, show_urls)

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Find the pictures of a page, whose names tell what they are in the book."""
        if not self.binds:
            super().post_process_images(doctree)
            return
        known, self.images = self.images, {}
        super().post_process_images(doctree)
        found, self.images = self.images, known
        for path, name in found.items():
            if path not in known:
                known[path] = pictures.named(Path(self.srcdir) / path, name)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What a page's template is given."""
        if not self.binds:
            return super().get_doc_context(docname, body, metatags)
        return {"body": DRAWING.sub(f'<svg xmlns="{SVG}"', body)}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *given: Any, **named: Any) -> None:  # noqa: ANN401 - Sphinx's
        """Keep the page of a story for the book at hand."""
        if not self.binds:
            super().handle_page(pagename, addctx, *given, **named)
            return
        record = archive_domain(self.env).records[pagename]
        self.page = self.rendered("page.html", contents.story(record, self.config.language), addctx)

    def rendered(self, template: str, *contexts: dict[str, Any]) -> str:
        """A page of a book."""
        context = {name: value for given in contexts for name, value in given.items()}
        page: str = self.templates.render(template, context)
        return page

    def page_of(self, record: Record) -> str:
        """The page of a story; where it is no XHTML, its words alone, and a complaint."""
        doctree = self.env.get_and_resolve_doctree(record.docname, self, tags=self.tags)
        self.write_doc_serialized(record.docname, doctree)
        self.write_doc(record.docname, doctree)
        fault = book.fault(self.page)
        if fault:
            told = Complaint(
                Problem.EPUB_FAILED,
                f"the page is no XHTML: {fault}",
                "its words stand in the book without their form; simplify what is unusual in it",
            )
            complain_of(self.env, record.docname, [told])
            story = contents.story(record, self.config.language)
            self.page = self.rendered("page.html", story, {"text": doctree.astext()})
        return self.page

    # The volumes.

    def finish(self) -> None:
        """Bind the volumes in which something changed; take away what is no longer one."""
        if not self.binds:
            super().finish()
            return
        before, made = self._ledger(), {}
        for volume in self._planned():
            name, mark = f"{volume.name}.epub", self._mark(volume)
            path = Path(self.outdir) / name
            if (before.get(name) == mark and path.exists()) or self._bound(volume, path):
                made[name] = mark
        for name in before.keys() - made.keys():
            (Path(self.outdir) / name).unlink(missing_ok=True)
        write_whole(self._ledger_path, json.dumps(made, indent=1, sort_keys=True))

    def _planned(self) -> list[Volume]:
        shown = archive_domain(self.env).shown()
        listings = surroundings.listings(self.env)
        kinds = settings(self.config).volumes
        return volumes.planned(kinds, shown, listings, self.config.project)

    @property
    def _ledger_path(self) -> Path:
        place = sha256(os.fsencode(self.outdir))[:8]
        return Path(self.doctreedir) / f"{place}{LEDGER}"

    def _ledger(self) -> dict[str, str]:
        """The books that were made before, each with the mark of what it was made of."""
        try:
            known: dict[str, str] = json.loads(self._ledger_path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return known

    def _mark(self, volume: Volume) -> str:
        """A digest of what a volume is made of, and of what it names that is elsewhere."""
        read = [(each.docname, self.env.all_docs[each.docname]) for each in volume.records]
        domain = archive_domain(self.env)
        named = [
            other.face for each in volume.records for other in surroundings.pointed(domain, each)
        ]
        return sha256(repr((volume.label, read, named, self._common)).encode())

    @cached_property
    def _common(self) -> tuple[str, ...]:
        """What every book depends on."""
        about = (self.config.project, self.config.language or "", self.config.html_baseurl)
        return (*about, moments.epoch(), program.digest())

    def _bound(self, volume: Volume, path: Path) -> bool:
        """Whether the book of a volume could be made."""
        try:
            with book.bound(path) as made:
                self._bind(volume, made)
        except OSError as error:
            told = Complaint(
                Problem.EPUB_FAILED,
                f"`{path.name}` could not be made: {error.strerror or error}",
                "the other books were made; see whether there is room on the disk",
            )
            complain(located(told, Path(self.confdir) / "conf.py"))
            return False
        return True

    def _bind(self, volume: Volume, made: Book) -> None:
        """Fill the book of a volume: its title, the contents, the stories, the pictures."""
        self.members, self.images = {record.docname for record in volume.records}, {}
        about = contents.about(volume, self.config)
        made.add(contents.STYLES, (LOOK / "styles.css").read_bytes(), "text/css")
        spine = [
            made.add_page(contents.TITLE, self.rendered("title.html", about)),
            made.add_page(
                contents.CONTENTS, self.rendered("contents.html", about), properties="nav"
            ),
        ]
        spine += [
            made.add_page(contents.address(record), self.page_of(record))
            for record in volume.records
        ]
        for path, name in sorted(self.images.items()):
            data = pictures.data(Path(self.srcdir) / path)
            made.add(f"{urls.PICTURES}/{name}", data, book.picture_kind(data)[1])
        made.close(self.rendered("package.html", about, {"parts": made.parts, "spine": spine}))


ASKED = ("epub_copyright", "version")
"""What Sphinx asks of every EPUB, and our books do not show."""


def _fill(app: Sphinx) -> None:
    """Answer while Sphinx asks, and no longer: a changed setting would have all read again."""
    if isinstance(app.builder, ArchiveEpubBuilder) and app.builder.binds:
        app.builder.unsaid = [name for name in ASKED if not app.config[name]]
        for name in app.builder.unsaid:
            app.config[name] = app.config.project


def _empty(app: Sphinx) -> None:
    if isinstance(app.builder, ArchiveEpubBuilder):
        for name in app.builder.unsaid:
            app.config[name] = ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of Sphinx's builder of EPUBs."""
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(ArchiveEpubBuilder, override=True)
    app.connect("builder-inited", _fill, priority=100)
    app.connect("builder-inited", _empty, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""What is searched, gathered while the archive is read, and indexed once the site is built.

The texts come from the doctrees, in whatever process reads them; every builder has them gathered,
since they share the doctrees, and only ours for HTML makes an index of them.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

from broadsheet import surroundings
from broadsheet.domain import archive_domain
from broadsheet.gathering import ENTRY
from broadsheet.html.builder import ArchiveHTMLBuilder
from broadsheet.search import days, files, page, texts
from broadsheet.search.documents import Document
from broadsheet.search.fields import WAYS
from broadsheet.search.index import Index, Searched, digest
from broadsheet.search.stems import primary
from broadsheet.search.store import Row, SpoiltError, Store
from broadsheet.search.vocabulary import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.catalogue import Record
    from broadsheet.search.columns import Value

STAMP = "stamp"
"""Where the store has how often it was written; the environment must know of the last time."""

VALUE_DIGITS = 8
"""How many digits tell apart by which words and keys a value went."""


class TextsDomain(Domain):
    """The digest of what is searched of each entry; the texts themselves are in the store.

    A process that only reads has no store: its rows are taken over by that which started it.
    """

    name = "broadsheet_texts"
    label = "Texts of the archive"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"digests": {}, "rows": {}, "stamp": 0}

    def __init__(self, env: BuildEnvironment) -> None:
        """Open the store when it is asked for, in this process alone."""
        super().__init__(env)
        self._process = os.getpid()
        self._store: Store | None = None
        self._touched: set[str] = set()

    @property
    def store(self) -> Store:
        """The texts."""
        if self._store is None:
            self._store = Store(Path(self.env.doctreedir))
        return self._store

    @property
    def digests(self) -> dict[str, str]:
        """The digest of the row of each entry that is searched."""
        digests: dict[str, str] = self.data["digests"]
        return digests

    def note(self, row: Row) -> None:
        """Keep *row*, of the entry that was just read."""
        self._touched.add(row.docname)
        self.digests[row.docname] = row.digest
        if os.getpid() == self._process:
            self.store.put(row)
        else:
            self.data["rows"][row.docname] = row

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*."""
        if self.digests.pop(docname, None) is not None:
            self._touched.add(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname in docnames & otherdata["rows"].keys():
            self.note(otherdata["rows"][docname])

    def lost(self) -> list[str]:
        """The entries whose texts are not in the store, though they were read.

        A store that is spoilt is not there any more once it was looked at, and begun anew.
        """
        try:
            self.store.check()
        except SpoiltError:
            self.close()
        if self.store.remembered(STAMP) == self.data["stamp"]:
            return []
        held = self.store.digests()
        self._touched |= held.keys() - self.digests.keys()
        return [name for name, digest in self.digests.items() if held.get(name) != digest]

    def keep(self) -> None:
        """Write down what was noted, before the environment is."""
        if self._touched:
            self.store.forget(self._touched - self.digests.keys())
            self._touched = set()
            self.data["stamp"] += 1
            self.store.remember(STAMP, self.data["stamp"])

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None


def texts_domain(env: BuildEnvironment) -> TextsDomain:
    """The domain of the texts in *env*."""
    domain = env.domains["broadsheet_texts"]
    assert isinstance(domain, TextsDomain)
    return domain


def _gather(app: Sphinx, doctree: nodes.document) -> None:
    """Note what is searched of the entry that was just read."""
    if app.env.temp_data.get(ENTRY) is None:
        return
    record = archive_domain(app.env).records[app.env.docname]
    if record.status == "published":
        texts_domain(app.env).note(texts.row(record, doctree))


def _lost(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """The entries that must be read again, since what was kept of their texts is not there."""
    return texts_domain(env).lost()


def _keep(_app: Sphinx, env: BuildEnvironment) -> None:
    texts_domain(env).keep()


def _publish(app: Sphinx, exception: Exception | None) -> None:
    """Publish what was built, if it was, and let go of the store whatever came of it."""
    builder = app.builder
    with closing(texts_domain(app.env)):
        if exception is None and isinstance(builder, ArchiveHTMLBuilder) and builder.ours:
            _index(builder)


def _index(builder: ArchiveHTMLBuilder) -> None:
    """Write the index of the site that was built, and the page that leads to it."""
    language = primary(builder.config.language or "en")
    store, searched = texts_domain(builder.env).store, Entries(builder.env).searched
    index = Index(builder.outdir / files.FOLDER, store, language, searched)
    stands = index.stands()
    manifest = stands or index.update()
    page.publish(builder, f"{files.FOLDER}/{manifest}")
    if not stands:
        index.tidy()


class Entries:
    """All entries that are searched, as the index is to be told of them."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Look at every published entry."""
        self._domain = archive_domain(env)
        self._texts = texts_domain(env)
        self._listings = surroundings.listings(env)

    @property
    def searched(self) -> Searched:
        """What the index is to know of them."""
        return Searched(self._marks(), self._size, self._documents)

    def _marks(self) -> dict[str, str]:
        """Of each entry, oldest first, digests of its row (its date is in it) and its values."""
        digests, on = self._texts.digests, self._listings.on
        known = {
            id(listing): digest(way, listing.label, listing.key)[:VALUE_DIGITS]
            for way in WAYS
            for listing in self._listings.of(way)
        }
        marks = {}
        for record in self._domain.shown():
            name = record.docname
            if name in digests:
                values = [known[id(listing)] for way in WAYS for listing in on(way, record)]
                marks[name] = digests[name] + "".join(values)
        return marks

    def _size(self, docname: str) -> int:
        return texts.size(self._domain.records[docname])

    def _documents(self, docnames: Iterable[str]) -> Iterator[Document]:
        """The documents of the entries *docnames*."""
        for row in self._texts.store.rows(docnames):
            record = self._domain.records[row.docname]
            values, days = self._values(record), _days(record)
            named = line(("people", label) for label, _key in values[1])
            for kind, (words, fragment) in enumerate(row.documents):
                # The people of a story are found by their names in people.yaml too.
                searched = " ".join(filter(None, (words, named if kind == 0 else "")))
                yield Document(min(kind, 1), row.language, searched, days, values, fragment)

    def _values(self, record: Record) -> tuple[tuple[Value, ...], ...]:
        """The year that the story surely lies in, and its values on the ways."""
        found = (
            tuple((listing.label, listing.key) for listing in self._listings.on(way, record))
            for way in WAYS
        )
        return (((record.year, record.year),) if record.year else (), *found)


def _days(record: Record) -> tuple[int, int] | None:
    """The earliest and the latest day of *record*; an open end is for ever."""
    if not (record.earliest or record.latest):
        return None
    first = days.known(record.earliest) if record.earliest else -days.FOREVER
    return first, max(first, days.known(record.latest) if record.latest else days.FOREVER)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Gather what is searched."""
    app.add_domain(TextsDomain)
    app.connect("doctree-read", _gather)
    app.connect("env-get-outdated", _lost)
    app.connect("env-updated", _keep)
    # Before the site's ledger is closed, in which the page is noted.
    app.connect("build-finished", _publish, priority=400)
    return {
        "version": "1",
        "env_version": texts.ROWS,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

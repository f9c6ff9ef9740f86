"""What is searched, gathered while the archive is read, and indexed once the site is built.

The texts come from the doctrees, in whatever process reads them; every builder has them gathered,
since they share the doctrees, and only ours for HTML makes an index of them.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

from broadsheet import surroundings
from broadsheet.domain import archive_domain, people_of
from broadsheet.gathering import ENTRY
from broadsheet.html.builder import ArchiveHTMLBuilder
from broadsheet.search import days, files, page, texts, tokens
from broadsheet.search.columns import FACETS
from broadsheet.search.documents import Document
from broadsheet.search.index import Entry, Index, digest
from broadsheet.search.stems import primary
from broadsheet.search.store import Row, Store
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
    from broadsheet.search.index import Make

STAMP = "stamp"
"""Where the store has how often it was written; the environment must know of the last time."""

WAYS = FACETS[1:]
"""The facets that are ways through the archive; the other is the year."""


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
        self._changed = False

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
        self._changed = True
        self.digests[row.docname] = row.digest
        if os.getpid() == self._process:
            self.store.put(row)
        else:
            self.data["rows"][row.docname] = row

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*."""
        self._changed |= self.digests.pop(docname, None) is not None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname in docnames & otherdata["rows"].keys():
            self.note(otherdata["rows"][docname])

    def lost(self) -> list[str]:
        """The entries whose texts are not in the store, though they were read."""
        if self.store.remembered(STAMP) == self.data["stamp"]:
            return []
        held = self.store.digests()
        return [name for name, digest in self.digests.items() if held.get(name) != digest]

    def keep(self) -> None:
        """Write down what was noted, before the environment is."""
        if self._changed:
            self._changed = False
            self.data["stamp"] += 1
            self.store.remember(STAMP, self.data["stamp"])
            self.store.retain(self.digests)

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
    """Write the index of the site that was built, and the page that leads to it."""
    builder = app.builder
    if exception is None and isinstance(builder, ArchiveHTMLBuilder) and builder.ours:
        store = texts_domain(app.env).store
        index = Index(app.outdir / files.FOLDER, store, primary(app.config.language or "en"))
        mark = _mark(app.env)
        stands = index.stands(mark)
        manifest = stands or index.update(*_searched(app.env, store))
        page.publish(builder, f"{files.FOLDER}/{manifest}")
        if not stands:
            index.tidy(mark)
    texts_domain(app.env).close()


def _mark(env: BuildEnvironment) -> str:
    """A digest of all that an index is made of."""
    domain = archive_domain(env)
    held = (domain.marks, texts_domain(env).digests)
    return digest(repr(people_of(env)), *(repr(sorted(one.items())) for one in held))


def _searched(env: BuildEnvironment, store: Store) -> tuple[list[Entry], Make]:
    """All that is searched, oldest first, and how the documents of it are had."""
    searched = Searched(env, store)
    return searched.entries, searched.documents


class Searched:
    """All that is searched, as the index is to be told of it."""

    def __init__(self, env: BuildEnvironment, store: Store) -> None:
        """Look at every published entry, oldest first."""
        self.store = store
        self._listings = surroundings.listings(env)
        self._digests = texts_domain(env).digests
        published = [one for one in archive_domain(env).shown() if one.status == "published"]
        self._records = {record.docname: record for record in published}
        self.entries = [self._entry(record) for record in published]

    def _entry(self, record: Record) -> Entry:
        undated, day, name = record.order
        order = [undated, list(day), name]
        mark = f"{record.docname} {self._digests[record.docname]} {order} {self._values(record)}"
        return Entry(record.docname, digest(mark), order, texts.size(record))

    def _values(self, record: Record) -> tuple[tuple[Value, ...], ...]:
        """The year that the story surely lies in, and its values on the ways."""
        found = (
            tuple((listing.label, listing.key) for listing in self._listings.on(way, record))
            for way in WAYS
        )
        return (((record.year, record.year),) if record.year else (), *found)

    def documents(self, docnames: Iterable[str]) -> Iterator[Document]:
        """The documents of the entries *docnames*."""
        for row in self.store.rows(docnames):
            record = self._records[row.docname]
            values, days = self._values(record), _days(record)
            named = line(("people", label) for label, _key in values[1])
            for kind, (words, fragment) in enumerate(row.documents):
                # The people of a story are found by their names in people.yaml too.
                searched = " ".join(filter(None, (words, named if kind == 0 else "")))
                yield Document(min(kind, 1), row.language, searched, days, values, fragment)


def _days(record: Record) -> tuple[int, int] | None:
    """The earliest and the latest day of *record*; an open end is for ever."""
    if not (record.earliest or record.latest):
        return None
    first = _day(record.earliest) if record.earliest else -days.FOREVER
    return first, max(first, _day(record.latest) if record.latest else days.FOREVER)


@cache
def _day(day: str) -> int:
    year, month, rest = day.partition("T")[0].rsplit("-", 2)
    return days.number(int(year), int(month), int(rest))


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
        "env_version": tokens.FORMAT,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

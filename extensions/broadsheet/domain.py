"""The catalogue while Sphinx runs: a record of every entry, gathered from its doctree."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from broadsheet.config import settings
from broadsheet.exports import catalogue, table
from broadsheet.model import aliases, people, urls
from broadsheet.model.catalogue import Record, dated, gathered
from broadsheet.model.facts import Photo
from broadsheet.model.problems import Complaint, Problem, did_you_mean
from broadsheet.report import complain, complain_of, located
from broadsheet.saying import in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.entry import Entry
    from broadsheet.model.said import Path, Said

Thing = TypeVar("Thing")

ENTRY = "broadsheet_entry"
LINES = "broadsheet_lines"
OF_A_DOCUMENT = ("records", "places", "lines", "rows")
EXCERPT = 280
TEXTS = (
    nodes.paragraph,
    nodes.block_quote,
    nodes.line_block,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.table,
)
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’-][^\W_]+)*")
"""A word; in Japanese and Chinese, which set no spaces, a character."""


class ArchiveDomain(Domain):
    """Every entry's record, by document; and who is in people.yaml."""

    name = "broadsheet"
    label = "Broadsheet"
    data_version = 4
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},
        "places": {},
        "lines": {},
        "rows": {},
        "listing_pages": set(),
        "faces": {},
        "published": set(),
        "people": "",
    }

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with what was kept of the last build."""
        super().__init__(env)
        self._made: dict[str, Any] = {}

    @property
    def records(self) -> dict[str, Record]:
        """The record of each entry by its docname, drafts among them."""
        records: dict[str, Record] = self.data["records"]
        return records

    @property
    def places(self) -> dict[str, dict[tuple[str, str], int]]:
        """For each document, the line of its id, aliases and authors' keys."""
        places: dict[str, dict[tuple[str, str], int]] = self.data["places"]
        return places

    @property
    def listing_pages(self) -> set[str]:
        """The documents that hold a list of entries."""
        pages: set[str] = self.data["listing_pages"]
        return pages

    @property
    def published(self) -> set[str]:
        """The files that the last build of the site published for documents."""
        files: set[str] = self.data["published"]
        return files

    @published.setter
    def published(self, files: set[str]) -> None:
        self.data["published"] = files

    @property
    def drafts(self) -> set[str]:
        """The documents that are drafts, which have no page."""
        return {name for name, record in self.records.items() if record.status == "draft"}

    def shown(self) -> list[Record]:
        """The records of all entries that are not drafts, oldest first, undated last."""
        return self.made("shown", ArchiveDomain._sorted)

    def _sorted(self) -> list[Record]:
        shown = (record for record in self.records.values() if record.status != "draft")
        return sorted(shown, key=lambda record: record.order)

    def made(self, name: str, make: Callable[[ArchiveDomain], Thing]) -> Thing:
        """What *make* makes of the domain, made once for as long as no record changes."""
        if name not in self._made:
            self._made[name] = make(self)
        thing: Thing = self._made[name]
        return thing

    def lines(self) -> list[str]:
        """The catalogue's lines, in the order of `shown`; each is made when its entry is read."""
        made: dict[str, str] = self.data["lines"]
        return [made[record.docname] for record in self.shown()]

    def note(self, record: Record, places: dict[tuple[str, str], int]) -> None:
        """Take *record* into the catalogue, with the lines of what may clash with other entries."""
        self._made.clear()
        self.records[record.docname] = record
        self.places[record.docname] = places
        self.data["lines"][record.docname] = catalogue.line(record)
        self.data["rows"][record.docname] = table.line(record)

    def clear_doc(self, docname: str) -> None:
        """Forget what *docname* said."""
        self._made.clear()
        for kind in OF_A_DOCUMENT:
            self.data[kind].pop(docname, None)
        self.listing_pages.discard(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self._made.clear()
        for docname in docnames:
            for kind in OF_A_DOCUMENT:
                if docname in otherdata[kind]:
                    self.data[kind][docname] = otherdata[kind][docname]
        self.listing_pages.update(otherdata["listing_pages"] & set(docnames))

    def outdated(self, builder: str) -> set[str]:
        """The documents that show an entry which is new, gone or otherwise since the last call.

        The doctrees serve all builders, and each has its own last call.
        """
        faces = {record.face for record in self.records.values()}
        before: set[tuple[str, ...]] = self.data["faces"].get(builder, set())
        changed = {face[-1] for face in faces ^ before}
        if faces == before:
            return set()
        self.data["faces"][builder] = faces
        return {
            record.docname
            for record in self.records.values()
            if any(fact.id and fact.id in changed for fact in record.related)
        } | self.listing_pages

    def check_consistency(self) -> None:
        """Complain of what only the whole archive shows: what stands twice, who is unknown."""
        for kind, problem in (("id", Problem.DUPLICATE_ID), ("alias", Problem.DUPLICATE_ALIAS)):
            self._check_twice(kind, problem)
        self._check_aliases()
        known = people_of(self.env)
        for docname in sorted(self.records):
            for author in self.records[docname].authors:
                fault = known.complaint(author)
                if fault:
                    line = self.places[docname].get(("person", author.person), 1)
                    complain_of(self.env, docname, [replace(fault, line=line)])

    def _check_twice(self, kind: str, problem: Problem) -> None:
        first: dict[str, str] = {}
        for docname in sorted(self.places):
            for (what, value), line in self.places[docname].items():
                if what != kind:
                    continue
                other = first.setdefault(value, docname)
                if other != docname:
                    message = f"the {kind} `{value}` is that of `{other}` too"
                    advice = "give each entry its own; an entry without one is fine"
                    complain_of(self.env, docname, [Complaint(problem, message, advice, line=line)])

    def _check_aliases(self) -> None:
        pages = {urls.page(docname) for docname in self.env.found_docs}
        for docname in sorted(self.places):
            for (what, alias), line in self.places[docname].items():
                fault = aliases.fault(alias, pages) if what == "alias" else ""
                if fault:
                    complain_of(self.env, docname, [aliases.complaint(alias, fault, line)])

    def resolve_xref(  # type: ignore[override] # noqa: PLR0913, PLR0917 - Sphinx's; it takes any node
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Element | None:
        """The link to the entry whose id is *target*, by its title or the words given.

        The words alone, where the builder puts that entry into another document.
        """
        record = self.by_id().get(target)
        if typ != "entry" or record is None or record.status == "draft":
            return None
        title = nodes.inline("", record.title)
        in_language(title, record.language, direction=record.direction)
        words: Element = contnode if node["refexplicit"] else title
        try:
            return make_refnode(builder, fromdocname, record.docname, "", words)
        except NoUri:
            return words

    def by_id(self) -> dict[str, Record]:
        """The records by their id, made once for as long as no record changes.

        Where two entries claim one id, it is that of the first by name, as the complaint says.
        """
        return self.made("by_id", ArchiveDomain._found_by_id)

    def _found_by_id(self) -> dict[str, Record]:
        last_first = sorted(self.records.values(), key=lambda each: each.docname, reverse=True)
        return {record.id: record for record in last_first if record.id}


def archive_domain(env: BuildEnvironment) -> ArchiveDomain:
    """The archive's domain in *env*."""
    domain = env.domains["broadsheet"]
    assert isinstance(domain, ArchiveDomain)
    return domain


def people_of(env: BuildEnvironment) -> people.People:
    """Who is in people.yaml, as read at the beginning of this build."""
    known: people.People = getattr(env, "broadsheet_people", None) or people.People()
    return known


def _read_people(app: Sphinx) -> None:
    """Read people.yaml once; what is wrong with it is said with its line."""
    path = app.srcdir / settings(app.config).people
    source = path.read_text("utf-8", "replace") if path.is_file() else ""
    known, complaints = people.read(source)
    app.env.broadsheet_people = known  # type: ignore[attr-defined]
    for complaint in complaints:
        complain(located(complaint, path))


def _named_by_key(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Once people.yaml has changed, the entries that name an author by key."""
    domain = archive_domain(env)
    known = repr(people_of(env))
    if domain.data["people"] == known:
        return []
    domain.data["people"] = known
    return [
        docname
        for docname, record in domain.records.items()
        if any(author.person for author in record.authors)
    ]


def _gather(app: Sphinx, doctree: nodes.document) -> None:
    """Make the record of the entry that was just read."""
    env = app.env
    entry: Entry | None = env.temp_data.get(ENTRY)
    if entry is None:
        return
    docname = env.docname
    texts = list(_texts(doctree))
    values: dict[str, Any] = {
        **dict(entry),
        "docname": docname,
        "path": posixpath.dirname(docname),
        "address": urls.page(docname),
        "excerpt": _excerpt(texts),
        "words": sum(len(WORD.findall(text)) for text in texts),
        **dated(entry.published),
        **gathered(_facts(doctree, covered=entry.warning is not None)),
    }
    places = _places(entry, env.temp_data[LINES])
    # Every value was checked when it was read.
    archive_domain(env).note(Record.model_construct(None, **values), places)


def _texts(doctree: nodes.document) -> Iterator[str]:
    """The paragraphs of the story, without its head, its foot and the archive's words."""
    for section in doctree.findall(nodes.section):
        for child in section.children:
            if type(child) in TEXTS:
                yield _without_footnote_marks(child).astext()


def _without_footnote_marks(node: nodes.Node) -> nodes.Node:
    """*node*, or a copy of it without the numbers that point to footnotes."""
    if next(node.findall(nodes.footnote_reference), None) is None:
        return node
    copy = node.deepcopy()
    for mark in list(copy.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    return copy


def _excerpt(texts: list[str]) -> str:
    """The first words of the story, cut after a whole word."""
    text = " ".join(" ".join(texts[:2]).split())
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _facts(doctree: nodes.document, *, covered: bool) -> Iterator[Said]:
    """Every fact that a node carries, in the order of the page; pictures know their cover."""
    for node in doctree.findall(nodes.Element):
        fact = node.get("facts")
        cover = _cover(node) if isinstance(fact, Photo) else None
        if isinstance(fact, Photo) and (covered or cover is not None):
            warning = fact.warning or (cover.get("facts") if cover is not None else None)
            yield fact.model_copy(update={"covered": True, "warning": warning})
        elif fact is not None:
            yield fact


def _cover(node: nodes.Element) -> nodes.Element | None:
    """What *node* stands in that is told by its class to be a content warning."""
    above: nodes.Element | None = node
    while above is not None and "content-warning" not in above["classes"]:
        above = above.parent
    return above


def _places(entry: Entry, lines: dict[Path, int]) -> dict[tuple[str, str], int]:
    """The line of what may clash with other entries, or refer to them."""
    places = {("id", entry.id): lines.get(("id",), 1)} if entry.id else {}
    for place, alias in enumerate(entry.aliases):
        places["alias", alias] = lines.get(("aliases", place), lines.get(("aliases",), 1))
    for place, author in enumerate(entry.authors):
        if author.person:
            key = ("authors", place, "person")
            places["person", author.person] = lines.get(key, lines.get(("authors",), 1))
    return places


def _unknown_entry(
    _app: Sphinx, env: BuildEnvironment, node: pending_xref, _contnode: Element
) -> nodes.Node | None:
    """Complain of a related entry that is not there, and leave its words."""
    if node.get("refdomain") != "broadsheet":
        return None
    target = node["reftarget"]
    ids: Iterable[str] = archive_domain(env).by_id()
    advice = did_you_mean(target, ids, otherwise="give the title instead, or correct the id")
    message = f"no entry that is shown has the id `{target}`"
    line = node.line or 1
    complain_of(env, node["refdoc"], [Complaint(Problem.UNKNOWN_ENTRY, message, advice, line=line)])
    return node.children[0]


def _write_again(app: Sphinx, env: BuildEnvironment) -> set[str]:
    """The pages that were not read again, yet show something of entries that were.

    A builder that keeps a ledger of what its pages show knows better.
    """
    if getattr(app.builder, "keeps_ledger", False):
        return set()
    return archive_domain(env).outdated(app.builder.name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain."""
    app.add_domain(ArchiveDomain)
    app.connect("builder-inited", _read_people)
    app.connect("env-get-outdated", _named_by_key)
    app.connect("doctree-read", _gather)
    app.connect("env-get-updated", _write_again)
    app.connect("missing-reference", _unknown_entry)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

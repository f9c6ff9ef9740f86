"""The catalogue while Sphinx runs: every entry's record, and what builders make of them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from broadsheet import accession, fixity
from broadsheet.config import settings
from broadsheet.exports import catalogue, table
from broadsheet.model import aliases, people, urls
from broadsheet.model.problems import Complaint, Problem, did_you_mean
from broadsheet.report import complain, complain_of, located
from broadsheet.saying import in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.catalogue import Record

Thing = TypeVar("Thing")

OF_A_DOCUMENT = ("records", "places", "lines", "rows", "marks")
DIGITS = 16


class ArchiveDomain(Domain):
    """Every entry's record, by document; and who is in people.yaml."""

    name = "broadsheet"
    label = "Broadsheet"
    data_version = 6
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},
        "places": {},
        "lines": {},
        "rows": {},
        "marks": {},
        "listing_pages": set(),
        "faces": {},
        "people": "",
    }

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with what was kept of the last build."""
        super().__init__(env)
        self._made: dict[str, Any] = {}
        self.records: dict[str, Record] = {}
        """The record of each entry by its docname, drafts among them."""
        self._thaw(self.data["records"])

    def _thaw(self, docnames: Iterable[str]) -> None:
        """Take the records of *docnames* out of what is kept between builds.

        There each is pickled by itself, so that after an edit one is pickled anew, and not all.
        """
        kept: dict[str, bytes] = self.data["records"]
        self.records |= {docname: pickle.loads(kept[docname]) for docname in docnames}  # noqa: S301 - it is within a pickle of Sphinx's

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

    @property
    def marks(self) -> dict[str, str]:
        """For each document, a digest of the catalogue's line: of all that may be shown of it."""
        marks: dict[str, str] = self.data["marks"]
        return marks

    def note(self, record: Record, places: dict[tuple[str, str], int]) -> None:
        """Take *record* into the catalogue, with the lines of what may clash with other entries."""
        self._made.clear()
        line = catalogue.line(record)
        self.records[record.docname] = record
        self.data["records"][record.docname] = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        self.places[record.docname] = places
        self.data["lines"][record.docname] = line
        self.data["rows"][record.docname] = table.line(record)
        self.marks[record.docname] = fixity.sha256(line.encode("utf-8", "surrogatepass"))[:DIGITS]

    def clear_doc(self, docname: str) -> None:
        """Forget what *docname* said."""
        self._made.clear()
        self.records.pop(docname, None)
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
        self._thaw(docnames & self.data["records"].keys())
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
    """Read people.yaml once; what is wrong with it is said with its line.

    A copy is kept for those who know the built site, and not its settings.
    """
    path = app.srcdir / settings(app.config).people
    source = path.read_text("utf-8", "replace") if path.is_file() else ""
    known, complaints = people.read(source)
    fixity.write_whole(app.doctreedir / accession.PEOPLE, source)
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
    app.connect("env-get-updated", _write_again)
    app.connect("missing-reference", _unknown_entry)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

"""The pages that no document of the archive stands for: all of them, and the navigation to them.

Nothing is made again whose digest stands in the ledger of the last build.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from broadsheet import program, surroundings
from broadsheet.config import THEME, is_entry
from broadsheet.domain import archive_domain
from broadsheet.html import (
    changes,
    choices,
    corrections,
    lists,
    moved,
    on_this_day,
    papers,
    photographs,
    years,
)
from broadsheet.html.leaves import Holdings, leaf
from broadsheet.html.ledger import digest
from broadsheet.model import aliases, urls
from broadsheet.model.ways import WAYS
from broadsheet.report import complain_of
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.html.leaves import Leaf

Context = dict[str, Any]


def leaves(env: BuildEnvironment) -> list[Leaf]:
    """Every page that no document stands for; at an old address only where there is no other."""
    taken = {urls.page(docname) for docname in env.found_docs}
    found = _of_catalogue(env, taken)
    for _record, _alias, one in moved.leaves(archive_domain(env).shown()):
        if one.address not in taken:
            found.setdefault(one.address, one)
    return list(found.values())


def _of_catalogue(env: BuildEnvironment, taken: AbstractSet[str]) -> dict[str, Leaf]:
    """The pages that are made of the catalogue, by address; none of those *taken*."""
    domain = archive_domain(env)
    holdings = Holdings(domain.shown(), surroundings.listings(env), domain.marks)
    found: dict[str, Leaf] = {}
    kinds = (years, lists, photographs, corrections, on_this_day)
    made = (kind.leaves(holdings) for kind in kinds)
    for one in chain(_lone(holdings), papers.leaves(env), *made):
        if one.address not in taken:
            found.setdefault(one.address, one)
    return found


def _lone(holdings: Holdings) -> Iterator[Leaf]:
    """Pages that are one of their kind: about warnings, and for who comes to no page."""
    kinds = choices.kinds(holdings.published)
    address = urls.page(urls.WARNINGS)
    yield leaf(address, "choices.html", kinds, lambda: choices.page(holdings.published))
    yield leaf(urls.page(urls.LOST), "lost.html", (), _lost)


def _lost() -> Context:
    return {"kind": "lost", "page": {"title": _("Page not found")}}


def _check_aliases(app: Sphinx, env: BuildEnvironment) -> None:
    """Complain of old addresses where a page of the catalogue stands, whatever is being built.

    The domain has complained of those where a document does.
    """
    domain = archive_domain(env)
    old = list(moved.leaves(domain.shown()))
    if not old or app.config.html_theme != THEME:
        return
    pages = _of_catalogue(env, {urls.page(docname) for docname in env.found_docs})
    for record, alias, one in old:
        if one.address in pages:
            line = domain.places[record.docname].get(("alias", alias), 1)
            fault = aliases.complaint(alias, aliases.TAKEN, line)
            complain_of(env, record.docname, [fault])


def ways(env: BuildEnvironment) -> list[Context]:
    """The links of the site's navigation: the ways that hold something, then pages of its own."""
    found = [
        (_(way.title), urls.way(way.name))
        for way in WAYS
        if way.name not in {"months", "days"} and surroundings.listings(env).of(way.name)
    ]
    found += _seldom(env)
    return [
        {"words": words, "address": urls.below("", urls.page(docname))}
        for words, docname in chain(found, _own_pages(env))
    ]


def _seldom(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """The listing pages that are no ways, of those that there are."""
    published = [record for record in archive_domain(env).shown() if record.status == "published"]
    if any(not photo.missing for record in published for photo in record.photos):
        yield _("Photographs"), urls.way(urls.PHOTOGRAPHS)
    if any(record.corrections for record in published):
        yield _("Corrections"), urls.way(urls.CORRECTIONS)
    if surroundings.listings(env).of("days"):
        yield _("On this day"), urls.way(urls.ON_THIS_DAY)
    if papers.of(env).volumes:
        yield _("PDFs"), urls.way(urls.PAPERS)


def _own_pages(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """The pages that the archive has beside its entries, such as one about itself."""
    for docname in sorted(env.found_docs):
        own = "/" not in docname and docname not in {env.config.root_doc, urls.LOST, urls.WARNINGS}
        if own and not is_entry(env.config, docname) and docname in env.titles:
            yield env.titles[docname].astext(), docname


def of_documents(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Each document that has a page, with when it was read and a digest of what else it shows."""
    domain = archive_domain(env)
    around = surroundings.digests(env)
    pasts = changes.pasts(env)
    every = digest(" ".join([domain.marks[record.docname] for record in domain.shown()]))
    for docname in sorted(env.found_docs - domain.drafts):
        seen = every if docname in domain.listing_pages else around.get(docname, "")
        told = repr(pasts.get(docname))
        paper = papers.mark(env, docname)
        yield docname, f"{env.all_docs[docname]} {seen} {digest(told)} {paper}"


def mark(site: Context, settings: str, templates: Sequence[Path]) -> str:
    """A digest of what every page depends on: what is said of the site, templates, the program.

    *settings* is a digest of what Sphinx was told, *templates* are folders of the archive's own
    that go before ours.
    """
    own = [path for folder in templates for path in sorted(folder.rglob("*")) if path.is_file()]
    return digest(repr((site, settings, program.digest(), [path.read_bytes() for path in own])))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check what only the pages of the whole archive show."""
    app.connect("env-check-consistency", _check_aliases)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

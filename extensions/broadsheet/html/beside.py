"""What is published beside the pages: feeds, the sitemap, the table, and the share cards."""

from __future__ import annotations

import importlib
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from broadsheet import cards, fixity, history, surroundings
from broadsheet.article import published
from broadsheet.config import settings
from broadsheet.domain import archive_domain, people_of
from broadsheet.exports import EXPORTS
from broadsheet.html import changes, papers
from broadsheet.html.head import tags
from broadsheet.html.ledger import Ledger, digest
from broadsheet.model import tongues, urls
from broadsheet.model.ways import WAYS
from broadsheet.model.web import Site, Whole, described, warnings
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import File

LOGGER = logging.getLogger(__name__)
FEW = 32
"""So many cards are drawn sooner than other processes are ready to help."""


def site(env: BuildEnvironment) -> Site:
    """The archive as a site."""
    config = env.config
    return Site(
        name=config.project,
        address=config.html_baseurl or "",
        language=tongues.tag(config.language or "en"),
        people=people_of(env),
    )


def head(env: BuildEnvironment, record: Record) -> Markup:
    """What machines read in the head of the story's page."""
    place = site(env)
    paper = papers.of_story(env, record)
    pdf = paper["address"] if paper else ""
    return tags(record, place, pdf=pdf, card=card(record, place), said=described(record))


def card(record: Record, place: Site) -> str:
    """The address of the story's share card, or of the common one; empty where it has neither.

    A withdrawn story is not there to be shared, and has none.
    """
    if not place.address or record.status != "published":
        return ""
    faces = (_face(record, place), _common_face(place))
    return next((urls.card(face.digest) for face in faces if face.drawable), "")


def common_card(env: BuildEnvironment) -> str:
    """The address of the share card of every page that is no story; empty where it has none."""
    place = site(env)
    face = _common_face(place)
    return place.at(urls.card(face.digest)) if place.address and face.drawable else ""


def _common_face(place: Site) -> cards.Face:
    return cards.Face("", place.name)


def _face(record: Record, place: Site) -> cards.Face:
    warned = next((_("Content warning: %s") % words for words in warnings(record)), "")
    below = (record.publication, published(record))
    return cards.Face(place.name, record.title, warned, " · ".join(filter(None, below)))


def publish(builder: Builder, listed: Iterable[str], *, jobs: int) -> None:
    """Write every file of the whole archive that changed, and draw the cards that are missing.

    *listed* are the addresses of the pages that no document stands for and that may be found;
    *jobs* is how many processes may work at once.
    """
    env = builder.env
    place = site(env)
    records = [record for record in archive_domain(env).shown() if record.status == "published"]
    out = Path(builder.outdir)
    ledger = Ledger(Path(builder.doctreedir) / f"files-{digest(str(out))}.json")
    whole = _whole(env, place, records, out)
    whole.pages = list(_pages(env, listed)) if place.address else []
    for file in _files(whole):
        _write(file, out / file.address, ledger)
    for address in ledger.gone():
        (out / address).unlink(missing_ok=True)
    ledger.write()
    told = records if place.address else []
    common = [_common_face(place)] * bool(told)
    _draw([*common, *(_face(record, place) for record in told)], out, jobs)


def _files(whole: Whole) -> Iterator[File]:
    for name in EXPORTS:
        yield from importlib.import_module(name).files(whole)


def _write(file: File, path: Path, ledger: Ledger) -> None:
    if not (ledger.stands(file.address, file.made_of) and path.is_file()):
        fixity.write_whole(path, file.text().encode("utf-8", "xmlcharrefreplace"))


def _whole(env: BuildEnvironment, place: Site, records: list[Record], out: Path) -> Whole:
    domain = archive_domain(env)
    listings = surroundings.listings(env)
    named = [
        (
            f"{_(way.title)}: {listing.label}",
            urls.value_feed(way.name, listing.key),
            listing.records,
        )
        for way in WAYS
        if not way.calendar
        for listing in listings.of(way.name)
    ]
    return Whole(
        site=place,
        records=records,
        marks=domain.marks,
        lists=named,
        changed=_changed(env) if place.address else {},
        licence=settings(env.config).licence,
        held=lambda address: (out / address).read_bytes(),
        rows=domain.data["rows"],
    )


def _pages(env: BuildEnvironment, listed: Iterable[str]) -> Iterator[str]:
    """The pages that may be found: of documents, of stories that are shown, and those *listed*."""
    records = archive_domain(env).records
    hidden = {name for name, record in records.items() if record.status != "published"}
    hidden.add(urls.LOST)
    yield from map(urls.page, sorted(env.found_docs - hidden))
    yield from listed


def _changed(env: BuildEnvironment) -> dict[str, str]:
    """The day on which the text of each story was last changed, by the address of its page."""
    days = changes.told(env).last_days()
    unsaved = history.unsaved(Path(env.srcdir)) if days else set()
    found = {}
    for docname, record in archive_domain(env).records.items():
        text = changes.text_of(env, docname)
        if text in days and text not in unsaved:
            found[record.address] = days[text]
    return found


def _draw(faces: Sequence[cards.Face], out: Path, jobs: int) -> None:
    """Draw the cards that are not there yet, and take away those of no use."""
    wanted = {urls.card(face.digest): face for face in faces if face.drawable}
    missing = [(out / name, face) for name, face in wanted.items() if not (out / name).is_file()]
    _draw_all(missing, jobs)
    folder = out / urls.CARDS
    for path in folder.iterdir() if folder.is_dir() else ():
        if f"{urls.CARDS}/{path.name}" not in wanted:
            path.unlink()
    with suppress(OSError):
        folder.rmdir()
    without = sum(not face.drawable for face in faces)
    if without and missing:
        words = "stories without a share card, as no font at hand has their letters: %d"
        LOGGER.info(words, without)


def _draw_all(missing: list[tuple[Path, cards.Face]], jobs: int) -> None:
    if len(missing) < FEW or jobs < 2:  # noqa: PLR2004 - one process is no help
        for one in missing:
            draw(one)
        return
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(draw, missing, chunksize=FEW))


def draw(one: tuple[Path, cards.Face]) -> None:
    """Draw one card, and write it to its file."""
    path, face = one
    fixity.write_whole(path, cards.drawn(face))

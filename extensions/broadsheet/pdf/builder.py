"""The builder: from the doctrees that HTML is made of, one PDF per entry, and the volumes."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util.display import status_iterator

from broadsheet import images, surroundings
from broadsheet.domain import archive_domain
from broadsheet.fixity import folder_name, is_full, sha256, write_whole
from broadsheet.model import moments
from broadsheet.pdf import attachments, metadata, papers
from broadsheet.pdf.bindery import Bindery
from broadsheet.pdf.colophon import Sources
from broadsheet.pdf.complaints import about_characters, about_failure, about_pictures
from broadsheet.pdf.notes import Notes
from broadsheet.pdf.patches import patched
from broadsheet.pdf.room import Room, node_functions, paragraph_voices
from broadsheet.pdf.standins import relieved
from broadsheet.pdf.translator import TypstTranslator
from broadsheet.pdf.typesetter import Faults, TypesetError, Typesetter
from broadsheet.pdf.writer import STORY
from broadsheet.report import complain, complain_of, located
from broadsheet.volumes import planned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from broadsheet.model.catalogue import Record
    from broadsheet.model.problems import Complaint
    from broadsheet.model.ways import Listings
    from broadsheet.pdf.room import Shown
    from broadsheet.volumes import Volume

PAGE = ("paper", "columns")  # the settings of the page
FOLDER = ".pdf"  # beside the doctrees
NOTES = "notes"  # in that folder, those of each folder that PDFs are made in
STATE = "state"
MADE = "made"


class PdfBuilder(Builder):
    """`sphinx-build -b pdf`."""

    name = "pdf"
    format = "typst"
    epilog = __("The PDFs are in %(outdir)s.")
    allow_parallel = False  # Typst's own threads would not survive a fork
    default_translator_class = TypstTranslator

    def init(self) -> None:
        """Prepare the room, and find out which nodes the template knows by name."""
        self.docname = ""
        self.photographs: dict[str, str] = {}  # of the entry at hand: their paths, by their names
        place = Path(self.doctreedir) / FOLDER
        self.room = Room(place)
        self.notes = Notes(place / NOTES / folder_name(Path(self.outdir)))
        self.functions = node_functions()
        self.voices = paragraph_voices()
        language = papers.tongue(self.config.language or "en")
        self.page = {name: str(self.config[f"broadsheet_pdf_{name}"]) for name in PAGE}
        self.typesetter = Typesetter(self.room.path, told={"language": language, **self.page})
        self.archive = papers.Archive(
            name=self.config.project or "Archive",
            language=language,
            families=self.typesetter.families,
        )
        self.epoch = moments.epoch()
        self.whole = not self.config.broadsheet_pdf_without_covered

    # What is to be made.

    def get_outdated_docs(self) -> Iterator[str]:
        """The entries whose PDF is missing, or older than what was read of them."""
        afresh = self._is_afresh()
        for record in self._shown():
            if afresh or self._outdated(record.docname):
                yield record.docname

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """How the translator is told of a link to another story."""
        return f"{STORY}{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """The same, for it does not depend on where the link stands."""
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Make the PDFs of those documents that are entries and shown."""
        shown = {record.docname for record in self._shown()}
        if self._is_afresh():
            for notes in self._kept:  # a build that breaks off leaves a mixture, and no note
                notes.forget(STATE)
        self._write_serial(sorted(shown & docnames))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Make the PDF of one entry; where that fails, say so and leave none."""
        record = archive_domain(self.env).records[docname]
        self.docname = docname
        self.photographs = {}
        faults = Faults()
        try:
            visitor = cast("TypstTranslator", self.create_translator(doctree, self))
            doctree.walkabout(visitor)
            self.room.keep_story(docname, visitor.finish(), self.photographs)
            self._make_paper(record, faults)
            self.room.keep_faults(docname, faults)
        except (TypesetError, OSError) as error:
            _remove(self.target(docname))
            self._complain(about_failure("the PDF", error))
        self._tell(faults)

    def finish(self) -> None:
        """Make the volumes where anything in them changed; take away what is no longer shown."""
        shown = self._shown()
        made = [self.target(record.docname) for record in shown]
        made += self._make_volumes(shown)
        self._tidy(made)
        for notes in self._kept:
            notes.write(STATE, self._state)

    # What the translator asks.

    def picture(self, image: nodes.image) -> Shown | None:
        """How the picture can be shown; None where it is not there, or not in the archive."""
        candidates: dict[str, str] = image.get("candidates") or {}
        named = candidates.get("*") or str(image.get("uri", "")).lstrip("/")
        root = Path(self.srcdir).resolve()
        try:
            file = (root / named).resolve()
            if not (named and file.is_relative_to(root) and file.is_file()):
                return None
            shown = self.room.picture(file, root, converted=_converted(file))
        except (OSError, ValueError) as error:
            if is_full(error):
                raise
            return None
        self.photographs.update([shown.photograph] if shown.photograph else [])
        return shown

    def leaves_out(self, image: nodes.image) -> bool:
        """Whether the picture has no place in this edition, for a warning covers it."""
        return not self.whole and _is_covered(image)

    def complain_of_node(self, node: nodes.Node, complaint: Complaint) -> None:
        """Say *complaint* of the line that *node* stands on."""
        line = getattr(node, "line", None) or 1
        self._complain(dataclasses.replace(complaint, line=line))

    # One entry.

    def _make_paper(self, record: Record, faults: Faults) -> None:
        """Print one entry; what could not be printed as it is, is added to *faults*."""
        text = papers.paper(record, self.archive, self._attached(record), self.epoch)
        time = moments.timestamp_of([record], self.epoch)
        printed = self.typesetter.pdf(text, timestamp=time, faults=faults)
        told = metadata.of_story(record, self.epoch)
        photographs = self.room.photographs(record.docname)
        patches = (*metadata.completed(printed, told), *relieved(printed, photographs))
        write_whole(self.target(record.docname), patched(printed, patches))

    def _attached(self, record: Record) -> str:
        """The calls that attach the files of an entry, once they lie in the room."""
        if record.status == "withdrawn":
            return ""
        docname = record.docname
        source = self.room.source(docname, self._source_file(record))
        data = attachments.records_text([record], self.archive.name)
        file = self._original_file(record)
        original = attachments.Original(file.name, file.stat().st_size) if file else None
        if file and original and original.size <= attachments.LARGEST:
            original = original._replace(path=self.room.original(docname, file))
        return attachments.of_story(record, source, self.room.keep_data(docname, data), original)

    def _tell(self, faults: Faults) -> None:
        """Complain of what could not be printed as it is."""
        if faults.clusters:
            self._complain(about_characters(faults.clusters))
        if faults.pictures:
            self._complain(about_pictures(Path(name).name for name in sorted(faults.pictures)))

    def _complain(self, complaint: Complaint) -> None:
        """Say *complaint* of the entry at hand."""
        complain_of(self.env, self.docname, [complaint])

    # The volumes.

    def _make_volumes(self, shown: list[Record]) -> Iterator[Path]:
        """The volumes, each made where anything in it changed."""
        kinds: list[str] = self.config.broadsheet_volumes
        listings = surroundings.listings(self.env)
        volumes = planned(kinds, shown, listings, self.archive.name) if kinds else []
        if not volumes:
            return
        # What could not be printed alone cannot be printed there.
        names = (record.docname for record in shown)
        unprinted = frozenset(name for name in names if not self.target(name).exists())
        bindery = self._bindery(listings)
        for volume in status_iterator(
            volumes, __("binding... "), "brown", len(volumes), self.config.verbosity, _named
        ):
            if self._bind(bindery, volume, unprinted):
                yield bindery.target(volume)

    def _bindery(self, listings: Listings) -> Bindery:
        root = Path(self.srcdir).resolve()
        return Bindery(
            self.room,
            self.notes,
            self.typesetter,
            self.archive,
            listings,
            root=root,
            paths=lambda docname: Path(self.env.doc2path(docname, base=False)).as_posix(),
            sources=Sources(root, Path(self.doctreedir)),
            out=Path(self.outdir),
            epoch=self.epoch,
            whole=self.whole,
        )

    def _bind(self, bindery: Bindery, volume: Volume, unprinted: frozenset[str]) -> bool:
        """Make a volume; where that fails, say so and leave none."""
        try:
            bindery.bind(volume, unprinted)
        except (TypesetError, OSError) as error:
            named = f"the volume `{volume.name}`"
            complain(located(about_failure(named, error), Path(self.confdir) / "conf.py"))
            _remove(bindery.target(volume))
            return False
        return True

    # Files.

    def target(self, docname: str) -> Path:
        """The PDF of an entry: its folder's name, where the entry is a folder."""
        return Path(self.outdir) / f"{docname.removesuffix('/index')}.pdf"

    def _original_file(self, record: Record) -> Path | None:
        """What the entry was made from, unless it may show what this edition leaves out."""
        if not self.whole and (record.warning or record.warnings):
            return None
        return attachments.original_file(record, self._source_file(record).parent)

    def _source_file(self, record: Record) -> Path:
        return Path(self.env.doc2path(record.docname)).resolve()

    def _shown(self) -> list[Record]:
        return archive_domain(self.env).shown()

    def _outdated(self, docname: str) -> bool:
        """Whether an entry was read after its PDF was made, or has none."""
        try:
            made = self.target(docname).stat().st_mtime_ns // 1000
        except OSError:
            return True
        original = self._original_file(archive_domain(self.env).records[docname])
        read = max(
            self.env.all_docs.get(docname, 0),
            original.stat().st_mtime_ns // 1000 if original else 0,
        )
        return made < read or not self.room.has_story(docname)

    @property
    def _kept(self) -> tuple[Notes, Notes]:
        """The notes of the room, which holds the stories' Typst, and those of the PDFs' folder."""
        return Notes(self.room.path), self.notes

    def _is_afresh(self) -> bool:
        """Whether all is to be made again, for the stories or the PDFs are of another state."""
        return any(notes.read(STATE) != self._state for notes in self._kept)

    @cached_property
    def _state(self) -> str:
        """What every PDF depends on beside its entry: when it differs, all are made again."""
        parts = (self.room.furnish(), *sorted(self.archive.families))
        archive = (self.archive.name, self.archive.language)
        words = (*parts, *archive, self.epoch, str(self.whole), *self.page.values())
        return sha256("\n".join(words).encode())

    def _tidy(self, made: list[Path]) -> None:
        """Remove what an earlier build made and this one did not."""
        root = Path(self.outdir)
        names = sorted(path.relative_to(root).as_posix() for path in made)
        for name in set(self.notes.read(MADE).splitlines()) - set(names):
            _remove(root / name)
        self.notes.write(MADE, "\n".join(names))


def _is_covered(image: nodes.image) -> bool:
    """Whether the picture stands under a content warning, its own or another's."""
    above: nodes.Element | None = image
    while above is not None and "content-warning" not in above["classes"]:
        above = above.parent
    return above is not None or bool(image.get("covered"))


def _remove(file: Path) -> None:
    """Take *file* away, where that can be done; it tells an older text."""
    with suppress(OSError):
        file.unlink()


def _named(volume: Volume) -> str:
    """What is told of a volume while it is made."""
    return volume.name


def _converted(file: Path) -> bytes | None:
    """A picture in a form that a PDF can hold, where its own is none."""
    try:
        return images.for_paper(file)
    except images.NotAPictureError:
        return None

"""The builder: from the doctrees that HTML is made of, one PDF per entry and one volume."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders import Builder
from sphinx.locale import __

from broadsheet import images, spoken
from broadsheet.domain import archive_domain
from broadsheet.fixity import sha256, write_whole
from broadsheet.model.slugs import slug
from broadsheet.pdf import papers
from broadsheet.pdf.complaints import about_characters, about_node, about_pictures, about_refusal
from broadsheet.pdf.room import Room, node_functions, paragraph_voices
from broadsheet.pdf.translator import TypstTranslator
from broadsheet.pdf.typesetter import Faults, TypesetError, Typesetter
from broadsheet.pdf.writer import STORY
from broadsheet.report import complain, complain_of, located
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from broadsheet.model.catalogue import Record
    from broadsheet.model.problems import Complaint

FOLDER = ".pdf"  # beside the doctrees
STATE = "state"
MADE = "made"
VOLUME = "volume"


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
        self.room = Room(Path(self.doctreedir) / FOLDER)
        self.functions = node_functions()
        self.voices = paragraph_voices()
        language = papers.tongue(self.config.language or "en")
        self.typesetter = Typesetter(self.room.path, language=language)
        self.archive = papers.Archive(
            name=self.config.project or "Archive",
            language=language,
            families=self.typesetter.families,
        )
        self.epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        self.written: set[str] = set()

    # What is to be made.

    def get_outdated_docs(self) -> Iterator[str]:
        """The entries whose PDF is missing, or older than what was read of them."""
        state = self._state()
        afresh = self.room.note(STATE) != state
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
        self._write_serial(sorted(shown & docnames))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Make the PDF of one entry."""
        record = archive_domain(self.env).records[docname]
        self.docname = docname
        visitor = cast("TypstTranslator", self.create_translator(doctree, self))
        doctree.walkabout(visitor)
        self.room.keep_story(docname, visitor.finish())
        self._make_paper(record)
        self.written.add(docname)

    def finish(self) -> None:
        """Make the volume where anything in it changed, and take away what is no longer shown."""
        shown = self._shown()
        made = [self.target(record.docname) for record in shown]
        if shown and self._make_volume(shown):
            made.append(self._volume_target())
        self._tidy(made)
        self.room.write_note(STATE, self._state())

    # What the translator asks.

    def picture(self, image: nodes.image) -> str:
        """The picture's path in the room; empty where it is not there, or not in the archive."""
        candidates: dict[str, str] = image.get("candidates") or {}
        named = candidates.get("*") or str(image.get("uri", "")).lstrip("/")
        root = Path(self.srcdir).resolve()
        try:
            file = (root / named).resolve()
            if not (named and file.is_relative_to(root) and file.is_file()):
                return ""
            return self.room.picture(file, root, converted=_converted(file))
        except (OSError, ValueError):
            return ""

    def complain_of_node(self, node: nodes.Node) -> None:
        """Say that the PDF does not know *node*."""
        fault = about_node(type(node).__name__)
        line = getattr(node, "line", None) or 1
        self._complain(type(fault)(fault.problem, fault.message, fault.advice, line=line))

    # One entry.

    def _make_paper(self, record: Record) -> None:
        """Print one entry; where that fails, say so and leave no PDF."""
        target = self.target(record.docname)
        source = self.room.source(record.docname, self._source_file(record))
        faults = Faults()
        try:
            text = papers.paper(record, self.archive, source)
            made = self.typesetter.pdf(text, timestamp=self._timestamp([record]), faults=faults)
            write_whole(target, made)
        except (TypesetError, OSError) as error:
            target.unlink(missing_ok=True)
            self._complain(about_refusal("the PDF", str(error)))
        self.room.keep_faults(record.docname, faults)
        self._tell(faults)

    def _tell(self, faults: Faults) -> None:
        """Complain of what could not be printed as it is."""
        if faults.clusters:
            self._complain(about_characters(faults.clusters))
        if faults.pictures:
            self._complain(about_pictures(Path(name).name for name in sorted(faults.pictures)))

    def _complain(self, complaint: Complaint) -> None:
        """Say *complaint* of the entry at hand."""
        complain_of(self.env, self.docname, [complaint])

    # The volume.

    def _make_volume(self, shown: list[Record]) -> bool:
        """Print the volume, unless nothing in it changed; whether there is one."""
        text = self._volume_source(shown, skipped=frozenset())
        names = [record.docname for record in shown]
        mark = sha256("\n".join([text, *map(self.room.age, sorted(names))]).encode())
        target = self._volume_target()
        if not self.written and target.exists() and self.room.note(VOLUME) == mark:
            return True
        faults = Faults()
        for record in shown:
            faults |= self.room.faults(record.docname)
        try:
            write_whole(target, self._print_volume(shown, faults))
        except (TypesetError, OSError) as error:
            complain(
                located(about_refusal("the volume", str(error)), Path(self.confdir) / "conf.py")
            )
            target.unlink(missing_ok=True)
            return False
        self.room.write_note(VOLUME, mark)
        return True

    def _print_volume(self, shown: list[Record], faults: Faults) -> bytes:
        """The volume; a story that cannot be printed is left out, with a note in its place."""
        # What could not be printed alone cannot be printed here.
        names = (record.docname for record in shown)
        skipped = {name for name in names if not self.target(name).exists()}
        while True:
            text = self._volume_source(shown, skipped=frozenset(skipped))
            bound = [f"{STORY}{record.docname}" for record in shown]
            try:
                return self.typesetter.pdf(
                    text, timestamp=self._timestamp(shown), faults=faults, bound=bound
                )
            except TypesetError as error:
                docname = self.room.docname_of(error.file)
                if not docname or docname in skipped:
                    raise
                skipped.add(docname)

    def _volume_source(self, shown: list[Record], *, skipped: frozenset[str]) -> str:
        """The Typst of the volume."""
        sources = {
            record.docname: self.room.source(record.docname, self._source_file(record))
            for record in shown
        }
        words = papers.Words(
            contents=_("Contents"),
            undated=_("undated"),
            unprintable=_("This story could not be printed here."),
            title_lines=(spoken.stories(len(shown)),),
        )
        return papers.volume(shown, self.archive, sources, words=words, skipped=skipped)

    # Files.

    def target(self, docname: str) -> Path:
        """The PDF of an entry: its folder's name, where the entry is a folder."""
        return Path(self.outdir) / f"{docname.removesuffix('/index')}.pdf"

    def _volume_target(self) -> Path:
        return Path(self.outdir) / f"{slug(self.archive.name)}.pdf"

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
        return made < self.env.all_docs.get(docname, 0) or not self.room.has_story(docname)

    def _state(self) -> str:
        """What every PDF depends on beside its entry: when it differs, all are made again."""
        parts = (self.room.furnish(), *sorted(self.archive.families))
        words = (*parts, self.archive.name, self.archive.language, self.epoch)
        return sha256("\n".join(words).encode())

    def _timestamp(self, records: list[Record]) -> int:
        """The time in the PDF: SOURCE_DATE_EPOCH, or else one that the records give."""
        return int(self.epoch) if self.epoch.isdigit() else papers.timestamp(records)

    def _tidy(self, made: list[Path]) -> None:
        """Remove what an earlier build made and this one did not."""
        root = Path(self.outdir)
        names = sorted(path.relative_to(root).as_posix() for path in made)
        for name in set(self.room.note(MADE).splitlines()) - set(names):
            (root / name).unlink(missing_ok=True)
        self.room.write_note(MADE, "\n".join(names))


def _converted(file: Path) -> bytes | None:
    """A picture in a form that a PDF can hold, where its own is none."""
    try:
        return images.for_paper(file)
    except images.NotAPictureError:
        return None

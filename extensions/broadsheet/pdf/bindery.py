"""The bindery: each volume is made where anything in it changed, and what fails is told.

A story that cannot be printed is left out of its volume, with a note in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.fixity import sha256, write_whole
from broadsheet.model import moments
from broadsheet.pdf import attachments, colophon, metadata
from broadsheet.pdf.binding import Bound, document
from broadsheet.pdf.patches import patched
from broadsheet.pdf.standins import relieved
from broadsheet.pdf.typesetter import Faults, TypesetError
from broadsheet.pdf.writer import STORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from broadsheet.model.ways import Listings
    from broadsheet.pdf.colophon import Sources
    from broadsheet.pdf.notes import Notes
    from broadsheet.pdf.papers import Archive
    from broadsheet.pdf.room import Room
    from broadsheet.pdf.typesetter import Typesetter
    from broadsheet.volumes import Volume

BOUND = "bound"


@dataclass(frozen=True, slots=True)
class Bindery:
    """Where the volumes of one build are made.

    ``root`` is the archive's folder and ``paths`` gives each story's source in it; ``out`` is where
    the volumes go, and ``notes`` are of that folder. ``whole`` tells that no pictures are left out.
    """

    room: Room
    notes: Notes
    typesetter: Typesetter
    archive: Archive
    listings: Listings
    root: Path
    paths: Callable[[str], str]
    sources: Sources
    out: Path
    epoch: str = ""
    whole: bool = True

    def target(self, volume: Volume) -> Path:
        """The PDF of a volume."""
        return self.out / f"{volume.name}.pdf"

    def bind(self, volume: Volume, unprinted: frozenset[str]) -> bool:
        """Make *volume*, where it is not as it would be made; whether that was needed.

        Of the stories that are *unprinted* stands only a note. Raises TypesetError and OSError.
        """
        made = self._bound(volume, unprinted)
        text, time = document(made), moments.timestamp_of(volume.records, self.epoch)
        names = [record.docname for record in volume.records]
        mark = sha256("\n".join([text, str(time), *map(self.room.age, names)]).encode())
        note = f"{BOUND}/{volume.name}"
        if self.target(volume).exists() and self.notes.read(note) == mark:
            return False
        self.notes.forget(note)
        told = metadata.of_volume(volume.records, colophon.rights(volume.records), self.epoch)
        printed = self._print(volume, unprinted, text, time)
        photographs = {
            kind: path for name in names for kind, path in self.room.photographs(name).items()
        }
        patches = (*metadata.completed(printed, told), *relieved(printed, photographs))
        write_whole(self.target(volume), patched(printed, patches))
        self.notes.write(note, mark)
        return True

    def _bound(self, volume: Volume, skipped: frozenset[str]) -> Bound:
        paths = [self.paths(record.docname) for record in volume.records]
        kept = [
            path
            for path, record in zip(paths, volume.records, strict=True)
            if record.status != "withdrawn"
        ]
        return Bound(
            volume,
            self.archive,
            self.listings,
            sources={
                record.docname: self.room.source_path(record.docname, self.root / path)
                for path, record in zip(paths, volume.records, strict=True)
            },
            data=self.room.data_path(volume.name),
            epoch=self.epoch,
            sums=self.sources.sums(kept),
            revision=self.sources.revision(paths),
            typst=self.typesetter.version,
            whole=self.whole,
            skipped=skipped,
        )

    def _print(self, volume: Volume, skipped: frozenset[str], text: str, time: int) -> bytes:
        """The volume; what was printed alone and cannot be printed here is left out as well."""
        faults = Faults()
        names = [record.docname for record in volume.records]
        for name in names:
            faults |= self.room.faults(name)
            self.room.source(name, self.root / self.paths(name))
        self.room.keep_data(
            volume.name, attachments.records_text(volume.records, self.archive.name)
        )
        bound = [f"{STORY}{name}" for name in names]
        while True:
            try:
                return self.typesetter.pdf(text, timestamp=time, faults=faults, bound=bound)
            except TypesetError as error:
                docname = self.room.docname_of(error.file)
                if not docname or docname in skipped:
                    raise
                skipped |= {docname}
                text = document(self._bound(volume, skipped))

"""How stories come in: a row for each importer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from broadsheet.model.draft import Draft


class Importer(NamedTuple):
    """An importer's name, the module that does it, and the ends of the files that it reads."""

    name: str
    module: str
    suffixes: tuple[str, ...]


class ImporterModule(Protocol):
    """What the module of an importer holds."""

    def read(self, data: bytes) -> Draft:
        """The draft made of a file's bytes. Raises BroadsheetError where nothing can be read."""


IMPORTERS = (Importer("text", "broadsheet.importers.text", (".txt", ".text", "")),)


def importer_for(suffix: str) -> Importer:
    """The importer that reads files whose name ends in *suffix*; that of text for unknown ones."""
    known = (each for each in IMPORTERS if suffix.lower() in each.suffixes)
    return next(known, IMPORTERS[0])

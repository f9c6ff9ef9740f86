"""Cite this: the story as four styles cite it, and as files for programs that keep references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from broadsheet.exports import bibtex, cited, csl, ris
from broadsheet.model import bibliography, urls

if TYPE_CHECKING:
    from broadsheet.model.catalogue import Record

SAFE = "!$'()*+,-./:;=?@_~"


@dataclass(frozen=True, slots=True)
class Citations:
    """How to cite a story.

    ``styles`` are pairs of a style's name and the citation in it. ``ris``, ``bibtex`` and ``csl``
    are the texts of files, to be saved under ``name`` and an ending. Their ``_address`` is a
    `data:` link that holds the text itself, so that neither a file nor a script is needed:
    `<a download="{{ name }}.ris" href="{{ ris_address }}">RIS</a>`.
    """

    name: str
    styles: tuple[tuple[str, Markup], ...]
    ris: str
    bibtex: str
    csl: str

    @property
    def ris_address(self) -> str:
        """A link that holds the RIS file."""
        return _data(self.ris, ris.MEDIA_TYPE)

    @property
    def bibtex_address(self) -> str:
        """A link that holds the BibTeX file."""
        return _data(self.bibtex, bibtex.MEDIA_TYPE)

    @property
    def csl_address(self) -> str:
        """A link that holds the CSL-JSON file."""
        return _data(self.csl, csl.MEDIA_TYPE)


def of(record: Record, address: str, *, archive: str = "", language: str = "en") -> Citations:
    """How to cite *record*.

    *address* is the whole address of its page, empty where the site has none yet; then the address
    at which it was first published is cited. *archive* is the archive's name, and *language* the
    reader's language.
    """
    item = bibliography.item(record, address, archive)
    styles = cited.cited(record, address, language).items()
    return Citations(
        name=urls.download(record.path, record.id),
        styles=tuple((style, Markup(words)) for style, words in styles),  # noqa: S704 - escaped there
        ris=ris.text(item),
        bibtex=bibtex.text(record, item),
        csl=csl.text(item),
    )


def _data(text: str, media_type: str) -> str:
    """A link that holds *text* itself."""
    return f"data:{media_type};charset=utf-8,{quote(text, safe=SAFE)}"

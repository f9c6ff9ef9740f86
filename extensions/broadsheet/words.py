"""The archive's own words, in the language of the site.

What the archive says itself (labels, headings, links) is written in English in the code and in the
templates, and is looked up here when it is said. Sphinx keeps catalogues too, but never forgets a
language that was once spoken in the same process, so that the next site would still be German.
"""

from __future__ import annotations

import gettext
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CATALOGUE = "broadsheet"
FOLDER = Path(__file__).parent / "locale"


@dataclass(slots=True)
class Voice:
    """The language that the archive speaks, as Sphinx writes it (`pt_BR`), and its catalogue."""

    language: str = "en"
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    wording: str = ""


_voice = Voice()


def speak(language: str, folders: Iterable[Path] = ()) -> None:
    """Say everything in *language* from now on.

    *folders* may hold catalogues that go before ours (`de/LC_MESSAGES/broadsheet.mo`). What no
    catalogue holds stays English.
    """
    _voice.language = language.replace("-", "_") or "en"
    _voice.catalogue = gettext.NullTranslations()
    digest = hashlib.sha256(_voice.language.encode())
    for folder in (*folders, FOLDER):
        for file in gettext.find(CATALOGUE, folder, [_voice.language], all=True):
            content = Path(file).read_bytes()
            _voice.catalogue.add_fallback(gettext.GNUTranslations(io.BytesIO(content)))
            digest.update(content)
    _voice.wording = digest.hexdigest()


def language() -> str:
    """The language that is spoken, such as `de` or `pt_BR`."""
    return _voice.language


def wording() -> str:
    """What changes with the language, or with any of its words: a checksum."""
    return _voice.wording


def _(message: str) -> str:
    """*message* in the language of the site; to be called when it is said, never on import."""
    return _voice.catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """*one* or *many*, whichever form the language of the site asks for with *count* things."""
    return _voice.catalogue.ngettext(one, many, count)


def marked(message: str) -> str:
    """*message* as it is, noted for translation: for tables that are made on import.

    Where it is said, it goes through ``_``.
    """
    return message


def pgettext(context: str, message: str) -> str:
    """*message* as it is said in *context*, where one English form stands for several others."""
    return _voice.catalogue.pgettext(context, message)


def marked_in(context: str, message: str) -> tuple[str, str]:
    """The same as ``marked`` for ``pgettext``, which takes both."""
    return context, message

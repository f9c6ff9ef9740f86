"""The catalogues of our own words, brought up to date with the code and the templates.

    python workshop/words.py [LANGUAGE]

Writes locale/broadsheet.pot, adds new words to every locale/LANGUAGE/LC_MESSAGES/broadsheet.po
(empty until somebody translates them), takes out what is said no more, and makes the .mo files that
the program reads. A LANGUAGE that has no catalogue yet gets one. The same words give the same
bytes, on every machine and every day.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extensions" / "broadsheet"
LOCALE = PACKAGE / "locale"
NAME = "broadsheet"
METHODS = [("commands/template/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "marked": None, "marked_in": ((1, "c"), 2)}
KEPT_HEADERS = {"Language", "Plural-Forms", "MIME-Version", "Content-Type"}
ABOUT = "# The words of Broadsheet that readers see. See docs/how-to/translate.md."


class Words(Catalog):
    """A catalogue whose header holds no dates, no versions and no names."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What programs must know of the catalogue."""
        found: Iterable[tuple[str, str]] = self._get_mime_headers()
        return [(name, value) for name, value in found if name in KEPT_HEADERS]

    @mime_headers.setter
    def mime_headers(self, _headers: Iterable[tuple[str, str]]) -> None:
        """Nothing: a header follows from the language."""


def template() -> Words:
    """The words of the code and of the templates, with where each is said."""
    found = Words(header_comment=ABOUT, fuzzy=False)
    for file, _line, message, comments, context in extract_from_dir(
        PACKAGE,
        METHODS,
        options_map={"**.html": {"silent": "false"}},
        keywords=KEYWORDS,
        comment_tags=["Translators:"],
        strip_comment_tags=True,
    ):
        found.add(message, "", [(file, 0)], auto_comments=comments, context=context)
    return found


def read(path: Path, language: str) -> Words:
    """The catalogue of *language* as it was written; empty where there is none yet."""
    held = Words(locale=language, header_comment=ABOUT, fuzzy=False)
    if path.is_file():
        with path.open(encoding="utf-8") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    held.add(message.id, message.string, context=message.context)
    return held


def updated(held: Words, found: Words) -> Words:
    """The words of *found*, with the translations of *held*."""
    fresh = Words(locale=held.locale, header_comment=ABOUT, fuzzy=False)
    for message in said(found):
        known = held.get(message.id, message.context)
        fresh.add(
            message.id,
            known.string if known and type(known.id) is type(message.id) else "",
            message.locations,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return fresh


def said(catalogue: Words) -> Iterator[Message]:
    """The messages of *catalogue* without its header."""
    return (message for message in catalogue if message.id)


def text(catalogue: Words) -> str:
    """*catalogue* as a .po or .pot file."""
    held = io.BytesIO()
    write_po(held, catalogue, width=96, sort_output=True, include_lineno=False)
    return held.getvalue().decode().rstrip("\n") + "\n"


def compiled(catalogue: Words) -> bytes:
    """*catalogue* as a .mo file."""
    held = io.BytesIO()
    write_mo(held, catalogue)
    return held.getvalue()


def untranslated(catalogue: Words) -> list[str]:
    """The messages that have no translation, or lack one of the plural forms."""
    return [named(message) for message in said(catalogue) if not _whole(message, catalogue)]


def _whole(message: Message, catalogue: Words) -> bool:
    if isinstance(message.id, str):
        return bool(message.string)
    forms = message.string or ()
    return len(forms) == catalogue.num_plurals and all(forms)


def named(message: Message) -> str:
    """What *message* is called when it is told of: its English, and where that is said."""
    words = message.id if isinstance(message.id, str) else message.id[0]
    return f"{words} ({message.context})" if message.context else words


def catalogues() -> dict[str, Path]:
    """The .po file of each language."""
    return {path.parts[-3]: path for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{NAME}.po"))}


def main(*languages: str) -> None:
    """Write every catalogue anew, and say what is still to be translated."""
    found = template()
    (LOCALE / f"{NAME}.pot").write_text(text(found), encoding="utf-8")
    new = {name: LOCALE / name / "LC_MESSAGES" / f"{NAME}.po" for name in languages}
    waiting: dict[str, list[str]] = {}
    for language, path in (catalogues() | new).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = updated(read(path, language), found)
        path.write_text(text(catalogue), encoding="utf-8")
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        for message in untranslated(catalogue):
            waiting.setdefault(message, []).append(language)
    for message, missing in waiting.items():
        print(f"Still to be translated ({', '.join(missing)}): {message}")


if __name__ == "__main__":
    main(*sys.argv[1:])

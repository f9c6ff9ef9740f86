"""The language of the site: our own words are said in it, wherever they stand.

Within a story of another language the archive still speaks the site's, and says so: what it adds
carries `lang` and `dir`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.i18n import CatalogRepository

from broadsheet import words
from broadsheet.domain import ENTRY
from broadsheet.model import tongues

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.entry import Entry


def _speak(app: Sphinx, config: Config) -> None:
    """Say everything in the site's language, in the archive's own wording where it has one."""
    language = config.language or "en"
    own = CatalogRepository(app.srcdir, config.locale_dirs, language, config.source_encoding)
    for catalogue in own.catalogs:
        if catalogue.domain == words.CATALOGUE and catalogue.is_outdated():
            catalogue.write_mo(language, config.gettext_allow_fuzzy_translations)
    words.speak(language, map(Path, own.locale_dirs))


def _name_languages(app: Sphinx, doctree: nodes.document) -> None:
    """Give our own words in a story of another language, or direction, theirs."""
    entry: Entry | None = app.env.temp_data.get(ENTRY)
    if entry is None or _is_of_the_site(entry):
        return
    language = words.language()
    for node in doctree.findall(nodes.Element):
        if node.get("own"):
            node["lang"], node["dir"] = tongues.tag(language), tongues.direction(language)


def _is_of_the_site(entry: Entry) -> bool:
    """Whether the story is in the language of the site, and runs in its direction."""
    site = words.language()
    same = not entry.language or tongues.primary(entry.language) == tongues.primary(site)
    return same and entry.written in {"", tongues.direction(site)}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Begin to speak as soon as the settings are known."""
    app.connect("config-inited", _speak)
    app.connect("doctree-read", _name_languages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

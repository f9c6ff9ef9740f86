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
from broadsheet.gathering import ENTRY
from broadsheet.model import tongues
from broadsheet.saying import in_language

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from broadsheet.model.entry import Entry

WORDING = "broadsheet_wording"
"""Where Sphinx keeps what the words were, so that it reads everything anew when they change."""


def _speak(app: Sphinx, config: Config) -> None:
    """Say everything in the site's language, in the archive's own wording where it has one."""
    language = config.language or "en"
    own = CatalogRepository(app.srcdir, config.locale_dirs, language, config.source_encoding)
    for catalogue in own.catalogs:
        if catalogue.domain == words.CATALOGUE and catalogue.is_outdated():
            catalogue.write_mo(language, config.gettext_allow_fuzzy_translations)
    words.speak(language, map(Path, own.locale_dirs))
    config[WORDING] = words.wording()


def _name_languages(app: Sphinx, doctree: nodes.document) -> None:
    """Give our own words in a story of another language, or direction, theirs."""
    entry: Entry | None = app.env.temp_data.get(ENTRY)
    if entry is None or of_the_site(entry):
        return
    for node in [node for node in doctree.findall(nodes.Element) if _stands_alone(node)]:
        in_language(_words_of(node), words.language())


def _stands_alone(node: nodes.Element) -> bool:
    """Whether *node* is our own word, and in nothing that is."""
    above: nodes.Element | None = node.parent
    while above is not None and not above.get("own"):
        above = above.parent
    return above is None and bool(node.get("own"))


def _words_of(node: nodes.Element) -> nodes.Element:
    """What carries the language: of a line, its words, so that the line stays where it is set."""
    if not isinstance(node, nodes.paragraph):
        return node
    held = nodes.inline("", "", *node.children)
    node.children = [held]
    held.parent = node
    return held


def of_the_site(entry: Entry) -> bool:
    """Whether the story is in the language of the site, and runs in its direction."""
    site = words.language()
    same = not entry.language or tongues.primary(entry.language) == tongues.primary(site)
    return same and entry.written in {"", tongues.direction(site)}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Begin to speak as soon as the settings are known."""
    app.add_config_value(WORDING, "", "env", str, "Set by Broadsheet: other words, read all anew.")
    app.connect("config-inited", _speak)
    app.connect("doctree-read", _name_languages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

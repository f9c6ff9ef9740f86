"""What a site may set in its conf.py, and what Broadsheet sets for it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

LOGGER = logging.getLogger(__name__)
PREFIX = "broadsheet_"
THEME = "broadsheet"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each with its default; in conf.py their names begin with `broadsheet_`."""

    entries: tuple[str, ...] = ("[0-9]*/*", "undated/*")
    people: str = "people.yaml"
    pdf: str = ""
    licence: str = ""


MEANINGS = {
    "entries": "Patterns of the documents that are entries; these are read behind the closed door.",
    "pdf": (
        "Where the PDFs lie, seen from the site's root (`pdf`, `../pdf`) or on the web; pages link "
        "to them only where this is set."
    ),
    "licence": "The address of the licence under which others may use the catalogue, if any.",
    "people": "The file that lists people, in the archive's folder.",
}


def settings(config: Config) -> Settings:
    """The settings of this build."""
    values = {field.name: config[PREFIX + field.name] for field in fields(Settings)}
    values["entries"] = tuple(values["entries"])
    return Settings(**values)


def is_entry(config: Config, docname: str) -> bool:
    """Whether the document *docname* is an entry."""
    return any(fnmatchcase(docname, pattern) for pattern in config[PREFIX + "entries"])


def _adjust(_app: Sphinx, config: Config) -> None:
    """Set what an archive needs of Sphinx and MyST; a wrong setting becomes the default."""
    _check(config)
    # An archive prints what was printed: no quotation mark is changed on the way.
    config["smartquotes"] = False
    # A site built into the archive's own folder is no part of the archive.
    config["exclude_patterns"] = [*config["exclude_patterns"], "_build"]
    config["myst_enable_extensions"] = {*config["myst_enable_extensions"], "colon_fence", "deflist"}
    if config["html_theme"] == THEME:
        # Our theme has no such pages; Sphinx's own search index is half of a build's time.
        for name in (
            "html_use_index",
            "html_domain_indices",
            "html_copy_source",
            "html_permalinks",
        ):
            config[name] = False


def _check(config: Config) -> None:
    entries = config[PREFIX + "entries"]
    wrong = isinstance(entries, str) or not all(isinstance(pattern, str) for pattern in entries)
    if wrong:
        LOGGER.warning(
            "`broadsheet_entries` is not a list of patterns; write a list such as %s",
            list(Settings().entries),
            type="broadsheet",
            subtype="setting",
        )
        config[PREFIX + "entries"] = list(Settings().entries)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Declare the settings."""
    for field in fields(Settings):
        default = list(field.default) if isinstance(field.default, tuple) else field.default
        kinds = (list, tuple) if isinstance(default, list) else (str,)
        app.add_config_value(PREFIX + field.name, default, "env", kinds, MEANINGS[field.name])
    # Before MyST reads its own settings (800 is Sphinx's default).
    app.connect("config-inited", _adjust, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""What a site may set in its conf.py, and what Broadsheet sets for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal

from sphinx.util import logging

from broadsheet.model.volumes import VOLUMES

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
    pdf_from: str = ""
    history: bool = True
    licence: str = ""
    pdf_paper: str = "a4"
    pdf_columns: int = 1
    volumes: tuple[str, ...] = ("year",)
    pdf_without_covered: bool = False
    search_server: str = ""


ON_PAPER: dict[str, tuple[object, ...]] = {"pdf_paper": ("a4", "letter"), "pdf_columns": (1, 2)}
"""Settings of the printed page, with what they may be."""

SERVER = re.compile(r"|(?:https?:/)?/[^\s?#\"'<>/][^\s?#\"'<>]*[^\s?#\"'<>/]")
"""The address of an index, or none."""

WRITTEN = frozenset(
    {"pdf_from", "history", "volumes", "pdf_without_covered", "search_server", *ON_PAPER}
)
"""Settings that pages hang on when they are written; for the others every file is read again."""

MEANINGS = {
    "entries": "Patterns of the documents that are entries; these are read behind the closed door.",
    "pdf": (
        "Where the PDFs lie, seen from the site's root (`pdf`, `../pdf`) or on the web; pages link "
        "to them only where this is set."
    ),
    "pdf_from": (
        "A folder with the PDFs that were made of the archive, seen from the archive's own; the "
        "site then holds them below `pdf/`, and each story's page leads to its own. "
        "`broadsheet build site` sets it."
    ),
    "history": (
        "Whether a story's page tells since when it is in the archive and what was changed, as "
        "the archive's history in Git has it, with the title of each commit."
    ),
    "pdf_paper": "The size of the PDFs' pages: `a4` or `letter`.",
    "volumes": (
        "What volumes the PDFs are bound into: any of `year`, `month`, `publication`, `series`, "
        "and `all` for the whole archive in one; an empty list makes none."
    ),
    "pdf_without_covered": (
        "Whether the PDFs leave out the pictures that stand under a content warning, and say so in "
        "their place."
    ),
    "pdf_columns": "In how many columns a story is set on paper: `1` or `2`.",
    "search_server": (
        "The address of an index in OpenSearch that the search page asks in the place of its own "
        "(`https://search.example.org/archive`, or `/find/archive` on the site's own host)."
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
    # A link such as `[](#here)` leads to a label or a formula; no other part of Sphinx is asked.
    config["myst_ref_domains"] = config["myst_ref_domains"] or ["std", "math"]
    if config["html_theme"] == THEME:
        # Our theme has no such pages; Sphinx's own search index is half of a build's time.
        for name in (
            "html_use_index",
            "html_domain_indices",
            "html_copy_source",
            "html_permalinks",
        ):
            config[name] = False
        # Formulas are set without a script from elsewhere.
        config["html_math_renderer"] = config["html_math_renderer"] or "mathml"


def _check(config: Config) -> None:
    for field in fields(Settings):
        told = _wrong_kind(config[PREFIX + field.name], field.default)
        if told:
            _reset(config, field.name, told)
    for name, choices in ON_PAPER.items():
        if config[PREFIX + name] not in choices:
            _reset(config, name, f"none of {', '.join(map(repr, choices))}; write one of them")
    if not set(config[PREFIX + "volumes"]) <= set(VOLUMES):
        told = f"not a list of any of {', '.join(map(repr, VOLUMES))}; write such a list"
        _reset(config, "volumes", told)
    if not SERVER.fullmatch(config[PREFIX + "search_server"]):
        told = "no address; write one that begins with `https://` or `/`, without a question mark"
        _reset(config, "search_server", told)


def _wrong_kind(value: object, default: object) -> str:
    """What *value* is told to be where it is not of the kind of its *default*; empty where it is.

    A number that Python takes for a truth, such as 1, is none here.
    """
    if isinstance(default, tuple):
        texts = isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)
        return "" if texts else f"not a list of texts; write a list such as {list(default)}"
    if type(value) is type(default):
        return ""
    told = {str: "not a text; write it in quotation marks", bool: "neither `True` nor `False`"}
    return told.get(type(default), f"not a number; write one such as {default}")


def _reset(config: Config, name: str, told: str) -> None:
    """Say what a setting is *told* to be, and take the default."""
    words = "`%s%s` is %s"
    LOGGER.warning(words, PREFIX, name, told, type="broadsheet", subtype="setting")
    config[PREFIX + name] = _default(name)


def _default(name: str) -> object:
    default = getattr(Settings(), name)
    return list(default) if isinstance(default, tuple) else default


def setup(app: Sphinx) -> ExtensionMetadata:
    """Declare the settings."""
    for field in fields(Settings):
        default = _default(field.name)
        kinds = (list, tuple) if isinstance(default, list) else (type(default),)
        again: Literal["", "env"] = "" if field.name in WRITTEN else "env"
        app.add_config_value(PREFIX + field.name, default, again, kinds, MEANINGS[field.name])
    # Before MyST reads its own settings (800 is Sphinx's default).
    app.connect("config-inited", _adjust, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

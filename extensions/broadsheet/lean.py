"""What Sphinx does for every page that an archive has no use for, left out.

An archive has thousands of short pages. Sphinx is made for some hundreds of long ones: it keeps
every doctree in memory, runs every transform on every page, and notes a contents list for each.
Measured on 10,000 entries this module saves a third of the time and two thirds of the memory; what
it leaves out is listed here by name, and whatever else an extension adds still runs.
"""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser as RSTParser
from docutils.utils import DependencyList
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util import docutils as sphinx_docutils
from sphinx.util.logging import NAMESPACE

from broadsheet.config import is_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils.frontend import Values
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THRESHOLDS = (50_000, 50, 100)

USELESS = frozenset({
    # translation catalogues for the text itself; an archive prints what was printed
    "Locale", "PreserveTranslatableMessages", "TranslationProgressTotaliser",
    "AddTranslationClasses", "RemoveTranslatableInline", "ExtraTranslatableNodes",
    # typography, which is the source's
    "SphinxSmartQuotes",
    # constructs that the closed door never lets in
    "AutoIndexUpgrader", "MoveModuleTargets", "ReorderConsecutiveTargetAndIndexNodes",
    "GlossarySorter", "DoctestTransform", "DefaultSubstitutions", "Substitutions",
    # work that the parser has done, or that nothing of ours asks for
    "DocTitle", "DocInfo", "SectionSubTitle", "StripComments", "Decorations", "Validate",
    "ExposeInternals", "UIDTransform", "RefOnlyBulletListTransform",
})  # fmt: skip

ONLY_WITH: dict[str, tuple[type[nodes.Node], ...]] = {
    "CitationDefinitionTransform": (nodes.citation,),
    "CitationReferenceTransform": (nodes.citation_reference,),
    "SortFootnotes": (nodes.footnote, nodes.footnote_reference),
    "Footnotes": (nodes.footnote, nodes.footnote_reference),
    "UnreferencedFootnotesDetector": (nodes.footnote, nodes.footnote_reference),
    "CollectFootnotes": (nodes.footnote, nodes.footnote_reference),
    "FootnoteDocnameUpdater": (nodes.footnote, nodes.footnote_reference),
    "PropagateTargets": (nodes.target,),
    "AnonymousHyperlinks": (nodes.target,),
    "IndirectHyperlinks": (nodes.target,),
    "ExternalTargets": (nodes.target,),
    "InternalTargets": (nodes.target,),
    "AutoNumbering": (nodes.table, nodes.literal_block, nodes.math_block),
    "Transitions": (nodes.transition,),
    "FilterSystemMessages": (nodes.system_message,),
    "HandleCodeBlocks": (nodes.block_quote, nodes.doctest_block),
}


def drop_useless_transforms(document: nodes.document) -> None:
    """Take from *document*, an entry just parsed, the transforms that cannot change it."""
    present: set[type[nodes.Node]] = {type(node) for node in document.findall(nodes.Element)}
    document.transformer.transforms[:] = [
        waiting
        for waiting in document.transformer.transforms
        if _needed(waiting[1].__name__, present)
    ]


def _needed(name: str, present: set[type[nodes.Node]]) -> bool:
    if name in USELESS:
        return False
    kinds = ONLY_WITH.get(name)
    return kinds is None or any(issubclass(kind, kinds) for kind in present)


def settings_of_parser() -> dict[str, Any]:
    """The defaults of docutils' own settings for reStructuredText, which directives ask for.

    A parser that lists them as defaults need not have them parsed as command-line options, page by
    page.
    """
    return dict(vars(get_default_settings(RSTParser)))


class Remembered:
    """Docutils' settings for a page, which Sphinx makes out of ninety options for each anew.

    They are made once, and copied for as long as the same is asked for.
    """

    def __init__(self, make: Callable[..., Values]) -> None:
        """Remember what *make* gives."""
        self.make = make
        self.made: dict[tuple[type, ...], tuple[dict[str, Any], Values]] = {}

    def __call__(
        self, *components: object, defaults: Mapping[str, Any], read_config_files: bool = False
    ) -> Values:
        """The settings for *components*, whose own settings go before *defaults*."""
        key = tuple(part if isinstance(part, type) else type(part) for part in components)
        asked = {**defaults, "": read_config_files}
        before, settings = self.made.get(key, (None, None))
        if settings is None or before != asked:
            settings = self.make(
                *components, defaults=defaults, read_config_files=read_config_files
            )
            self.made = {key: (asked, settings.copy())}
        fresh = settings.copy()
        fresh.record_dependencies = DependencyList()
        return fresh


class Forgetful(dict[str, Any]):
    """A cache that keeps nothing: a doctree is read back faster than thousands are kept."""

    def __setitem__(self, _key: str, _value: object) -> None:
        """Forget the value at once."""


class EntriesHaveNoContents(TocTreeCollector):
    """Sphinx's collector of contents lists, passing over entries: no toctree ever holds one."""

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note the contents of a page; of an entry, none."""
        docname = app.env.docname
        if is_entry(app.config, docname):
            app.env.tocs[docname] = nodes.bullet_list("")
            app.env.toc_num_entries[docname] = 0
        else:
            super().process_doc(app, doctree)


def _lighten(app: Sphinx) -> None:
    """Keep no doctrees in memory, and make no log records that nobody will see."""
    env: Any = app.env
    env._write_doc_doctree_cache = Forgetful()  # noqa: SLF001 - Sphinx offers no setting for it
    env._pickled_doctree_cache = Forgetful()  # noqa: SLF001
    if app.verbosity == 0:
        logging.getLogger(NAMESPACE).setLevel(logging.INFO)
    gc.freeze()
    gc.enable()


def _exchange_collectors(app: Sphinx) -> None:
    for listener in app.events.listeners["doctree-read"]:
        collector = getattr(listener.handler, "__self__", None)
        if type(collector) is TocTreeCollector:
            collector.disable(app)
            app.add_env_collector(EntriesHaveNoContents)
            return


def setup(app: Sphinx) -> ExtensionMetadata:
    """Leave out what an archive has no use for."""
    # Before the environment is loaded: the collector would walk through it again and again.
    gc.disable()
    gc.set_threshold(*THRESHOLDS)
    host: Any = sphinx_docutils
    make = host._get_settings  # noqa: SLF001 - Sphinx offers no other way
    if not isinstance(make, Remembered):
        host._get_settings = Remembered(make)  # noqa: SLF001
    _exchange_collectors(app)
    app.connect("builder-inited", _lighten)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

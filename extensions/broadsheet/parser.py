"""The closed door: entries come from strangers, so they are read by a parser of their own.

An entry cannot change the parser, show raw HTML, read files, or point out of its folder; a fault in
it is a complaint, and what could not be understood is shown as it was written. Pages that are not
entries (the front page, the manual) are the maintainer's and are read by MyST as the site's
settings say.
"""

from __future__ import annotations

import codecs
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.parsers import RSTParser

from broadsheet import article
from broadsheet.config import THEME, is_entry
from broadsheet.domain import people_of
from broadsheet.door import check_downloads, check_targets
from broadsheet.fences import colon_fences
from broadsheet.gathering import ENTRY, LINES
from broadsheet.lean import drop_useless_transforms, settings_of_parser
from broadsheet.model import frontmatter
from broadsheet.model.entry import Entry
from broadsheet.model.problems import Complaint, Problem
from broadsheet.renderer import EntryRenderer
from broadsheet.report import complain_of
from broadsheet.saying import REPLACEMENT, UNPRINTABLE, WARNING, unprintable

if TYPE_CHECKING:
    from docutils.statemachine import StringList
    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from typing_extensions import Buffer

    from broadsheet.model.said import Path as KeyPath

ENCODING = "broadsheet-utf-8"
REFUSED_KEYS = frozenset({"myst", "html_meta", "substitutions", "orphan", "tocdepth", "nocomments"})
UNDECODED = re.compile("[\ud800-\udfff]+")


class EntryParser(MystParser):
    """Reads entries behind the closed door, and other pages as MyST does."""

    settings_spec = ("", None, ())
    settings_default_overrides = settings_of_parser()

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill *document* from *inputstring*; for an entry, never raise."""
        env: BuildEnvironment = document.settings.env
        # MyST's transforms ask for it even where its renderer had nothing to do.
        document.settings.myst_footnote_sort = False
        if not is_entry(env.config, env.docname):
            self._page(env, inputstring, document)
            _stand_alone(env)
            return
        _stand_alone(env)
        if _leads_outside(env):
            _complain(
                env, Problem.OUTSIDE, "the entry is a link to a file elsewhere", "copy it here", 1
            )
            document += nodes.paragraph("", "")
            return
        text = _readable(env, inputstring)
        found = frontmatter.read(text)
        _make_printable(found)
        entry, title_line = self._entry(env, found, text)
        try:
            self._article(env, document, found, entry, text)
        except Exception as fault:  # noqa: BLE001 - one bad entry must not end the build
            _as_written(env, document, entry, text, fault, title_line)
        check_targets(env, document)
        drop_useless_transforms(document)

    def _page(self, env: BuildEnvironment, text: str, document: nodes.document) -> None:
        """A page that is no entry; MyST fails where a link has a name that no file can have."""
        try:
            super().parse(text, document)
        except ValueError as fault:
            _as_written(env, document, Entry(title=env.docname), text, fault, 1)
        check_downloads(env, document)

    def _entry(
        self, env: BuildEnvironment, found: frontmatter.FrontMatter, text: str
    ) -> tuple[Entry, int]:
        """The entry that the front matter describes, with a title in any case."""
        values = {key: value for key, value in found.values.items() if key not in REFUSED_KEYS}
        entry, complaints = Entry.said(values, found.lines)
        complaints = [*found.complaints, *complaints, *_refusals(found)]
        entry = _kept_date(entry, found)
        title, line = entry.title, found.lines.get(("title",), 1)
        if not title:
            title, line = _first_heading(text, found.end)
        if not title:
            title = Path(env.docname).parent.name or env.docname
            complaints += [] if found.broken else [_no_title()]
        if entry.status == "withdrawn" and not entry.withdrawn_because:
            complaints.append(_no_reason(found.lines.get(("status",), 1)))
        complain_of(env, env.docname, complaints)
        authors = tuple(people_of(env).named(author) for author in entry.authors)
        entry = entry.model_copy(update={"title": title, "authors": authors})
        entry = entry.tombstone if entry.status == "withdrawn" else entry
        env.temp_data[ENTRY], env.temp_data[LINES] = entry, found.lines
        env.temp_data[WARNING] = entry.warning
        return entry, line

    def _article(
        self,
        env: BuildEnvironment,
        document: nodes.document,
        found: frontmatter.FrontMatter,
        entry: Entry,
        text: str,
    ) -> None:
        """The title, the head, the text and the foot of the article."""
        machine = _machine()
        machine.options["document"] = document
        renderer = machine.renderer
        assert isinstance(renderer, EntryRenderer)
        section = _section(document, entry)
        if entry.status == "withdrawn":
            section += article.tombstone(entry)
            section += article.foot(entry)
            return
        renderer.begin(section, title_from_heading=not found.values.get("title"))
        body = "\n" * found.end + text.split("\n", found.end)[-1] if found.end else text
        if found.complaints and not found.values and found.source:
            section += nodes.literal_block(found.source, found.source, language="text")
        machine.render(body)
        section.insert(1, article.head(env, entry, found.lines, renderer.inline))
        section += article.foot(entry)
        article.check_original(env, entry, found.lines.get(("original",), 1))


@cache
def _machine() -> MarkdownIt:
    """The Markdown parser of entries, made once: making it costs as much as a short entry."""
    config = MdParserConfig(
        enable_extensions={"colon_fence", "deflist"},
        disable_syntax=["html_block", "html_inline"],
        heading_anchors=0,
        footnote_sort=False,  # footnotes stay where they are written, above the article's foot
        footnote_transition=False,
    )
    machine = create_md_parser(config, EntryRenderer)
    machine.use(colon_fences)
    machine.disable("wordcount", ignoreInvalid=True)
    machine.options["maxNesting"] = 10**6
    return machine


def _stand_alone(env: BuildEnvironment) -> None:
    """Tell Sphinx not to look for the page in a toctree: none of ours is in one."""
    if env.config.html_theme == THEME or is_entry(env.config, env.docname):
        env.metadata[env.docname]["orphan"] = ""


class OtherMarkupParser(RSTParser):
    """Reads reStructuredText as Sphinx does; where an entry stands, it is shown as written."""

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Fill *document* from *inputstring*."""
        env: BuildEnvironment = document.settings.env
        if not is_entry(env.config, env.docname):
            super().parse(inputstring, document)
            return
        _stand_alone(env)
        text = "" if _leads_outside(env) else _readable(env, str(inputstring))
        message = "an entry is written in Markdown; this file is shown as it was written"
        _complain(env, Problem.UNREADABLE, message, "rename it `index.md` and use Markdown", 1)
        section = _section(document, Entry(title=env.docname))
        section += nodes.literal_block(text, text, language="text")


def _section(document: nodes.document, entry: Entry) -> nodes.section:
    """The article's section with its title, the first and only one at the top of the page."""
    section = nodes.section("", nodes.title("", entry.title), classes=["article"], names=[])
    section["ids"].append("article")
    section["lang"], section["dir"] = entry.language, entry.written
    document += section
    return section


def _leads_outside(env: BuildEnvironment) -> bool:
    """Whether the entry's file, or a folder on the way to it, is a link."""
    place = env.doc2path(env.docname).relative_to(env.srcdir)
    real = Path(os.path.realpath(env.doc2path(env.docname)))
    return real != Path(os.path.realpath(env.srcdir)) / place


def _readable(env: BuildEnvironment, text: str) -> str:
    """*text* with the mark for «unreadable» wherever a byte or a character could not be read."""
    bad = UNDECODED.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        message = f"the file has bytes that are not UTF-8; they are shown as {REPLACEMENT}"
        _complain(env, Problem.NOT_UTF8, message, "save it as UTF-8", line)
        text = UNDECODED.sub(REPLACEMENT, text)
    odd = UNPRINTABLE.search(text)
    if odd:
        fault = unprintable(odd[0], text.count("\n", 0, odd.start()) + 1)
        complain_of(env, env.docname, filter(None, [fault]))
        text = UNPRINTABLE.sub(REPLACEMENT, text)
    return text


def _make_printable(found: frontmatter.FrontMatter) -> None:
    """Put the mark for «unreadable» where an escape of YAML stands for no character of a text."""
    if "\\" not in found.source:
        return
    faults: list[Complaint] = []
    values = {key: _printable(value, (key,), found, faults) for key, value in found.values.items()}
    found.values, found.complaints = values, [*found.complaints, *faults]


def _printable(
    value: object, path: KeyPath, found: frontmatter.FrontMatter, faults: list[Complaint]
) -> object:
    """*value*, which stands at *path*, fit to be printed; what was not is added to *faults*."""
    if isinstance(value, dict):
        return {key: _printable(each, (*path, key), found, faults) for key, each in value.items()}
    if isinstance(value, list):
        return [_printable(each, (*path, at), found, faults) for at, each in enumerate(value)]
    fault = unprintable(str(value), found.lines.get(path, 1))
    if fault is None:
        return value
    faults.append(fault)
    return UNPRINTABLE.sub(REPLACEMENT, str(value))


def _refusals(found: frontmatter.FrontMatter) -> list[Complaint]:
    return [
        Complaint(
            Problem.REFUSED_KEY,
            f"the key `{key}` may not be used in an entry",
            "take it out; settings belong into conf.py",
            line=found.lines.get((key,), 1),
        )
        for key in found.values
        if key in REFUSED_KEYS
    ]


def _kept_date(entry: Entry, found: frontmatter.FrontMatter) -> Entry:
    """*entry* with a date that is none kept as it is printed, so that readers still see it."""
    written = found.values.get("published")
    if entry.published or entry.published_as_printed or not isinstance(written, str):
        return entry
    return entry.model_copy(update={"published_as_printed": written})


def _first_heading(text: str, end: int) -> tuple[str, int]:
    """The first heading of the first level, where it opens the text, and its line."""
    for line, row in enumerate(text.split("\n")[end:], start=end + 1):
        if row.startswith("# "):
            return row[2:].strip().rstrip("#").strip(), line
        if row.strip():
            break
    return "", 1


def _no_title() -> Complaint:
    advice = "write `title:` and the headline"
    return Complaint(Problem.NO_TITLE, "the entry has no title", advice)


def _no_reason(line: int) -> Complaint:
    message = "the entry is withdrawn, and no reason is given"
    return Complaint(
        Problem.WITHDRAWN_WITHOUT_REASON, message, "write `withdrawn_because:`", line=line
    )


def _as_written(  # noqa: PLR0913, PLR0917 - the parts of one page
    env: BuildEnvironment,
    document: nodes.document,
    entry: Entry,
    text: str,
    fault: Exception,
    line: int,
) -> None:
    """Show the text of an entry that could not be understood as it was written."""
    kind = Problem.TOO_DEEP if isinstance(fault, RecursionError) else Problem.UNREADABLE
    message = f"the text could not be understood ({type(fault).__name__}) and is shown as written"
    _complain(env, kind, message, "look for unusual markup, or report this entry", line)
    document.clear()
    section = _section(document, entry)
    section += nodes.literal_block(text, text, language="text")


def _complain(
    env: BuildEnvironment, problem: Problem, message: str, advice: str, line: int
) -> None:
    complain_of(env, env.docname, [Complaint(problem, message, advice, line=line)])


def _tolerant(name: str) -> codecs.CodecInfo | None:
    """UTF-8 that lets wrong bytes through as lone surrogates, for the parser to report."""
    if name.replace("_", "-") != ENCODING:
        return None
    plain = codecs.lookup("utf-8-sig")

    def decode(data: Buffer, _errors: str = "strict") -> tuple[str, int]:
        return plain.decode(bytes(data), "surrogateescape")

    class Whole(codecs.IncrementalDecoder):
        """A decoder that waits for the whole file, as `read_text` gives it."""

        held = b""

        def decode(self, data: Buffer, final: bool = False) -> str:  # noqa: FBT001, FBT002 - Python's
            self.held += bytes(data)
            return decode(self.held)[0] if final else ""

    return codecs.CodecInfo(plain.encode, decode, incrementaldecoder=Whole, name=ENCODING)


def _choose_encoding(app: Sphinx) -> None:
    """Have one file that is not UTF-8 reported, instead of ending the whole build."""
    app.env.settings["input_encoding"] = ENCODING


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of MyST's parser."""
    codecs.register(_tolerant)
    app.add_source_parser(EntryParser, override=True)
    app.add_source_parser(OtherMarkupParser, override=True)
    # After Sphinx has looked whether the archive itself asks for another encoding (790).
    app.connect("builder-inited", _choose_encoding, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

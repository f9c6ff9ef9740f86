"""Whatever stands in a field or a directive prints as itself, in every format.

The same odd text, after a word of its own, stands in every front-matter field that is free text and
in every directive's words, options and body.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from broadsheet.model import frontmatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Archive, Built

ODD = (
    "# * _a_ $x$ @b \\c \\\\ < > {d} {{e}} [f] \" ' ` ~ ^ % & | = + - ! ; // #let </script> &amp; "
    "<b> *g* **h** [i](j) {sic}`k` #l[m] \\n %o -- ... \"p\" 'q' <!--r--> $$ ]]> *"
)
FIELDS = (
    "title", "standfirst", "byline", "published_as_printed", "dateline", "publication", "edition",
    "section", "page", "column", "rights",
)  # fmt: skip
OPTIONS = """
photo: alt credit rights people
photo: alt warning
gallery:
content-warning: kinds
embed: author
poll: total
related:
pullquote: by
archivist-note: by
byline:
dateline:
"""
WORDS = {"gallery", "content-warning", "poll", "related", "byline", "dateline"}
BODIES = {"photo", "content-warning", "embed", "pullquote", "archivist-note", "correction"}
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def said(name: str) -> str:
    """The odd text after a word that tells it from all others; a `;` would end an item."""
    return f"Z{name.replace('-', '').replace('_', '')}z {ODD.replace(';', '')}"


def escaped(text: str) -> str:
    """*text* as Markdown that prints it."""
    return PUNCTUATION.sub(r"\\\1", text)


def front() -> str:
    """Front matter with the odd text in every field."""
    rows = [f"{name}: {frontmatter.quoted(said(name))}" for name in FIELDS]
    photo = {name: said(f"lead{name}") for name in ("alt", "credit", "rights")}
    photo["caption"] = escaped(said("leadcaption"))
    rows += ["authors:", f"  - name: {frontmatter.quoted(said('author'))}"]
    rows += ["photo:", "  src: a.png"]
    rows += [f"  {name}: {frontmatter.quoted(text)}" for name, text in photo.items()]
    rows += ["original:", f"  file: {frontmatter.quoted(said('original'))}"]
    for name in ("topics", "places", "people"):
        rows += [f"{name}:", f"  - {frontmatter.quoted(said(name))}"]
    return "\n".join(["---", *rows, "---"])


def directives() -> Iterator[str]:
    """Each directive with the odd text wherever it takes any."""
    for place, row in enumerate(OPTIONS.strip().splitlines()):
        name, _, options = row.partition(":")
        mark = f"{name}{place}"
        words = said(f"{mark}words") if name in WORDS else "a.png" if name == "photo" else ""
        yield f"::::::{{{name}}} {words}".rstrip()
        yield from (f":{option}: {said(mark + option)}" for option in options.split())
        if name in BODIES:
            yield f"\n{escaped(said(mark + 'body'))}"
        if name == "poll":
            yield f"- {said('answer').replace('|', '')} | {said('result').replace('|', '')}"
        yield "::::::\n"


def inline() -> str:
    """The roles, whose text ends at a backtick, and an ordinary paragraph."""
    text = said("role").replace("`", "").replace("<", "")
    roles = (f"{{{name}}}``{text}``" for name in ("source", "sic", "illegible", "redacted"))
    return "\n\n".join([*roles, escaped(said("paragraph"))])


ENTRY = "\n".join([front(), *directives(), inline()]) + "\n"


@pytest.fixture(scope="module")
def formats(
    tmp_path_factory: pytest.TempPathFactory,
    archive_in: Callable[[Path], Archive],
    picture: bytes,
) -> dict[str, Built]:
    """The one entry, built once in each format."""
    archive = archive_in(tmp_path_factory.mktemp("injection"))
    settings = (archive.root / "conf.py").read_text(encoding="utf-8")
    documents = 'latex_documents = [("1926/05/strike/index", "entry.tex", "", "x", "howto")]\n'
    quiet = 'author = version = copyright = "x"\n'
    archive.write("conf.py", settings + documents + quiet)
    archive.entry(ENTRY)
    archive.write("1926/05/strike/a.png", picture)
    return {name: archive.built(name) for name in ("html", "latex", "text", "epub", "pdf")}


def dense(text: str) -> str:
    """*text* without spaces, which every format sets as it likes."""
    return re.sub(r"\s+", "", text)


def in_html(formats: dict[str, Built]) -> str:
    return printed(formats["html"].article())


def printed(element: html.HtmlElement) -> str:
    """The words in *element*, and those for who cannot see its pictures."""
    return " ".join([str(element.text_content()), *map(str, element.xpath(".//@alt"))])


def in_text(formats: dict[str, Built]) -> str:
    return formats["text"].text("1926/05/strike/index.txt")


def in_epub(formats: dict[str, Built]) -> str:
    page = formats["epub"].in_book("1926/05/strike/index.xhtml")
    return printed(html.document_fromstring(page.encode()))


LATEX = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textasciigrave{}": "`",
    r"\textquotesingle{}": "'",
    r"\textquotedbl{}": '"',
    r"\sphinxhyphen{}": "-",
    "{[}": "[",
    "{]}": "]",
    **{f"\\{sign}": sign for sign in "#$%&_{}"},
}
READ = re.compile("|".join(map(re.escape, LATEX)))


def in_latex(formats: dict[str, Built]) -> str:
    """The text as TeX would print it."""
    return READ.sub(lambda found: LATEX[found[0]], formats["latex"].text("entry.tex"))


def in_pdf(formats: dict[str, Built]) -> str:
    path = formats["pdf"].out / "1926/05/strike.pdf"
    told = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"],  # noqa: S607 - as the machine has it
        capture_output=True,
        check=True,
    )
    return told.stdout.decode()


MARK = re.compile(r"Z\w+z")
MARKS = sorted(set(MARK.findall(ENTRY)) - {"Ztopicsz", "Zplacesz", "Zpeoplez", "Zauthorz"})
UNPRINTED = {"Zleadaltz", "Zphoto0altz", "Zphoto1altz"}
"""Alternative text, which LaTeX and a page of paper have no room for."""


NO_FACTS = {"Zparagraphz", "Zgallery2wordsz", "Zcontentwarning3bodyz"}


def wanted(mark: str) -> str:
    """What must be printed after *mark*."""
    odd = ODD.replace(";", "")
    if mark in {"Zanswerz", "Zresultz"}:
        odd = odd.replace("|", "")
    if mark == "Zrolez":
        odd = odd.replace("`", "").replace("<", "")
    return dense(f"{mark} {odd}")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("read", [in_html, in_text, in_epub, in_latex, in_pdf])
def test_odd_text_prints_as_itself(
    formats: dict[str, Built], read: Callable[[dict[str, Built]], str], mark: str
) -> None:
    if mark not in UNPRINTED or read in {in_html, in_epub}:
        assert wanted(mark) in dense(read(formats))


def strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Every text in *value*."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("mark", sorted(set(MARK.findall(ENTRY)) - NO_FACTS))
def test_odd_text_is_a_fact_as_it_is(formats: dict[str, Built], mark: str) -> None:
    found = [dense(text) for text in strings(formats["html"].records()["1926/05/strike"])]
    assert wanted(mark) in found


def test_nothing_but_the_likeness_to_html_is_complained_of(formats: dict[str, Built]) -> None:
    assert set(formats["html"].kinds) <= {"raw_html", "changed_original"}


def test_no_script_is_made(formats: dict[str, Built]) -> None:
    page = formats["html"].page("1926/05/strike/index.html")
    scripts = page.xpath("//script[not(@type='application/ld+json')]")
    assert [script.text for script in scripts if MARK.search(script.text or "")] == []

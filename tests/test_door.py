"""The closed door: what a stranger writes can run nothing, read nothing and hide nothing.

Each case is an entry of its own in one archive, built once. Beside the archive lies a secret; not
a word of it may be published. Whatever a case does, its words are on its page, and the others' are
on theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement
    from tests.conftest import Archive, Built

HIDDEN = "the-words-of-the-house"
UP = "../" * 4
ALLOWED = ("http:", "https:", "mailto:", "tel:", "ftp:")
SAVED = "data:application/"
"""What a link that is saved and never opened may begin with; only our own pages have such links."""
SCHEME = re.compile(r"[\x00-\x20]*[a-z][a-z0-9+.\x00-\x20-]*:", re.IGNORECASE)
LONG = "word " * 1_000_000


@dataclass(frozen=True)
class Case:
    """An entry: its source, the words that must be on its page, the kinds of complaints."""

    source: str | bytes
    words: str = "Words"
    kinds: tuple[str, ...] = ()


def body(text: str, *kinds: str, words: str = "Words") -> Case:
    """A case whose front matter is in order."""
    return Case(f"---\ntitle: T\n---\n{text}\n\nWords\n", words, kinds)


def front(text: str, *kinds: str, words: str = "Words") -> Case:
    """A case that is about the front matter."""
    return Case(f"---\n{text}\n---\nWords\n", words, kinds)


def directive(first: str, *lines: str, kind: str = "refused_directive", words: str = "W") -> Case:
    """A case that is one directive."""
    return body("\n".join([f":::{first}", *lines, ":::"]), *([kind] if kind else []), words=words)


def link(target: str, *kinds: str) -> Case:
    """A case that is one link."""
    return body(f"[Linked]({target})", *kinds, words="Linked")


FRONT = {
    "myst-html": front("title: T\nmyst: {disable_syntax: []}", "refused_key"),
    "myst-extensions": front(
        "title: T\nmyst: {enable_extensions: [substitution, html_image, attrs_inline]}",
        "refused_key",
    ),
    "html-meta": front(
        "title: T\nhtml_meta: {http-equiv=refresh: '0;url=https://evil.example'}", "refused_key"
    ),
    "substitutions": front("title: T\nsubstitutions: {a: '<b>'}", "refused_key"),
    "python-tag": front("title: !!python/object/apply:os.getcwd []", "bad_value", "no_title"),
    "aliases": front("title: T\ntopics: &a [x]\nplaces: [*a, *a]", "bad_value", "bad_value"),
    "list": front("- a\n- b", "bad_yaml", words="- a - b Words"),
    "broken": front('title: "T', "bad_yaml", words='title: "T'),
    "deep": front("title: T\ntopics: " + "[" * 5000, "bad_yaml"),
    "unclosed": Case("---\ntitle: T\n\nWords\n", "title: T Words", ("bad_yaml",)),
    "numbers": front("1: a\ntrue: b\nnull: c", "unknown_key", "unknown_key", "no_title"),
    "script-title": front('title: "</title><script>alert(1)</script>"', words="alert(1)"),
    "script-id": front("title: T\nid: '\"><script>'", "bad_id"),
    "language": front("title: T\nlanguage: '\" onclick=\"alert(1)'"),
    "script-url": front("title: T\nurl: javascript:alert(1)", "unsafe_link"),
    "alias-outside": front(f"title: T\naliases: [{UP}secret.html, 'javascript:alert(1)']"),
    "original-outside": front(f"title: T\noriginal: {{file: {UP}secret.txt}}"),
    "photo-outside": front(f"title: T\nphoto: {{src: {UP}secret.png, alt: a}}", "outside"),
    "photo-remote": front(
        "title: T\nphoto: {src: 'https://evil.example/a.png', alt: a}", "remote_photo"
    ),
    "caption": front(
        "title: T\nphoto: {alt: a, caption: '[Words](javascript:alert(1)) <b onclick=x>'}",
        "missing_photo",
        "raw_html",
    ),
}

HTML = {
    "block": body("<script>alert(1)</script>", "raw_html", words="<script>alert(1)</script>"),
    "block-attributes": body("<img src=x onerror=alert(1)>", "raw_html", words="onerror=alert(1)"),
    "inline": body("a <b onclick=alert(1)>Words</b>", "raw_html", words="<b onclick=alert(1)>"),
    "comment": body("<!-- hidden words -->", "raw_html", words="<!-- hidden words -->"),
    "unclosed-comment": body("<!-- hidden words", "raw_html", words="<!-- hidden words"),
    "cdata": body("<![CDATA[ <script>alert(1)</script> ]]>", "raw_html", words="CDATA"),
    "instruction": body("<?php alert(1) ?>", "raw_html", words="<?php alert(1) ?>"),
    "svg": body("<svg/onload=alert(1)>", "raw_html", words="<svg/onload=alert(1)>"),
    "style": body("<style>*{display:none}</style>", "raw_html", words="<style>"),
    "iframe": body("<iframe srcdoc='<script>alert(1)</script>'>", "raw_html", words="<iframe"),
    "entities": body("&lt;script&gt;alert(1)&lt;/script&gt;", words="<script>alert(1)</script>"),
    "heading": body("## <u onclick=alert(1)>Words</u>", "raw_html", words="<u onclick=alert(1)>"),
    "in-a-table": body("| a |\n|-|\n| <i onclick=alert(1)> |", "raw_html", words="<i onclick"),
    "alt": body('![">"<script>alert(1)</script>](a.png)', words="T"),
    "admonition": body("<div class='admonition'>\n<p>Words</p>\n</div>", "raw_html", words="<div"),
    "attributes": body("{onclick='alert(1)'}\nWords", words="{onclick="),
}

FILES = {
    "include": directive("{include} SECRET"),
    "include-up": directive(f"{{include}} {UP}secret.txt"),
    "literalinclude": directive("{literalinclude} SECRET"),
    "csv-file": directive("{csv-table} Words", ":file: SECRET"),
    "csv-url": directive("{csv-table} Words", ":url: file://SECRET"),
    "raw": directive("{raw} html", "<script>alert(1)</script>"),
    "raw-file": directive("{raw} html", ":file: SECRET"),
    "raw-fence": body("```{raw} html\n<script>alert(1)</script>\n```", "refused_directive"),
    "eval-rst": body("```{eval-rst}\n.. include:: SECRET\n```", "refused_directive"),
    "only": directive("{only} html", "Words"),
    "toctree": directive("{toctree}", ":glob:", f"{UP}**"),
    "contents": directive("{contents}"),
    "meta": directive("{meta}", ":http-equiv=refresh: 0;url=https://evil.example"),
    "code-file": directive("{code-block} text", ":file: SECRET", kind="", words="Words"),
    "figure-outside": directive(f"{{figure}} {UP}secret.png", kind="outside"),
    "image-outside": directive(f"{{image}} {UP}secret.png", kind="outside"),
    "photo-outside": directive(f"{{photo}} {UP}secret.png", ":alt: a", kind="outside"),
    "photo-neighbour": directive("{photo} ../good/a.png", ":alt: a", kind="outside"),
    "photo-absolute": directive("{photo} SECRET", ":alt: a", kind="outside"),
    "photo-of-a-folder": directive("{photo} .", ":alt: a", kind="bad_photo"),
    "photo-null": directive("{photo} a%00.png", ":alt: a", kind="missing_photo"),
    "image-null": body("![a](a%00.png)", "missing_photo"),
    "card-image": directive("{card} Words", f":img-top: {UP}secret.png", kind="outside"),
    "card-background": directive(
        "{card} Words", f":img-background: {UP}secret.png", kind="outside"
    ),
    "download-role": body(f"{{download}}`{UP}secret.txt`", "refused_role"),
    "raw-role": body("{raw-html}`<script>alert(1)</script>`", "unknown_role"),
    "eval-role": body("{eval}`1`", "unknown_role"),
    "substitution": body("{{ 7 * 7 }} {{ env.config.project }}", words="{{ 7 * 7 }}"),
}

LINKS = {
    "script": link("javascript:alert(1)"),
    "script-mixed": link("JaVaScRiPt:alert(1)"),
    "script-entity": link("java&#115;cript:alert(1)"),
    "script-colon": link("javascript&colon;alert(1)"),
    "script-tab": link("java&Tab;script:alert(1)"),
    "script-newline": link("java&NewLine;script:alert(1)"),
    "script-control": link("&#1;javascript:alert(1)"),
    "script-space": link("<  javascript:alert(1)>"),
    "script-percent": link("javascript%3Aalert(1)"),
    "script-escaped": link("javascript\\:alert(1)"),
    "script-reference": body("[Words][r]\n\n[r]: javascript:alert(1)"),
    "script-autolink": body("<javascript:alert(1)> Words"),
    "script-image": body("![Words](javascript:alert(1))"),
    "vbscript": link("vbscript:msgbox(1)"),
    "data": link("data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="),
    "blob": link("blob:https://evil.example/1"),
    "file": link("file://SECRET"),
    "absolute": link("SECRET"),
    "up": link(f"{UP}secret.txt"),
    "neighbour-file": link("../good/a.png"),
    "path": link("path:SECRET"),
    "path-null": link("path:a%00b.pdf", "unsafe_link"),
    "path-long": link(f"path:{'a' * 300}.pdf", "unsafe_link"),
    "long": link(f"{'a' * 300}.pdf", "broken_link"),
    "project-null": link("project:a%00b", "broken_link"),
    "control-alone": body("![Words](a%1b[31mb.jpg)", "missing_photo"),
    "project": link("project:SECRET"),
    "inventory": link("inv:evil:*:*#x", "unsafe_link"),
    "protocol-relative": link("//evil.example/a"),
    "backslashes": link("\\\\\\\\evil.example\\\\a"),
    "symlink": link("linked.txt"),
    "character-zero": link("a%00b.pdf", "broken_link"),
    "image-symlink": body("![Words](linked.png)", "outside"),
    "image-remote": body("![Words](https://evil.example/p.png)", "remote_photo"),
    "image-scheme-less": body("![Words](//evil.example/p.png)", "remote_photo"),
    "image-data": body("![Words](data:image/png;base64,iVBO)", "remote_photo"),
    "image-drawing": body("![Words](drawn.svg)", "bad_photo"),
    "figure-target": directive(
        "{figure} a.png", ":alt: Words", ":target: javascript:alert(1)", kind="unsafe_link"
    ),
    "image-target": directive(
        "{image} a.png", ":alt: Words", ":target: javascript:alert(1)", kind="unsafe_link"
    ),
    "card-link": directive("{card} Words", ":link: javascript:alert(1)", kind="unsafe_link"),
    "grid-link": directive(
        "{grid} 1", "::::{grid-item-card} Words", ":link: javascript:alert(1)", "::::", kind=""
    ),
    "button": directive("{button-link} javascript:alert(1)", "Words"),
    "related": directive("{related} Words", ":url: javascript:alert(1)", kind="unsafe_link"),
    "embed": directive("{embed}", ":source: javascript:alert(1)", "Words", kind="unsafe_link"),
    "source": body("{source}`Words <javascript:alert(1)>`", "unsafe_link"),
    "doc-role": body(f"{{doc}}`Words <{UP}secret>`"),
    "math": body("$$\n\\href{javascript:alert(1)}{Words}\n$$"),
}


def nested(depth: int, mark: str = "> ") -> str:
    return mark * depth + "DEEP"


DEPTHS = {
    "quotes-25": body(nested(25), words="DEEP Words"),
    "quotes-300": body(nested(300), "too_deep", words="DEEP Words"),
    "quotes-5000": body(nested(5000), "too_deep", words="DEEP Words"),
    "quotes-and-lists": body(nested(200, "> - "), "too_deep", words="DEEP Words"),
    "lists-30": body("".join("  " * at + "- a\n" for at in range(30)) + "  " * 30 + "DEEP"),
    "lists-300": body(
        "".join("  " * at + "- a\n" for at in range(300)) + "  " * 300 + "DEEP", words="DEEP"
    ),
    "fences-300": body(
        "\n".join([":::{note}"] * 300 + ["DEEP"] + [":::"] * 300), "too_deep", words="DEEP"
    ),
    "longer-fences": body(
        "\n".join(
            [":" * (303 - at) + "{note}" for at in range(300)]
            + ["DEEP"]
            + [":" * (4 + at) for at in range(300)]
        ),
        "too_deep",
        words="DEEP",
    ),
    "brackets": body("[" * 20_000 + "DEEP", words="DEEP"),
    "stars": body("*a **a " * 2_000 + "DEEP", words="DEEP"),
    "long-line": body(LONG, words="word word Words"),
}

BYTES = {
    "latin-1": Case("---\ntitle: T\n---\nCafé Words\n".encode("latin-1"), kinds=("not_utf8",)),
    "utf-16": Case(
        "---\ntitle: T\n---\nWords\n".encode("utf-16"), "W", ("not_utf8", "control_character")
    ),
    "null": Case(b"---\ntitle: T\n---\nA\0B Words\n", "A\ufffdB Words", ("control_character",)),
    "controls": Case(b"---\ntitle: 'T\x1b\x07'\n---\nWords\n", kinds=("control_character",)),
    "c1": Case("---\ntitle: It\x92s\n---\nWords\n", "It\ufffds", ("control_character",)),
    "noncharacters": body("a\uffffb Words", "control_character", words="a\ufffdb Words"),
    "empty": Case(b"", "empty", ("no_title",)),
    "only-front": Case(b"---\ntitle: Words\n---"),
    "mark": Case(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nWords\r\n"),
    "old-mac": Case(b"---\rtitle: T\r---\rWords\r"),
    "figure-without-caption": directive(
        "{figure} a.png", ":alt: a", "", "[a]: http://x", kind="bad_value", words="a.png"
    ),
    "footnote-missing": body("A.[^b] B.[^7]", "broken_link", words="A.[^b] B.[^7]"),
    "footnote-twice": body("A.[^b]\n\n[^b]: First\n\n[^b]: Again", "bad_value", words="Again"),
    "unclosed": body(":::{note}\nWords", "unclosed_directive"),
    "unclosed-photo": body(":::{photo} a.png\n:alt: a\nWords", "unclosed_directive"),
    "stray": body(":::", "unclosed_directive"),
    "odd-options": directive("{note}", ":nosuch: 1", "Words", kind="unknown_option"),
    "bad-options": directive("{list-table}", ":widths: no", "- - Words", kind="bad_value"),
    "code-language": body('```{code-block} "><script>alert(1)</script>\nWords\n```'),
}

GROUPS = {
    "front": FRONT,
    "html": HTML,
    "files": FILES,
    "links": LINKS,
    "depths": DEPTHS,
    "bytes": BYTES,
}
CASES = {f"{group}-{name}": case for group, cases in GROUPS.items() for name, case in cases.items()}


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    archive_in: Callable[[Path], Archive],
    picture: bytes,
) -> Built:
    """The archive of all cases, built once."""
    folder = tmp_path_factory.mktemp("door")
    made = archive_in(folder)
    secrets = {"secret.txt": HIDDEN.encode(), "secret.png": picture + HIDDEN.encode()}
    for name, content in secrets.items():
        (folder / name).write_bytes(content)
    for name, case in CASES.items():
        source = case.source
        if isinstance(source, str):
            source = source.replace("SECRET", str(folder / "secret.txt"))
        made.entry(source, f"1926/05/{name}")
        made.write(f"1926/05/{name}/a.png", picture)
    _add_links(made, folder)
    made.write("1926/05/links-image-drawing/drawn.svg", "<svg onload='alert(1)'/>")
    made.entry("---\ntitle: Good\n---\nAll is well.\n", "1926/05/good")
    made.write("1926/05/good/a.png", picture)
    made.write("1926/05/other-markup/evil.rst", f"Evil\n====\n\n.. include:: {folder}/secret.txt\n")
    return made.built()


def _add_links(made: Archive, folder: Path) -> None:
    """Links in the file system that lead out of an entry's folder."""
    (made.root / "1926/05/links-symlink/linked.txt").symlink_to(folder / "secret.txt")
    (made.root / "1926/05/links-image-symlink/linked.png").symlink_to(folder / "secret.png")
    outside = folder / "outside"
    outside.mkdir()
    (outside / "index.md").write_text(f"---\ntitle: T\n---\n{HIDDEN}\n")
    (made.root / "1926/05/linked-folder").symlink_to(outside, target_is_directory=True)
    linked = made.root / "1926/05/linked-entry"
    linked.mkdir()
    (linked / "index.md").symlink_to(outside / "index.md")
    within = made.root / "1926/05/linked-within"
    within.mkdir()
    (within / "index.md").symlink_to(made.root / "conf.py")
    circle = made.root / "1926/05/circle"
    circle.mkdir()
    (circle / "index.md").symlink_to(circle / "index.md")


def kinds_of(site: Built, entry: str) -> list[str]:
    """The kinds of complaints about *entry*, without those that say nothing of the door."""
    heard = [fault for fault in site.heard if f"/{entry}/" in fault.file]
    return [fault.kind for fault in heard]


@pytest.mark.parametrize("name", CASES)
def test_the_words_are_on_the_page(site: Built, name: str) -> None:
    words = site.words(f"1926/05/{name}")
    assert CASES[name].words in words.replace("¶", "")


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.kinds])
def test_the_fault_is_told(site: Built, name: str) -> None:
    told = kinds_of(site, name)
    assert [kind for kind in CASES[name].kinds if kind not in told] == []


@pytest.mark.parametrize("name", CASES)
def test_nothing_on_the_page_runs(site: Built, name: str) -> None:
    assert list(live(site.page(f"1926/05/{name}/index.html"))) == []


def live(page: HtmlElement) -> list[str]:
    """Whatever in *page* could run code, load something from elsewhere, or lead to a program."""
    tags = "//iframe | //object | //embed | //base | //svg"
    found = [f"<{node.tag}>" for node in page.xpath(tags)]
    data = page.xpath("//script[@type='application/ld+json']")
    found += [node.text for node in data if "<" in node.text]
    found += [
        node.text
        for node in page.xpath("//script")
        if node not in data and "alert" in (node.text or "")
    ]
    found += page.xpath("//meta[@http-equiv]/@content")
    for node in page.iter("*"):
        for key, value in node.attrib.items():
            if key == "href" and "download" in node.attrib and value.startswith(SAVED):
                continue
            odd = key.startswith("on") or key in {"style", "srcdoc"}
            if odd or (key in {"href", "src", "action", "data", "poster"} and leads_away(value)):
                found.append(f"{key}={value}")
    found += [value for value in page.xpath("//img/@src") if SCHEME.match(value)]
    return found


def leads_away(address: str) -> bool:
    """Whether *address* is neither of this site nor a plain one of the web."""
    if address.startswith(("//", "\\")):
        return True
    return bool(SCHEME.match(address)) and not address.lower().startswith(ALLOWED)


def test_no_word_from_outside_is_published(site: Built) -> None:
    leaks = [name for name, content in site.files().items() if HIDDEN.encode() in content]
    assert leaks == []


def test_the_other_entries_are_built(site: Built) -> None:
    assert "All is well." in site.words("1926/05/good")


@pytest.mark.parametrize("name", ["linked-entry", "linked-within"])
def test_an_entry_that_is_a_link_is_refused(site: Built, name: str) -> None:
    assert kinds_of(site, name)[:1] == ["outside"]


def test_the_settings_are_not_shown(site: Built) -> None:
    leaks = [name for name, content in site.files().items() if b"html_theme" in content]
    assert leaks == []


def test_other_markup_is_shown_as_it_was_written(site: Built) -> None:
    page = site.page("1926/05/other-markup/evil.html")
    assert ".. include::" in page.text_content()


def test_every_complaint_has_a_line_that_exists(site: Built) -> None:
    assert [fault for fault in site.heard if fault.line < 1] == []


def test_html_is_told_once_an_entry(archive: Archive) -> None:
    archive.entry("---\ntitle: T\n---\nA\n\n<b>B</b>\n\n<i>C</i>\n")
    told = [(fault.line, fault.kind) for fault in archive.built().heard]
    assert told == [(6, "raw_html")]


def test_the_maintainer_s_pages_may_hold_html(archive: Archive) -> None:
    archive.write("about.md", "# About\n\n<b id='own'>Ours</b>\n")
    assert archive.built().page("about.html").xpath("//b[@id='own']/text()") == ["Ours"]


def test_the_maintainer_s_pages_may_include_files(archive: Archive) -> None:
    archive.write("note.txt", "A note.")
    archive.write("about.md", "# About\n\n```{include} note.txt\n```\n")
    assert "A note." in archive.built().page("about.html").text_content()


def test_no_complaint_commands_a_terminal_or_begins_a_line(site: Built) -> None:
    told = [fault.message for fault in site.heard if "/links-control-alone/" in fault.file]
    assert told[0].startswith("the picture `a\ufffd[31mb.jpg` is not there")
    assert [one for one in site.heard if not str(one).isprintable()] == []


@pytest.mark.parametrize(
    ("link", "kind", "line"),
    [("[Linked](path:a%00b.pdf)", "unsafe_link", 3), ("[Linked](a%00b.pdf)", "unreadable", 1)],
)
def test_a_page_that_names_a_file_that_cannot_be_is_built_and_told_of(
    archive: Archive, link: str, kind: str, line: int
) -> None:
    archive.write("about.md", f"# About\n\nWords.\n{link}\n")
    built = archive.built()
    [told] = [fault for fault in built.heard if fault.file.endswith("about.md")]
    assert (told.kind, told.line) == (kind, line)
    assert "Linked" in built.text("about.html")

"""Every complaint about content, with its file and its exact line.

All wrong entries stand in one archive, which is checked once; each test looks at one file of it.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PIL import Image

from broadsheet.model import ids
from broadsheet.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.conftest import Archive

MADE_ELSEWHERE = {
    Problem.UNREADABLE: "the parser's own tests make it fail",
    Problem.UNKNOWN_NODE: "only a format meets it",
    Problem.NO_GLYPH: "only the PDF meets it",
    Problem.PDF_FAILED: "only the PDF meets it",
    Problem.BAD_MATH: "only the PDF meets it",
    Problem.EPUB_FAILED: "only the EPUB meets it",
}
KNOWN = ids.mint(b"known")
SHARED = ids.mint(b"shared")
MISSPELT = KNOWN[:4] + KNOWN[5] + KNOWN[4] + KNOWN[6:]
PEOPLE = "ann-smith:\n  name: Ann Smith\nbob-jones:\n  name: Bob Jones\n  borne: 1931\n"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f00010101001bb6ee560000000049454e44ae426082"
)


def cut() -> bytes:
    """A picture of which the second half is missing."""
    held = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(held, "PNG")
    return held.getvalue()[: held.tell() // 2]


def moving() -> bytes:
    """A GIF of two pictures."""
    held = io.BytesIO()
    first, second = Image.new("L", (2, 2), 0), Image.new("L", (2, 2), 255)
    first.save(held, "GIF", save_all=True, append_images=[second])
    return held.getvalue()


class Case(NamedTuple):
    """A wrong entry: what it is, its text, and `line kind` with words of each complaint."""

    name: str
    text: str | bytes
    expected: Mapping[str, tuple[str, ...]]

    @property
    def file(self) -> str:
        """The entry's file, from the folder that holds the archive."""
        return f"archive/1926/05/{self.name}/index.md"


def front(*lines: str, body: str = "The text.\n") -> str:
    """An entry whose front matter has *lines*; the first of them is line 3."""
    return "\n".join(["---", "title: A story", *lines, "---", body])


def text(*lines: str) -> str:
    """An entry of which *lines* begin with line 4."""
    return front(body="\n".join([*lines, ""]))


CASES = (
    Case("in-order", front("published: 1926-05-04"), {}),
    Case("unknown-key", front("page: 3", "xyzzy: 1"), {"4 unknown_key": ("`xyzzy`",)}),
    Case(
        "misspelt-key", front("pubished: 1926"), {"3 unknown_key": ("did you mean `published`?",)}
    ),
    Case(
        "misspelt-inner-key",
        front("photo:", "  src: a.png", "  alt: A dot.", "  credits: Reuters"),
        {"6 unknown_key": ("`photo.credits`", "did you mean `credit`?")},
    ),
    Case(
        "misspelt-role-of-an-author",
        front("authors:", "  - name: Ann Smith", "  - name: Bob Jones", "    role: writter"),
        {"6 bad_value": ("did you mean `writer`?",)},
    ),
    Case(
        "impossible-day",
        front("published: 1926-02-30"),
        {"3 bad_date": ("February 1926 has no day 30",)},
    ),
    Case("impossible-month", front("page: 3", "updated: 1926-13"), {"4 bad_date": ("1926-13",)}),
    Case("date-in-words", front("published: last May"), {"3 bad_date": ("last May", "circa 1967")}),
    Case("broken-yaml", front("topics: [a, b", "page: 3"), {"4 bad_yaml": ()}),
    Case("key-said-twice", front("page: 3", "page: 4"), {"4 bad_value": ("`page`",)}),
    Case("refused-key", front("myst:", "  enable_extensions: []"), {"3 refused_key": ("`myst`",)}),
    Case("no-title", "---\npage: 3\n---\nThe text.\n", {"1 no_title": ()}),
    Case("bad-id", front("id: b000000000"), {"3 bad_id": ("b000000000",)}),
    Case("one-of-two", front(f"id: {SHARED}"), {}),
    Case(
        "two-of-two", front("page: 3", f"id: {SHARED}"), {"4 duplicate_id": (SHARED, "one-of-two")}
    ),
    Case("known", front(f"id: {KNOWN}", "aliases: [old/page]"), {}),
    Case("same-alias", front("aliases: [old/page]"), {"3 duplicate_alias": ("old/page",)}),
    Case("withdrawn", front("status: withdrawn"), {"3 withdrawn_without_reason": ()}),
    Case(
        "wrong-status", front("status: witdrawn"), {"3 bad_value": ("did you mean `withdrawn`?",)}
    ),
    Case(
        "unknown-person",
        front("authors:", "  - name: C. Green", "    person: xyzzy"),
        {"5 unknown_person": ("xyzzy",)},
    ),
    Case(
        "misspelt-person",
        front("authors:", "  - name: Ann Smith", "    person: ann-smyth"),
        {"5 unknown_person": ("did you mean `ann-smith`?",)},
    ),
    Case(
        "missing-lead-photo",
        front("photo:", "  src: xyzzy.jpg", "  alt: A dot."),
        {"3 missing_photo": ("xyzzy.jpg",)},
    ),
    Case("lead-photo-without-alt", front("photo:", "  src: a.png"), {"3 no_alt": ("a.png",)}),
    Case("lead-photo-in-short", front("photo: a.png"), {"3 bad_value": ("`photo`",)}),
    Case(
        "missing-photo",
        text("One.", "", ":::{photo} xyzzy.jpg", ":alt: A dot.", ":::"),
        {"6 missing_photo": ("xyzzy.jpg",)},
    ),
    Case(
        "misspelt-photo",
        text(":::{photo} a.pgn", ":alt: A dot.", ":::"),
        {"4 missing_photo": ("did you mean `a.png`?",)},
    ),
    Case(
        "photo-without-alt", text("One.", "", ":::{photo} a.png", ":::"), {"6 no_alt": ("a.png",)}
    ),
    Case("image-without-alt", text("One.", "", "![](a.png)"), {"6 no_alt": ("a.png",)}),
    Case(
        "no-picture",
        text(":::{photo} index.md", ":alt: A dot.", ":::"),
        {"4 bad_photo": ("index.md",)},
    ),
    Case(
        "remote-photo",
        text("", ":::{photo} https://example.org/a.png", ":alt: A dot.", ":::"),
        {"5 remote_photo": ("example.org",)},
    ),
    Case(
        "photo-outside",
        text(":::{photo} ../known/a.png", ":alt: A dot.", ":::"),
        {"4 outside": ("../known/a.png",)},
    ),
    Case("unsafe-link", text("One.", "", "[a](steam:b)"), {"6 unsafe_link": ("steam:b",)}),
    Case("unsafe-url", front("url: javascript:b"), {"3 unsafe_link": ("javascript:b",)}),
    Case("broken-link", text("", "", "[a](../xyzzy/index.md)"), {"6 broken_link": ("xyzzy",)}),
    Case("raw-html", text("One.", "", "<div>Two.</div>"), {"6 raw_html": ()}),
    Case("unknown-directive", text(":::{xyzzy}", ":::"), {"4 unknown_directive": ("xyzzy",)}),
    Case(
        "misspelt-directive",
        text("One.", "", ":::{datelin} LONDON", ":::"),
        {"6 unknown_directive": ("did you mean `dateline`?",)},
    ),
    Case(
        "refused-directive", text(":::{include} a.md", ":::"), {"4 refused_directive": ("include",)}
    ),
    Case(
        "misspelt-option",
        text(":::{photo} a.png", ":alt: A dot.", ":credits: Reuters", ":::"),
        {"6 unknown_option": ("did you mean `credit`?",)},
    ),
    Case(
        "impossible-date-in-an-option",
        text(":::{correction}", ":date: 1926-02-30", "", "Two, not three.", ":::"),
        {"5 bad_date": ("February 1926 has no day 30",)},
    ),
    Case(
        "inner-directive",
        text(
            "::::{content-warning} A dot.",
            "",
            "One.",
            "",
            ":::{photo} xyzzy.png",
            ":alt: A.",
            ":::",
            "::::",
        ),
        {"8 missing_photo": ("xyzzy.png",)},
    ),
    Case("unknown-role", text("", "A {xyzzy}`b`."), {"5 unknown_role": ("xyzzy",)}),
    Case(
        "misspelt-role", text("", "A {sourc}`b`."), {"5 unknown_role": ("did you mean `source`?",)}
    ),
    Case("refused-role", text("A {download}`b`."), {"4 refused_role": ("download",)}),
    Case(
        "unclosed-directive",
        text("One.", "", ":::{pullquote}", "Two.", "", "Three."),
        {"6 unclosed_directive": ("pullquote",)},
    ),
    Case("empty-directive", text(":::{poll}", ":::"), {"4 empty_directive": ("poll",)}),
    Case(
        "unknown-entry",
        text(":::{related}", f":id: {ids.mint(b'other')}", ":::"),
        {"5 unknown_entry": (ids.mint(b"other"),)},
    ),
    Case(
        "misspelt-entry",
        text("One.", "", ":::{related}", f":id: {MISSPELT}", ":::"),
        {"7 unknown_entry": (f"did you mean `{KNOWN}`?",)},
    ),
    Case(
        "changed-original",
        front("page: 3", "original:", "  file: a.png", f"  sha256: {'0' * 64}"),
        {"4 changed_original": ("`a.png` has changed",)},
    ),
    Case(
        "missing-original",
        front("original: {file: xyzzy.txt}"),
        {"3 changed_original": ("`xyzzy.txt` is not there",)},
    ),
    Case("outside-alias", front("aliases: [../../elsewhere.html]"), {"3 bad_alias": ()}),
    Case(
        "cut-photo",
        text(":::{photo} cut.png", ":alt: A dot.", ":::"),
        {"4 cut_photo": ("cut.png",)},
    ),
    Case(
        "animated-photo",
        text(":::{photo} moving.gif", ":alt: A dot.", ":::"),
        {"4 animated_photo": ("moving.gif",)},
    ),
    Case("too-deep", text("One.", "", "> " * 120 + "Two."), {"6 too_deep": ()}),
    Case("not-utf-8", front("page: 3").encode() + b"One\n\nCaf\xe9\n", {"8 not_utf8": ()}),
    Case("control-character", text("One.", "", "Two\x07."), {"6 control_character": ()}),
    Case(
        "control-character-by-escape",
        front('standfirst: "\\x07"', 'topics: [a, "b\\0"]', 'photo: {src: "a\\x01.png", alt: A}'),
        {
            "3 control_character": ("U+0007",),
            "4 control_character": ("U+0000",),
            "5 control_character": ("U+0001",),
            "5 missing_photo": (),
        },
    ),
    Case(
        "control-character-in-an-option",
        text("", ":::{pullquote}", ':by: "Ann\\x01"', "", "Two.", ":::"),
        {"6 control_character": ("U+0001",)},
    ),
    Case(
        "byte-order-mark",
        b"\xef\xbb\xbf" + text("One.", "", ":::{photo} xyzzy.png", ":alt: A.", ":::").encode(),
        {"6 missing_photo": ()},
    ),
    Case(
        "windows-line-ends",
        front("page: 3", "xyzzy: 1", body="One.\n\n:::{foto} a.png\n:::\n").replace("\n", "\r\n"),
        {"4 unknown_key": (), "8 unknown_directive": ("did you mean `photo`?",)},
    ),
)


@pytest.fixture(scope="module")
def heard(
    tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive]
) -> list[dict[str, object]]:
    """Every complaint about an archive that holds all wrong entries."""
    archive = archive_in(tmp_path_factory.mktemp("wrong"))
    archive.write("people.yaml", PEOPLE)
    for case in CASES:
        archive.entry(case.text, f"1926/05/{case.name}")
        archive.write(f"1926/05/{case.name}/a.png", PICTURE)
    archive.write("1926/05/cut-photo/cut.png", cut())
    archive.write("1926/05/animated-photo/moving.gif", moving())
    told = archive.broadsheet("check", "--archive", "archive", "--json")
    assert told.stderr == ""
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_complaint_names_the_line(case: Case, heard: list[dict[str, object]]) -> None:
    own = [one for one in heard if one["file"] == case.file]
    assert [f"{one['line']} {one['kind']}" for one in own] == list(case.expected)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.expected], ids=lambda case: case.name
)
def test_a_complaint_says_what_to_do(case: Case, heard: list[dict[str, object]]) -> None:
    own = {
        f"{one['line']} {one['kind']}": str(one["message"])
        for one in heard
        if one["file"] == case.file
    }
    for place, words in case.expected.items():
        told = own[place]
        assert "; " in told
        assert [word for word in words if word not in told] == []


def test_every_kind_of_complaint_is_met_here() -> None:
    met = {place.split()[1] for case in CASES for place in case.expected}
    kinds = {problem.kind for problem in Problem if problem not in MADE_ELSEWHERE}
    assert sorted(kinds - met) == []


def test_a_fault_in_people_yaml_has_its_line(heard: list[dict[str, object]]) -> None:
    own = [one for one in heard if one["file"] == "archive/people.yaml"]
    assert [(one["line"], one["kind"]) for one in own] == [(5, "unknown_key")]


def test_nothing_else_is_complained_of(heard: list[dict[str, object]]) -> None:
    files = {case.file for case in CASES} | {"archive/people.yaml"}
    assert [one for one in heard if one["file"] not in files] == []


def test_an_archive_in_order_gives_status_0(archive: Archive) -> None:
    archive.entry(front("published: 1926-05-04"))
    told = archive.broadsheet("check")
    assert (told.returncode, told.stdout) == (0, "archive: everything is in order.\n")


def test_a_complaint_gives_status_1_and_a_summary(archive: Archive) -> None:
    archive.entry(front("xyzzy: 1"))
    told = archive.broadsheet("check")
    assert (told.returncode, told.stdout.splitlines()[-1]) == (1, "archive: 1 complaint.")


def test_complaints_are_sorted_by_file_and_line(archive: Archive) -> None:
    archive.entry(front("xyzzy: 1", "xyzzz: 1"), "1926/05/b")
    archive.entry(front("xyzzy: 1"), "1926/05/a")
    places = [":".join(line.split(":")[:2]) for line in archive.check()]
    assert places == [
        "archive/1926/05/a/index.md:3",
        "archive/1926/05/b/index.md:3",
        "archive/1926/05/b/index.md:4",
    ]


def test_a_suppressed_kind_is_not_told(archive: Archive) -> None:
    archive.write(
        "conf.py", 'extensions = ["broadsheet"]\nsuppress_warnings = ["broadsheet.no_alt"]'
    )
    archive.entry(text("![](a.png)"))
    archive.write("1926/05/strike/a.png", PICTURE)
    assert archive.check() == []


def test_a_wrong_setting_is_told_of_conf_py(archive: Archive) -> None:
    archive.write("conf.py", 'extensions = ["broadsheet"]\nbroadsheet_entries = "1*"\n')
    assert [line.rpartition(" ")[2] for line in archive.check()] == ["[setting]"]


def test_a_broken_conf_py_is_told_without_a_traceback(archive: Archive) -> None:
    archive.write("conf.py", "extensions = [")
    told = archive.broadsheet("check")
    assert told.returncode == 1
    assert told.stderr.startswith("broadsheet: Configuration error: ")
    assert "Traceback" not in told.stderr


def test_a_folder_that_is_no_archive_is_told(archive: Archive) -> None:
    told = archive.broadsheet("check", "--archive", "elsewhere")
    assert (told.returncode, told.stderr) == (
        1,
        "broadsheet: `elsewhere` is no archive: it has no conf.py\n",
    )


def test_nothing_is_written_into_the_archive(archive: Archive) -> None:
    archive.entry(front("xyzzy: 1"))
    before = sorted(archive.root.parent.rglob("*"))
    archive.check()
    assert sorted(archive.root.parent.rglob("*")) == before

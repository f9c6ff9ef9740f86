"""Pasted text: each case is a text of our own beside what must become of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from broadsheet.importers import text
from broadsheet.model.draft import Covered, Embedded, Part, Picture
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from broadsheet.model.draft import Draft
    from broadsheet.model.facts import Author, Poll

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
EVERYTHING = (CASES / "everything.txt").read_text(encoding="utf-8")


def shown(draft: Draft) -> dict[str, Any]:
    """What a case's expectation can speak of."""
    entry = draft.entry
    return {
        "title": entry.title,
        "standfirst": entry.standfirst,
        "byline": entry.byline,
        "authors": [author_shown(author) for author in entry.authors],
        "published": entry.published,
        "updated": entry.updated,
        "published_as_printed": entry.published_as_printed,
        "photos": [
            {"alt": photo.alt, "caption": photo.caption, "credit": photo.credit}
            for photo in draft.photos
        ],
        "warnings": list(draft.warnings),
        "embeds": [f"{each.kind}{', lost' if each.lost else ''}" for each in draft.embeds],
        "polls": [poll_shown(poll) for poll in draft.polls],
        "related": [related.title for related in draft.related],
        "paragraphs": list(draft.paragraphs),
        "remarks": [f"{remark.line} {remark.notice.kind}" for remark in draft.remarks],
    }


def author_shown(author: Author) -> str:
    """An author's name, with the role where it is not the usual one."""
    return author.name if author.role == "writer" else f"{author.name} ({author.role})"


def poll_shown(poll: Poll) -> str:
    """A poll's question and answers on one line."""
    return " ".join([poll.question, *(f"{each.text}={each.result}" for each in poll.options)])


def read(given: str) -> dict[str, Any]:
    """What becomes of a text."""
    return shown(text.read(given.encode()))


@pytest.mark.parametrize("name", NAMES)
def test_a_pasted_text_becomes_what_its_case_says(name: str) -> None:
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    found = shown(text.read((CASES / f"{name}.txt").read_bytes()))
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_line_that_is_not_empty_is_in_the_report(name: str) -> None:
    given = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    draft = text.read(given.encode())
    assert [taken.line for taken in draft.taken] == list(range(1, len(given.split("\n")) + 1))


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_but_those_the_report_says_were_left_out(name: str) -> None:
    draft = text.read((CASES / f"{name}.txt").read_bytes())
    kept = " ".join(json.dumps(shown(draft), ensure_ascii=False).replace("\\", "").split())
    left_out = {Part.HEADLINE_AGAIN, Part.FURNITURE, Part.RELATED_LABEL, Part.POLL_ANSWER}
    for taken in draft.taken:
        if taken.part in left_out:
            continue
        labelled = taken.part in {Part.RELATED, Part.POLL}
        said = taken.text.rpartition(": ")[2] if labelled else taken.text
        words = [word.strip("()[]|:,•") for word in said.replace('"', "").split()]
        assert [word for word in words if word not in kept] == []


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "\ufeff"),
        ("utf-16-be", "\ufeff"),
        ("utf-32", ""),
    ],
)
def test_a_file_that_names_its_encoding_is_read_in_it(encoding: str, mark: str) -> None:
    data = (mark + EVERYTHING).encode(encoding)
    assert shown(text.read(data)) == read(EVERYTHING)


def test_text_of_windows_is_read_and_the_guess_is_told() -> None:
    found = shown(text.read(EVERYTHING.encode("cp1252")))
    assert found["remarks"][0] == "1 guessed_encoding"
    assert found["paragraphs"] == read(EVERYTHING)["paragraphs"]


def test_wide_text_without_a_mark_is_read_and_the_guess_is_told() -> None:
    found = shown(text.read(EVERYTHING.encode("utf-16-le")))
    assert found["remarks"][0] == "1 guessed_encoding"
    assert found["title"] == read(EVERYTHING)["title"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_other_line_ends_make_the_same_entry(end: str) -> None:
    found = read(EVERYTHING.replace("\n", end))
    assert {**found, "remarks": []} == {**read(EVERYTHING), "remarks": []}


def test_a_text_without_empty_lines_makes_the_same_entry() -> None:
    close = "\n".join(line for line in EVERYTHING.split("\n") if line.strip())
    assert {**read(close), "remarks": []} == {**read(EVERYTHING), "remarks": []}


def test_reading_twice_gives_the_same_draft() -> None:
    assert text.read(EVERYTHING.encode()) == text.read(EVERYTHING.encode())


def test_a_warning_covers_the_embed_that_was_lost() -> None:
    covered = [b for b in text.read(EVERYTHING.encode()).blocks if isinstance(b, Covered)]
    assert [isinstance(block, Embedded) for block in covered[0].blocks] == [True]


def test_a_warning_right_above_a_photo_covers_it() -> None:
    draft = text.read((CASES / "two-stories-below.txt").read_bytes())
    covered = [block for block in draft.blocks if isinstance(block, Covered)]
    assert [isinstance(block, Picture) for block in covered[-1].blocks] == [True]


def test_a_warning_of_the_whole_story_stands_in_the_front_matter() -> None:
    warning = (
        "Editor’s note: This story contains descriptions of violence some may find distressing."
    )
    draft = text.read(f"A Night at the Docks\n\n{warning}\n\nIt was dark.".encode())
    assert draft.entry.warning is not None
    assert draft.entry.warning.text == warning


def test_characters_that_cannot_be_printed_are_left_out_and_told() -> None:
    body = "It was dark. " * 50
    found = read(f"A Night at the\x07 Docks\n\n{body}")
    assert found["title"] == "A Night at the Docks"
    assert "1 control_character" in found["remarks"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\xc2\xa0\n", "it is empty"),
        (b"%PDF-1.7\n1 0 obj", "it is a PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (bytes(range(256)) * 4, "not text"),
        (("Привет, как дела? " * 20).encode("cp1251"), "neither UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BroadsheetError, match=reason):
        text.read(data)


def test_a_line_as_long_as_a_book_is_read_in_no_time() -> None:
    given = f"A Title for It\n\n{'(' * 200_000} {' ' * 200_000}word."
    assert text.read(given.encode()).paragraphs[0].endswith("word.")

"""The entry: nothing is required, nothing is guessed, every word is kept as it was written."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from broadsheet.model import frontmatter
from broadsheet.model.entry import Entry

FIELDS = """\
---
id: sbkn2z4d2w
title: "The Lamp: Lit"
standfirst: No
byline: 007
published: 1967
published_as_printed: 1.10
updated: 2024-12-31
dateline: Yes
publication: 1_000
edition: 0x1F
section: on
page: 012
column: 1e3
language: no
series: ~x
rights: "© 'X' \\\\ <b>"
status: published
---
"""


def of(text: str) -> Entry:
    found = frontmatter.read(text)
    entry, complaints = Entry.said(found.values, found.lines)
    assert complaints == []
    return entry


def test_nothing_is_required() -> None:
    assert Entry.said({}, {}) == (Entry(), [])


def test_nothing_is_guessed() -> None:
    kept = of("---\ntitle: x\n---\n").model_dump(exclude_defaults=True)
    assert kept == {"title": "x"}


def test_every_text_is_kept_verbatim() -> None:
    assert of(FIELDS).model_dump(exclude_defaults=True) == {
        "id": "sbkn2z4d2w",
        "title": "The Lamp: Lit",
        "standfirst": "No",
        "byline": "007",
        "published": "1967",
        "published_as_printed": "1.10",
        "updated": "2024-12-31",
        "dateline": "Yes",
        "publication": "1_000",
        "edition": "0x1F",
        "section": "on",
        "page": "012",
        "column": "1e3",
        "language": "no",
        "series": "~x",
        "rights": "© 'X' \\ <b>",
    }


def test_an_entry_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Entry(title="x").title = "y"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [
        ("en", "", "ltr"),
        ("ar", "", "rtl"),
        ("he-IL", "", "rtl"),
        ("AR-EG", "", "rtl"),
        ("", "", ""),
        ("", "rtl", "rtl"),
        ("en", "rtl", "rtl"),
        ("ar", "ltr", "ltr"),
        ("are", "", "ltr"),
    ],
)
def test_the_direction_is_the_language_s_unless_it_is_said(
    language: str, said: str, written: str
) -> None:
    entry = Entry.model_validate({"language": language, "direction": said})
    assert entry.written == written

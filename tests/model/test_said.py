"""Records: each value checked by its key; what is wrong is left out and told, the rest is kept."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.model.entry import Entry
from broadsheet.model.facts import Photo
from broadsheet.model.said import EDTF_ADVICE

ROLES = "write one of: `writer`, `photographer`, `editor`, `agency`, `translator`"
WEB = "write an address that begins with http:// or https://"

LINES: dict[tuple[str | int, ...], int] = {
    ("title",): 2,
    ("authors",): 3,
    ("authors", 1): 5,
    ("photo",): 7,
    ("photo", "credits"): 9,
}


def said(values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What an entry with *values* keeps, beside its title, and what is told."""
    entry, complaints = Entry.said({"title": "T", **values}, LINES)
    kept = entry.model_dump(exclude_defaults=True)
    assert kept.pop("title") == "T"
    return kept, [f"{fault.line}: {fault.message}; {fault.advice}" for fault in complaints]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"topics": "sea; light ;"}, {"topics": ("sea", "light")}),
        ({"topics": ["sea", "", "light"]}, {"topics": ("sea", "light")}),
        ({"topics": ["a; b"]}, {"topics": ("a; b",)}),
        ({"topics": ""}, {}),
        ({"authors": "Ann; Bob"}, {"authors": ({"name": "Ann"}, {"name": "Bob"})}),
        ({"authors": ["Ann"]}, {"authors": ({"name": "Ann"},)}),
        ({"authors": {"name": "Ann"}}, {"authors": ({"name": "Ann"},)}),
        ({"warning": "a mast"}, {"warning": {"text": "a mast"}}),
        ({"warning": {"kinds": "a; b"}}, {"warning": {"kinds": ("a", "b")}}),
        ({"published": "", "url": ""}, {}),
    ],
)
def test_short_forms_are_understood(values: dict[str, Any], kept: dict[str, Any]) -> None:
    assert said(values) == (kept, [])


@pytest.mark.parametrize(
    ("values", "kept", "told"),
    [
        ({"titel": "x"}, {}, "1: unknown key `titel`; did you mean `title`?"),
        (
            {"photo": {"src": "a", "credits": "x"}},
            {"photo": {"src": "a"}},
            "9: unknown key `photo.credits`; did you mean `credit`?",
        ),
        (
            {"photo": {"warning": {"kind": "x"}}},
            {"photo": {"warning": {}}},
            "7: unknown key `photo.warning.kind`; did you mean `kinds`?",
        ),
        (
            {"original": {"size": "x"}},
            {"original": {}},
            "1: unknown key `original.size`; the original can have: `file`, `sha256`",
        ),
        ({"status": "drft"}, {}, "1: `status` cannot be `drft`; did you mean `draft`?"),
        (
            {"direction": "up"},
            {},
            "1: `direction` cannot be `up`; write one of: `ltr`, `rtl`",
        ),
        (
            {"photo": "a.jpg"},
            {},
            "7: `photo` has a value of the wrong form; write keys with values, such as `src:`",
        ),
        ({"page": ["3"]}, {}, "1: `page` has a value of the wrong form; write a text"),
        ({"topics": {"a": "b"}}, {}, "1: `topics` has a value of the wrong form; write a list"),
        (
            {"topics": ["a", ["b"], "c"]},
            {"topics": ("a", "c")},
            "1: `topics` has a value of the wrong form; write a text",
        ),
        (
            {"authors": ["Ann", {"name": "Bob", "role": "whale"}]},
            {"authors": ({"name": "Ann"}, {"name": "Bob"})},
            f"5: `authors.role` cannot be `whale`; {ROLES}",
        ),
        (
            {"authors": {"name": "Ann", "role": "editr"}},
            {"authors": ({"name": "Ann"},)},
            "3: `authors.role` cannot be `editr`; did you mean `editor`?",
        ),
        (
            {"authors": ["Ann", ["Bob"]]},
            {"authors": ({"name": "Ann"},)},
            "5: `authors` has a value of the wrong form; write keys with values, such as `name:`",
        ),
        (
            {"url": "javascript:alert(1)"},
            {},
            f"1: `url`: `javascript:alert(1)` is no web address; {WEB}",
        ),
        (
            {"id": "abc"},
            {},
            "1: `id`: `abc` is no id; copy it again, or leave it out",
        ),
        (
            {"photo": {"src": "a", "date": "soon"}},
            {"photo": {"src": "a"}},
            f"7: `photo.date`: `soon` is not a date that can be kept; {EDTF_ADVICE}",
        ),
    ],
)
def test_what_is_wrong_is_left_out_and_told(
    values: dict[str, Any], kept: dict[str, Any], told: str
) -> None:
    assert said(values) == (kept, [told])


@pytest.mark.parametrize("name", ["lead", "covered", "missing", "width", "height"])
def test_nobody_writes_what_is_computed(name: str) -> None:
    kept, told = said({"photo": {"src": "a", name: "1"}})
    assert kept == {"photo": {"src": "a"}}
    assert told[0].startswith(f"7: unknown key `photo.{name}`; ")


def test_several_faults_in_one_list_are_all_left_out() -> None:
    kept, told = said({"topics": [["a"], "b", ["c"], "d", ["e"]]})
    assert kept == {"topics": ("b", "d")}
    assert len(told) == 3


def test_what_was_written_is_not_touched() -> None:
    values = {"photo": {"src": "a", "credits": "b", "date": "c"}, "topics": ["a", ["b"]]}
    said(values)
    assert values == {"photo": {"src": "a", "credits": "b", "date": "c"}, "topics": ["a", ["b"]]}


@pytest.mark.parametrize("address", ["ftp://a", "data:text/html,x", "//a", "a.html", " https://a"])
def test_an_address_is_one_of_the_web(address: str) -> None:
    kept, told = said({"url": address})
    assert kept == {}
    assert "is no web address" in told[0]


@pytest.mark.parametrize("address", ["http://a", "https://a/b?c#d", "HTTPS://A"])
def test_a_web_address_is_kept_as_it_is(address: str) -> None:
    assert said({"url": address}) == ({"url": address}, [])


def test_names_are_what_an_author_may_write() -> None:
    assert Photo.names() == (
        "src", "alt", "caption", "credit", "rights", "date", "people", "warning",
    )  # fmt: skip

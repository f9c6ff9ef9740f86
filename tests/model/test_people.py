"""People: who a name belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.model import frontmatter, people
from broadsheet.model.facts import Author
from broadsheet.model.said import Path

SOURCE = """\
ann-smith:
  name: Ann Smith
  also: [A. Smith, "ANN B. SMITH"]
  role: photographer
  born: 1898
reuters:
  name: Reuters
  role: agency
bob: Bob Jones
nameless:
  note: Nobody knows.
"""


@pytest.fixture(scope="module")
def known() -> people.People:
    return people.read(SOURCE)[0]


def test_everyone_is_filed_under_a_key(known: people.People) -> None:
    assert list(known.by_key) == ["ann-smith", "reuters", "bob", "nameless"]


def test_a_person_without_a_name_is_called_by_the_key(known: people.People) -> None:
    assert known.by_key["nameless"].name == "nameless"


def test_a_person_may_be_no_more_than_a_name(known: people.People) -> None:
    assert known.by_key["bob"].name == "Bob Jones"


@pytest.mark.parametrize(
    ("author", "key"),
    [
        (Author(name="Ann Smith"), "ann-smith"),
        (Author(name="ann  SMITH"), "ann-smith"),
        (Author(name="A. Smith"), "ann-smith"),
        (Author(name="Ann B. Smith"), "ann-smith"),
        (Author(name="Ann"), ""),
        (Author(person="reuters"), "reuters"),
        (Author(name="Ann Smith", person="bob"), "bob"),
        (Author(name="Ann Smith", person="nobody"), ""),
    ],
)
def test_an_author_is_found_by_name_or_key(known: people.People, author: Author, key: str) -> None:
    assert known.key_of(author) == key


def test_an_author_given_by_key_gets_the_name(known: people.People) -> None:
    assert known.named(Author(person="reuters")).name == "Reuters"


def test_the_name_as_printed_stays(known: people.People) -> None:
    assert known.named(Author(name="A. Smith")).name == "A. Smith"


def test_an_author_who_is_nobody_known_stays_as_given(known: people.People) -> None:
    stranger = Author(name="Tom Reeve")
    assert known.named(stranger) == stranger


@pytest.mark.parametrize("author", [Author(name="Tom Reeve"), Author(person="bob")])
def test_nothing_is_wrong_with_a_name_or_a_known_key(known: people.People, author: Author) -> None:
    assert known.complaint(author) is None


def test_an_unknown_key_is_told_with_the_nearest(known: people.People) -> None:
    told = known.complaint(Author(person="ann-smit"))
    assert told is not None
    assert told.message == "`ann-smit` is not in people.yaml"
    assert told.advice == "did you mean `ann-smith`?"


@pytest.mark.parametrize(
    ("source", "line", "kind"),
    [
        ("ann:\n  name: Ann\n  nmae: Anne\n", 3, "unknown_key"),
        ("ann:\n  name: Ann\n  born: 1898-13\n", 3, "bad_date"),
        ("ann:\n  name: Ann\n  url: javascript:alert(1)\n", 3, "unsafe_link"),
        ("ann:\n  name: Ann\n  sort_name: [Byrne, Ann]\n", 3, "bad_value"),
        ("ann: [a]\n", 1, "bad_value"),
        ("ann: [\n", 2, "bad_yaml"),
        ("ann: Ann\n../../evil:\n  name: Eve\n", 2, "bad_value"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(source: str, line: int, kind: str) -> None:
    told = people.read(source)[1]
    assert [(fault.line, fault.problem.kind) for fault in told] == [(line, kind)]


def test_another_spelling_of_the_sort_name_is_told_the_right_one() -> None:
    (told,) = people.read("ann:\n  name: Ann Byrne\n  sort-name: Byrne, Ann\n")[1]
    assert (told.message, told.line) == ("unknown key `sort-name`", 3)
    assert told.advice == "did you mean `sort_name`?"


@pytest.mark.parametrize("key", ["../../evil", "..", "a/b", "a\\b", ".a", "a b", "/etc", "a" * 61])
def test_a_person_whose_key_is_no_name_of_a_folder_is_left_out(key: str) -> None:
    known, told = people.read(f"{key}: {{name: Eve}}\nbob: Bob\n")
    assert list(known.by_key) == ["bob"]
    assert known.key_named("Eve") == ""
    assert [fault.message for fault in told] == [
        f"the key `{key}` cannot be part of an address, so the person is left out"
    ]


def test_the_lines_are_walked_once_however_many_people_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walks = []

    class Walked(dict[Path, int]):
        def items(self) -> Any:  # noqa: ANN401 - as a dictionary has it, which is not to be named
            walks.append(1)
            return super().items()

    found = frontmatter.read_yaml(SOURCE)
    found.lines = Walked(found.lines)
    monkeypatch.setattr(frontmatter, "read_yaml", lambda _source: found)
    assert len(people.read(SOURCE)[0].by_key) == 4
    assert len(walks) == 1


def test_an_empty_file_knows_nobody() -> None:
    assert people.read("") == (people.People(), [])

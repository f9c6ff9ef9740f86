"""`broadsheet new`: questions in the terminal, answered from a pipe."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from broadsheet.__main__ import main
from broadsheet.model import frontmatter, ids

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = ("title", "byline", "date", "publication", "page", "language")
PHOTO = ("file", "alt", "caption", "credit")


def answers(*body: str, **given: str) -> str:
    """The answers to all questions, empty but for those that are *given*."""
    return "\n".join([*(given.get(key, "") for key in (*QUESTIONS, *PHOTO)), *body, ""])


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A function that answers, and gives the text of the entry that was written."""
    (tmp_path / "conf.py").touch()
    monkeypatch.chdir(tmp_path)

    def written(typed: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert main(["new"]) == 0
        (entry,) = Path().rglob("index.md")
        return entry.read_text(encoding="utf-8")

    return written


def front(text: str) -> dict[str, object]:
    """The front matter of an entry without its id."""
    return {key: value for key, value in frontmatter.read(text).values.items() if key != "id"}


def test_a_title_is_enough(new: Callable[[str], str]) -> None:
    text = new(answers(".", title="The strike"))
    assert front(text) == {"title": "The strike"}
    assert ids.check(str(frontmatter.read(text).values["id"]))


def test_the_title_is_asked_for_until_there_is_one(new: Callable[[str], str]) -> None:
    assert front(new("\n\n" + answers(".", title="The strike"))) == {"title": "The strike"}


def test_every_answer_has_its_key(new: Callable[[str], str]) -> None:
    given = {"byline": "By Ann Smith and Bob Jones", "date": "May 4, 1926", "page": "3"}
    photo = {"file": "no.jpg", "alt": "A gate", "caption": "The *gate*", "credit": "Bob Jones"}
    text = new(answers(".", title="The strike", publication="The Post", **given, **photo))
    assert front(text) == {
        "title": "The strike",
        "byline": "By Ann Smith and Bob Jones",
        "authors": ["Ann Smith", "Bob Jones"],
        "published": "1926-05-04",
        "published_as_printed": "May 4, 1926",
        "publication": "The Post",
        "page": "3",
        "photo": {
            "src": "no.jpg",
            "alt": "A gate",
            "caption": r"The \*gate\*",
            "credit": "Bob Jones",
        },
    }


def test_the_body_ends_with_a_full_stop_alone(new: Callable[[str], str]) -> None:
    text = new(answers("One.", "", "# Two", ".", "Three.", title="The strike"))
    assert text.partition("---\n\n")[2] == "One.\n\n\\# Two\n"


def test_the_body_ends_with_the_input(new: Callable[[str], str]) -> None:
    assert new(answers("One.", title="The strike")).endswith("\n\nOne.\n")


def test_answers_may_end_early(new: Callable[[str], str]) -> None:
    assert front(new("The strike\nBy Ann Smith")) == {
        "title": "The strike",
        "byline": "By Ann Smith",
        "authors": ["Ann Smith"],
    }


@pytest.mark.parametrize("wrong", ["February 30, 1926", "1926-13-01", "31 April 1926"])
def test_a_day_that_never_was_is_asked_for_again(wrong: str, new: Callable[[str], str]) -> None:
    text = new(answers(".", title="The strike", date=f"{wrong}\n1926"))
    assert front(text) == {"title": "The strike", "published": "1926"}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("circa 1926", {"published": "circa 1926"}),
        ("196X", {"published": "196X"}),
        ("Dec. 31", {"published_as_printed": "Dec. 31"}),
        ("Whitsun", {"published_as_printed": "Whitsun"}),
        ("May 1926", {"published": "1926-05", "published_as_printed": "May 1926"}),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(
    date: str, expected: dict[str, str], new: Callable[[str], str]
) -> None:
    assert front(new(answers(".", title="The strike", date=date))) == {
        "title": "The strike",
        **expected,
    }


def test_the_photo_comes_to_lie_beside_the_entry(new: Callable[[str], str], tmp_path: Path) -> None:
    picture = tmp_path / "elsewhere" / "gate.jpg"
    picture.parent.mkdir()
    picture.write_bytes(b"a picture")
    new(answers(".", title="The strike", file=str(picture)))
    assert (tmp_path / "undated/the-strike/gate.jpg").read_bytes() == b"a picture"


@pytest.mark.parametrize("name", ["gone/quay.jpg", "~nobody-is-called-so/quay.jpg"])
def test_a_photo_that_cannot_be_read_is_told_and_its_name_kept(
    new: Callable[[str], str], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert "  src: quay.jpg\n" in new(answers(".", title="The strike", file=name))
    assert f"`{name}` cannot be read" in capsys.readouterr().out


def test_without_a_title_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["new"]) == 1
    assert "needs a title" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["conf.py"]

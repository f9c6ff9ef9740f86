"""`broadsheet find`: what a person reads in a terminal, and what a program reads."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from broadsheet import __main__ as command_line
from broadsheet.search import days, documents, index

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built

HEAVY = {"sphinx", "docutils", "numpy", "pydantic", "yaml", "babel", "snowballstemmer"}
STRIKE = "The general strike closed the harbour.\x1b[2J The strikers went home."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the index of two stories and a photograph."""
    folder = tmp_path_factory.mktemp("site")
    told = {"k": "story", "a": "1926/05/strike/", "t": "The Strike", "d": "4 May 1926"}
    told |= {"b": "By Ann Smith", "x": STRIKE, "w": "violence", "e": "1926-05-04"}
    day = days.date("1926-05-04")
    held = [
        documents.document(
            [("text", STRIKE), ("headline", "The Strike")],
            days=day,
            values={"year": [("1926", "1926")]},
            fragment=told,
        ),
        documents.document(
            [("caption", "The harbour at dawn")],
            kind=1,
            days=day,
            fragment={"k": "photograph", "a": "1926/05/strike/#p1", "x": "The harbour at dawn"},
        ),
        documents.document([("text", "A mill.")], fragment={"k": "story", "a": "x/", "t": "Mill"}),
    ]
    index.write(held, folder / "search")
    return folder


def asked(site: Path, *words: str) -> int:
    """Ask for *words*, and give the exit status."""
    return command_line.main(["find", "--site", str(site), *words])


def told(site: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What is told to a program."""
    asked(site, "--json", *words)
    return dict(json.loads(capsys.readouterr().out))


def test_a_story_is_told_with_its_date_byline_address_warning_and_a_passage(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(site, "strike", "harbour") == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 story, 1 photograph.",
        "",
        "1. The Strike",
        "   4 May 1926 · By Ann Smith",
        "   1926/05/strike/",
        "   Content warning: violence",
        "   The general strike closed the harbour. [2J The strikers went home.",
        "",
        "2. photograph",
        "   1926/05/strike/#p1",
        "   The harbour at dawn",
    ]


def test_the_words_are_bold_in_a_terminal(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    asked(site, "harbour")
    assert "closed the \x1b[1mharbour\x1b[0m." in capsys.readouterr().out


def test_nothing_found_is_the_status_1_and_the_word_that_may_be_meant_is_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(site, "harbuor") == 1
    assert capsys.readouterr().out.splitlines() == [
        "`harbuor` stands nowhere in this archive; did you mean `harbour`?",
        "0 stories, 0 photographs.",
    ]


def test_what_was_not_understood_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(site, 'dateline:Jarrow date:yesterday "harbour')
    assert capsys.readouterr().out.splitlines()[:4] == [
        "There is no field `dateline`; its words were searched together.",
        "`yesterday` is no date; write 1967, 1967-05, 1967-05-04, or 1967..1969.",
        "A quotation mark was not closed; it ends with the query.",
        "`dateline` stands nowhere in this archive.",
    ]


def test_a_folder_without_an_index_is_the_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(tmp_path, "harbour") == 2
    assert "there is no index" in capsys.readouterr().err


def test_a_program_is_told_everything(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(site, capsys, "harbour", "zebra")
    hit = answer["stories"]["hits"][0]
    assert (hit["title"], hit["published"], hit["every_word"]) == ("The Strike", "1926-05-04", True)
    assert hit["snippet"][1] == ["harbour", True]
    assert answer["photographs"]["count"] == 1
    assert answer["notices"][0]["code"] == "missing"
    assert answer["facets"]["year"] == [{"label": "1926", "key": "1926", "count": 1}]


def test_there_are_no_more_than_were_asked_for(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(site, capsys, "--limit", "1", "mill OR harbour")
    assert (answer["stories"]["count"], len(answer["stories"]["hits"])) == (2, 1)


@pytest.mark.parametrize("limit", ["-1", "ten"])
def test_a_limit_is_a_number(site: Path, capsys: pytest.CaptureFixture[str], limit: str) -> None:
    with pytest.raises(SystemExit):
        asked(site, f"--limit={limit}", "harbour")
    assert f"argument --limit: `{limit}` is no number" in capsys.readouterr().err


def test_the_oldest_can_come_first(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(site, capsys, "--sort", "oldest", "mill OR harbour")
    assert [hit["title"] for hit in answer["stories"]["hits"]] == ["The Strike", "Mill"]


def test_the_site_of_an_archive_can_be_asked(
    demonstration: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(demonstration.out, capsys, "harbour 1900..1999")
    address = answer["stories"]["hits"][0]["address"]
    assert (demonstration.out / address).is_file()


def test_neither_sphinx_nor_numpy_is_loaded(site: Path) -> None:
    program = "import sys; from broadsheet.__main__ import main\n"
    program += f"main(['find', '--site', {str(site)!r}, 'hárbour']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert HEAVY.isdisjoint(loaded)
    assert "broadsheet.search.finding" in loaded

"""What the page of an entry tells of its own past."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from broadsheet.history import Change, Past
from broadsheet.html import changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Archive, Built

STRIKE, FAIR = "1926/05/strike", "1926/05/fair"
STORY = "---\ntitle: {}\npublished: 1926-05-07\nlanguage: {}\n---\n{}\n"
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org")


@pytest.fixture
def commit(archive: Archive, tool: Callable[[str], str]) -> Callable[[str, str], None]:
    """A function that takes all changes of the archive into its history, on a day."""
    program = tool("git")

    def run(*words: str, day: str = "2026-01-02") -> None:
        subprocess.run(
            [program, "-C", archive.root, *WHO, *words],
            check=True,
            capture_output=True,
            env={"GIT_COMMITTER_DATE": f"{day}T10:00:00Z", "PATH": "/usr/bin:/bin"},
        )

    def commit(title: str, day: str) -> None:
        run("add", "--all")
        run("commit", "-qm", title, day=day)

    run("init", "-q")
    return commit


@pytest.fixture
def two(archive: Archive, commit: Callable[[str, str], None]) -> Archive:
    """An archive of two stories, one of them changed since."""
    archive.entry(STORY.format("The Strike", "en", "One."), STRIKE)
    archive.entry(STORY.format("The Fair", "en", "One."), FAIR)
    commit("Take in", "2026-01-02")
    archive.entry(STORY.format("The Strike", "en", "Two."), STRIKE)
    commit("Read <b>Two</b> & no more", "2026-02-03")
    return archive


def told(built: Built, path: str = STRIKE) -> list[str]:
    """The lines that the foot of a story's page has of its past."""
    found = built.page(f"{path}/index.html").xpath(
        "//footer//dt[.='In this archive']/following-sibling::dd[1]//*[self::p or self::summary]"
    )
    return [" ".join(line.text_content().split()) for line in found]


def test_the_foot_tells_since_when_the_story_is_here_and_what_was_changed(two: Archive) -> None:
    assert told(two.built()) == [
        "since 2 January 2026",
        "1 change",
        "3 February 2026 Read <b>Two</b> & no more",
    ]


def test_a_story_that_was_not_changed_has_only_its_day(two: Archive) -> None:
    assert told(two.built(), FAIR) == ["since 2 January 2026"]


def test_the_day_of_a_change_is_there_for_programs_too(two: Archive) -> None:
    page = two.built().page(f"{STRIKE}/index.html")
    assert page.xpath("//footer//time/@datetime") == ["2026-02-03"]


def test_without_a_history_nothing_is_told(archive: Archive) -> None:
    archive.entry(STORY.format("The Strike", "en", "One."), STRIKE)
    assert told(archive.built()) == []


def test_an_archive_may_leave_it_out(two: Archive) -> None:
    two.built()
    two.write("conf.py", (two.root / "conf.py").read_text() + "broadsheet_history = False\n")
    assert told(two.built()) == []


def test_a_change_that_is_not_saved_is_not_told(two: Archive) -> None:
    two.entry(STORY.format("The Fair", "en", "Two."), FAIR)
    built = two.built()
    assert "Two." in built.words(FAIR)
    assert told(built, FAIR) == ["since 2 January 2026"]


def test_when_a_change_is_saved_only_its_page_is_written(
    two: Archive, commit: Callable[[str, str], None]
) -> None:
    two.entry(STORY.format("The Fair", "en", "Two."), FAIR)
    built = two.built()
    before = {name: (built.out / name).stat().st_mtime_ns for name in built.files()}
    commit("Another", "2026-03-04")
    built = two.built()
    new = [name for name in before if (built.out / name).stat().st_mtime_ns != before[name]]
    assert (new, told(built, FAIR)[1]) == ([f"{FAIR}/index.html"], "1 change")


def test_within_a_story_of_another_language_it_is_told_in_the_sites(
    archive: Archive, commit: Callable[[str, str], None]
) -> None:
    archive.entry(STORY.format("بحارة", "ar", "x"), STRIKE)
    commit("Take in", "2026-01-02")
    [foot] = archive.built().page(f"{STRIKE}/index.html").xpath("//footer[@class='article-foot']")
    assert (foot.get("lang"), foot.get("dir")) == ("en", "ltr")


def test_of_a_withdrawn_story_nothing_is_told(
    two: Archive, commit: Callable[[str, str], None]
) -> None:
    two.entry(STORY.format("The Strike\nstatus: withdrawn", "en", "Two."), STRIKE)
    commit("The name of a child", "2026-03-04")
    assert told(two.built()) == []


def test_of_many_changes_the_newest_are_told_and_the_others_counted() -> None:
    many = tuple(Change("2026-02-03", f"Change {number}") for number in range(25))
    _since, node = changes.row(Past("2026-01-02", many))
    lines = node.astext().split("\n\n")
    assert (lines[0], lines[1], lines[-2], lines[-1]) == (
        "25 changes",
        "3 February 2026 Change 0",
        "3 February 2026 Change 19",
        "and 5 earlier",
    )

"""The same input gives the same bytes: in another folder, on another day, with two processes."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Archive, Built

ANOTHER_DAY = "2000000000"


def source(built: Built) -> Path:
    """The archive that *built* was made of."""
    return built.out.parent.parent / "archive"


def different(first: Built, second: Built) -> list[str]:
    """The files that are not the same in both."""
    one, other = first.files(), second.files()
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def elsewhere(
    demonstration: Built,
    tmp_path_factory: pytest.TempPathFactory,
    archive_in: Callable[[Path], Archive],
) -> Archive:
    """A copy of the demonstration archive, in a folder of another name, with other times."""
    copy = archive_in(tmp_path_factory.mktemp("another place"))
    shutil.copytree(source(demonstration), copy.root, dirs_exist_ok=True)
    for place, path in enumerate(sorted(copy.root.rglob("*"), reverse=True)):
        os.utime(path, (10**9 + place, 10**9 + place))
    return copy


@pytest.fixture(scope="module")
def other(elsewhere: Archive) -> Built:
    """The demonstration archive as two processes build it elsewhere on another day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", ANOTHER_DAY)
        patch.setenv("TZ", "Pacific/Auckland")
        return elsewhere.built(jobs=2)


def test_another_folder_day_and_number_of_processes_give_the_same_site(
    demonstration: Built, other: Built
) -> None:
    assert different(demonstration, other) == []


def test_building_again_gives_the_same_site(elsewhere: Archive, other: Built) -> None:
    first = other.files()
    for path in elsewhere.root.rglob("index.md"):
        path.touch()
    assert elsewhere.built().files() == first


def test_no_page_names_the_folder_it_was_made_in(demonstration: Built) -> None:
    place = str(demonstration.out.parent.parent).encode()
    assert [name for name, content in demonstration.files().items() if place in content] == []

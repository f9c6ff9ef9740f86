"""Originals beside their pages: those of the entry's own folder, and no file elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from broadsheet.html import originals

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Archive

ENTRY = "1926/05/strike"


def entry(file: str = "") -> str:
    """An entry that says it was made from *file*."""
    said = f"original:\n  file: '{file}'\n" if file else ""
    return f"---\ntitle: The strike\n{said}---\nThe text.\n"


def test_an_original_that_could_run_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<script>alert(1)</script>")
    assert not originals.publish("page.html", tmp_path, tmp_path / "site")


def test_an_original_that_leads_elsewhere_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "original.txt").symlink_to(tmp_path / "secret.txt")
    assert not originals.publish("original.txt", tmp_path, tmp_path / "site")


@pytest.mark.parametrize("name", ["../secret.txt", "./secret.txt", "entry/../../secret.txt"])
def test_an_original_of_another_folder_is_not_published(tmp_path: Path, name: str) -> None:
    (tmp_path / "entry").mkdir()
    for folder in (tmp_path, tmp_path / "entry"):
        (folder / "secret.txt").write_text("secret")
    assert not originals.publish(name, tmp_path / "entry", tmp_path / "site" / "entry")
    assert not (tmp_path / "site").exists()


def test_an_original_whose_whole_path_is_said_is_not_published(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("secret")
    assert not originals.publish(str(file), tmp_path, tmp_path / "site")


def test_a_changed_original_is_published_anew(tmp_path: Path) -> None:
    for text in ("one", "three"):
        (tmp_path / "original.txt").write_text(text)
        assert originals.publish("original.txt", tmp_path, tmp_path / "site")
    assert (tmp_path / "site" / "original.txt").read_text() == "three"


def test_an_original_with_the_longest_of_names_is_published(tmp_path: Path) -> None:
    name = f"{'o' * 251}.txt"
    (tmp_path / name).write_text("one")
    assert originals.publish(name, tmp_path, tmp_path / "site")


@pytest.mark.parametrize("suffix", ["txt", "conf"])
def test_a_file_elsewhere_stays_when_an_entry_names_it_no_more(
    archive: Archive, tmp_path: Path, suffix: str
) -> None:
    victim = tmp_path / f"victim.{suffix}"
    victim.write_text("kept")
    way = f"{'../' * 40}{victim.relative_to(victim.anchor).as_posix()}"
    archive.entry(entry(way), ENTRY)
    assert archive.built().kinds == ["changed_original"]
    (ledger,) = tmp_path.glob("_build/doctrees/pages-*.json")
    assert "victim" not in ledger.read_text()
    archive.entry(entry(), ENTRY)
    archive.built()
    assert victim.read_text() == "kept"


def test_a_name_longer_than_the_disk_allows_is_told(archive: Archive) -> None:
    archive.entry(entry("o" * 400 + ".txt"), ENTRY)
    assert archive.built().kinds == ["changed_original"]


def test_the_original_of_an_entry_at_the_root_goes_with_it(archive: Archive) -> None:
    archive.write("conf.py", (archive.root / "conf.py").read_text() + 'broadsheet_entries = ["s*"]')
    archive.write("original.txt", "The source.")
    archive.write("strike.md", entry("original.txt"))
    assert archive.built().text("original.txt") == "The source."
    archive.write("strike.md", entry())
    assert "original.txt" not in archive.built().files()

"""The index of a site: what is written when something changes, and what is folded in."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from tests.search.plain_reader import cut_small

from broadsheet.search import files, finding, index, query
from broadsheet.search import reader as reading
from broadsheet.search.documents import document
from broadsheet.search.store import NAME, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from broadsheet.search.documents import Document


@dataclass
class Site:
    """An archive of one-line stories, and its index."""

    root: Path
    texts: dict[str, str]

    @property
    def folder(self) -> Path:
        """Where the index stands."""
        return self.root / "site" / files.FOLDER

    def documents(self, docnames: Iterable[str]) -> Iterator[Document]:
        """The documents of the stories *docnames*."""
        for name in docnames:
            text = self.texts[name]
            yield document([("text", text)], fragment={"k": "story", "t": name, "x": text})

    def build(self) -> None:
        """Bring the index up to date."""
        store = Store(self.root)
        made = index.Index(self.folder, store, "en", self.searched(self.documents))
        if not made.stands():
            made.update()
            made.tidy()
        store.close()

    def searched(self, make: index.Make) -> index.Searched:
        """The stories, as the index is told of them, with what makes their documents."""
        marks = {name: f"{name} {text}" for name, text in self.entries()}
        return index.Searched(marks, lambda _name: 1, make)

    def entries(self) -> list[tuple[str, str]]:
        """The stories in their order."""
        return sorted(self.texts.items())

    def files(self) -> dict[str, bytes]:
        """Every file of the index."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def segments(self) -> list[dict[str, Any]]:
        """What the manifest tells of the segments."""
        (file,) = self.folder.glob("manifest-*.js")
        found: list[dict[str, Any]] = json.loads(files.read(file, file.stem))["segments"]
        return found

    def found(self, text: str) -> list[str]:
        """The stories that a query finds, the oldest first."""
        opened = reading.Index(self.folder.parent)
        search = finding.Search(opened, query.parse(text, opened.quiet))
        hits = finding.answer(search, "oldest").hits["story"]
        return [hit.segment.fragment(hit.document)["t"] for hit in hits]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An archive that is large enough for a base to stay as it is."""
    monkeypatch.setattr(index, "FEW", 10)
    monkeypatch.setattr(index, "LEAST", 5)
    made = Site(tmp_path, {f"s{number:02}": f"harbour word{number}" for number in range(40)})
    made.build()
    return made


def fresh(site: Site, folder: Path) -> dict[str, bytes]:
    """The index of the same texts, made of nothing."""
    folder.mkdir()
    other = Site(folder, site.texts)
    other.build()
    return other.files()


def test_a_change_leaves_the_base_and_writes_a_few_files(site: Site) -> None:
    before = site.files()
    site.texts["s07"] = "lighthouse word7"
    site.build()
    after = site.files()
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert [part["docs"] for part in site.segments()] == [40, 1]
    assert len(changed) == 7  # t, x, c, w, a fragment, and two manifests
    assert site.found("lighthouse") == ["s07"]
    assert "s07" not in site.found("harbour")


def test_what_is_new_sorts_among_what_was_there(site: Site) -> None:
    site.texts |= {"s07a": "harbour", "a": "harbour", "z": "harbour"}
    site.build()
    assert site.found("harbour") == sorted(site.texts)


def test_what_is_otherwise_keeps_its_place_among_what_is_gone_and_new(site: Site) -> None:
    for name in ("s00", "s08", "s39"):
        del site.texts[name]
    site.texts |= {"s07": "harbour again", "s08a": "harbour"}
    site.build()
    assert site.found("harbour") == sorted(site.texts)


def test_what_is_gone_is_not_found_any_more(site: Site) -> None:
    del site.texts["s07"]
    site.build()
    assert site.found("harbour") == sorted(site.texts)
    assert len(site.segments()) == 1


def test_many_changes_are_folded_into_a_base_as_if_made_of_nothing(
    site: Site, tmp_path: Path
) -> None:
    for number in range(6):
        site.texts[f"s{number:02}"] = f"lighthouse word{number}"
        site.build()
    assert [part["docs"] for part in site.segments()] == [40]
    assert site.files() == fresh(site, tmp_path / "other")


def test_pairs_are_folded_into_a_base_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch)
    monkeypatch.setattr(index, "LEAST", 5)
    site = Site(tmp_path, {f"s{number:02}": f"oil prices word{number}" for number in range(40)})
    site.build()
    for number in range(6):
        site.texts[f"s{number:02}"] = f"prices of oil {'oil prices ' * number}"
        site.build()
    assert [part["docs"] for part in site.segments()] == [40]
    assert site.segments()[0]["common"] != []
    assert site.files() == fresh(site, tmp_path / "other")


def test_few_documents_are_always_written_as_if_made_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", 100)
    site = Site(tmp_path, {f"s{number}": f"harbour word{number}" for number in range(20)})
    site.build()
    site.texts["s7"] = "lighthouse"
    site.build()
    assert site.files() == fresh(site, tmp_path / "other")


def test_undoing_a_change_brings_the_old_index_back(site: Site) -> None:
    before = site.files()
    text = site.texts["s07"]
    site.texts["s07"] = "lighthouse"
    site.build()
    site.texts["s07"] = text
    site.build()
    assert site.files() == before


def test_an_index_that_stands_is_not_touched(site: Site) -> None:
    for path in site.folder.rglob("*.js"):
        path.chmod(0o444)
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")}
    site.build()
    assert {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")} == before


def test_what_was_removed_is_written_again(site: Site) -> None:
    before = site.files()
    for path in site.folder.glob("manifest-*"):
        path.unlink()
    site.build()
    assert site.files() == before


def test_a_build_that_breaks_off_leaves_the_index_as_it_was(site: Site) -> None:
    before = site.files()

    def broken(_docnames: Iterable[str]) -> Iterator[Document]:
        yield document([("text", "lighthouse")])
        raise KeyboardInterrupt

    site.texts["s07"] = "lighthouse"
    store = Store(site.root)
    with pytest.raises(KeyboardInterrupt):
        index.Index(site.folder, store, "en", site.searched(broken)).update()
    store.close()
    assert {name: site.files()[name] for name in before} == before
    site.build()
    assert site.found("lighthouse") == ["s07"]
    assert not list(site.folder.glob(".*"))


def test_a_base_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path, {"s0": "harbour"})

    def broken(_docnames: Iterable[str]) -> Iterator[Document]:
        yield document([("text", "lighthouse")])
        raise KeyboardInterrupt

    with closing(Store(site.root)) as store, pytest.raises(KeyboardInterrupt):
        index.Index(site.folder, store, "en", site.searched(broken)).update()
    assert list(site.folder.iterdir()) == []


def test_what_is_there_whole_is_kept_though_nothing_remembers_it(site: Site) -> None:
    site.texts["s07"] = "lighthouse"
    site.build()
    before = site.files()
    folders = {site.folder / part["name"]: 0 for part in site.segments()}
    assert len(folders) == 2
    kept = {folder: folder.stat().st_ino for folder in folders}
    (site.folder / f"{next(site.folder.glob('manifest-*')).stem}.js").unlink()
    site.build()
    assert {folder: folder.stat().st_ino for folder in folders} == kept
    assert site.files() == before


def test_what_is_not_there_whole_is_made_again(site: Site) -> None:
    before = site.files()
    (base,) = (site.folder / part["name"] for part in site.segments())
    (base / "w.js").unlink()
    (site.root / NAME).unlink()
    site.build()
    assert site.files() == before

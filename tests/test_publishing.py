"""Publishing: the new site takes the place of the old one, whole and in one step."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest

from broadsheet import publishing
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from pathlib import Path

LONG_SINCE = 10**9
WORDS = "The sea came in. " * 200


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait until all that this computer writes is on its disk."""
    monkeypatch.setattr(os, "sync", lambda: None, raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of two pages."""
    folder = tmp_path / "site"
    write(folder / "index.html", WORDS)
    write(folder / "1926/index.html", "1926")
    write(folder / "_images/quay.jpg", "a picture")
    write(folder / ".buildinfo", "notes of the builder's own")
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where it is to be published."""
    return tmp_path / "www"


def write(path: Path, text: str, at: int = LONG_SINCE) -> None:
    """Write a file that was changed *at* a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (at, at))


def files(folder: Path) -> dict[str, str]:
    """What is published, by path."""
    held = folder.resolve()
    found = (path for path in held.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(held).as_posix(): path.read_text() for path in found}


def test_the_site_is_there_without_the_builders_notes(site: Path, place: Path) -> None:
    publishing.publish(site, place)
    assert sorted(files(place)) == ["1926/index.html", "_images/quay.jpg", "index.html"]


def test_the_next_site_takes_its_place(site: Path, place: Path) -> None:
    publishing.publish(site, place)
    write(site / "index.html", "another")
    (site / "1926/index.html").unlink()
    publishing.publish(site, place)
    assert files(place) == {"index.html": "another", "_images/quay.jpg": "a picture"}


def test_the_site_before_stays_for_those_who_are_reading_it(site: Path, place: Path) -> None:
    publishing.publish(site, place)
    before = place.resolve()
    write(site / "index.html", "another")
    publishing.publish(site, place)
    assert files(before)["index.html"] == WORDS


def test_older_sites_are_removed(site: Path, place: Path) -> None:
    for number in range(4):
        write(site / "index.html", str(number))
        publishing.publish(site, place)
    assert len(list(place.with_name("www.versions").glob("[0-9]*"))) == 2


def test_a_page_that_did_not_change_keeps_its_time(site: Path, place: Path) -> None:
    publishing.publish(site, place)
    write(site / "index.html", WORDS, LONG_SINCE + 60)
    publishing.publish(site, place)
    assert (place / "index.html").stat().st_mtime == LONG_SINCE


def test_a_page_that_changed_in_length_alone_is_new(site: Path, place: Path) -> None:
    publishing.publish(site, place)
    write(site / "1926/index.html", "1926!")
    publishing.publish(site, place)
    assert files(place)["1926/index.html"] == "1926!"


def test_building_again_does_not_touch_what_is_published(site: Path, place: Path) -> None:
    publishing.publish(site, place)
    write(site / "1926/index.html", "1927")
    assert files(place)["1926/index.html"] == "1926"


def test_readers_find_one_site_or_the_other_at_every_moment(
    site: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.publish(site, place)
    write(site / "index.html", "another")
    seen: list[dict[str, str]] = []
    for name in ("sync", "link", "symlink", "replace", "rename", "rmdir"):
        real = getattr(os, name)

        def watched(*words: object, _real: object = real, **more: object) -> object:
            assert callable(_real)
            done = _real(*words, **more)
            seen.append(files(place))
            return done

        monkeypatch.setattr(os, name, watched)
    publishing.publish(site, place)
    assert {len(found) for found in seen} == {3}


def test_one_that_breaks_off_leaves_the_old_site(
    site: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.publish(site, place)
    before = files(place)
    write(site / "index.html", "another")

    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "sync", full)
    with pytest.raises(OSError, match="No space"):
        publishing.publish(site, place)
    assert files(place) == before


def test_what_broke_off_is_cleared_away_the_next_time(site: Path, place: Path) -> None:
    left = place.with_name("www.versions") / ".7.part"
    write(left / "index.html", "half")
    publishing.publish(site, place)
    assert not left.exists()


def test_an_empty_folder_may_be_taken(site: Path, place: Path) -> None:
    place.mkdir()
    publishing.publish(site, place)
    assert files(place)["1926/index.html"] == "1926"


def test_a_folder_of_somebody_elses_is_left_alone(site: Path, place: Path) -> None:
    write(place / "letters.txt", "kept")
    with pytest.raises(BroadsheetError, match="was not published there"):
        publishing.publish(site, place)
    assert files(place) == {"letters.txt": "kept"}


def test_a_link_of_somebody_elses_is_left_alone(site: Path, place: Path, tmp_path: Path) -> None:
    place.symlink_to(tmp_path)
    with pytest.raises(BroadsheetError, match="was not published there"):
        publishing.publish(site, place)


def test_a_site_is_not_published_into_itself(site: Path) -> None:
    with pytest.raises(BroadsheetError, match="was not published there"):
        publishing.publish(site, site / "www")


def test_a_disk_without_links_is_named(
    site: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_words: object, **_more: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refused)
    with pytest.raises(BroadsheetError, match="no symbolic link can be made"):
        publishing.publish(site, place)


def test_texts_are_compressed_beside_themselves(site: Path, place: Path) -> None:
    publishing.publish(site, place, compressed=True)
    assert gzip.decompress((place / "index.html.gz").read_bytes()).decode() == WORDS


def test_pictures_are_not_compressed(site: Path, place: Path) -> None:
    publishing.publish(site, place, compressed=True)
    assert not (place / "_images/quay.jpg.gz").exists()


def test_compressed_texts_are_the_same_every_time(site: Path, place: Path) -> None:
    publishing.publish(site, place, compressed=True)
    publishing.publish(site, place.with_name("other"), compressed=True)
    first, second = place / "index.html.gz", place.with_name("other") / "index.html.gz"
    assert first.read_bytes() == second.read_bytes()


def test_a_text_and_its_compressed_copy_have_the_same_time(site: Path, place: Path) -> None:
    publishing.publish(site, place, compressed=True)
    assert (place / "index.html.gz").stat().st_mtime == LONG_SINCE


def test_a_changed_text_has_a_new_compressed_copy(site: Path, place: Path) -> None:
    publishing.publish(site, place, compressed=True)
    write(site / "index.html", "another")
    publishing.publish(site, place, compressed=True)
    assert gzip.decompress((place / "index.html.gz").read_bytes()) == b"another"

"""Building, from the command line."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Archive

SETTINGS = 'extensions = ["broadsheet"]\nhtml_theme = "broadsheet"\n'
STORY = "---\ntitle: The strike is over\npublished: 1926-05-12\n---\nThe text.\n"
PAGE = "1926/05/strike/index.html"


@pytest.fixture
def built(archive: Archive) -> Archive:
    """An archive of one story, built once."""
    archive.entry(STORY)
    told = archive.broadsheet("build", "html", "--jobs", "1")
    assert told.returncode == 0, told.stderr
    return archive


def html(archive: Archive) -> Path:
    """The folder of the built site."""
    return archive.root.parent / "_build/html"


def site(folder: Path) -> dict[str, bytes]:
    """Every file of the site in *folder*, but not Sphinx's own notes, which begin with a dot."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def text(page: Path) -> str:
    """What a page says."""
    return page.read_text(encoding="utf-8")


def test_the_place_of_the_result_is_the_last_line(archive: Archive) -> None:
    told = archive.broadsheet("build", "html", "--jobs", "1")
    assert told.stdout.splitlines()[-1] == "The archive is built: _build/html/index.html"


def test_options_may_come_in_any_order(archive: Archive) -> None:
    told = archive.broadsheet("build", "--jobs", "1", "--out", "site", "html")
    assert told.returncode == 0
    assert (archive.root.parent / "site/index.html").is_file()


def test_complaints_do_not_stop_a_build(archive: Archive) -> None:
    archive.entry(STORY.replace("published", "pubished"))
    told = archive.broadsheet("build", "html", "--jobs", "1")
    assert told.returncode == 0
    assert "did you mean `published`?" in told.stderr
    assert "1 thing is not in order; `broadsheet check` lists them." in told.stdout
    assert (html(archive) / PAGE).is_file()


def test_a_wrong_setting_and_a_wrong_person_are_told_while_it_builds(archive: Archive) -> None:
    archive.write("conf.py", f'{SETTINGS}broadsheet_pdf_paper = "a3"\n')
    archive.write("people.yaml", "ann:\n  nmae: Ann\n")
    told = archive.broadsheet("build", "html").stderr.splitlines()
    assert told[0].startswith("archive/conf.py:1: WARNING: `broadsheet_pdf_paper` is none of")
    assert told[1].startswith("archive/people.yaml:2: WARNING: unknown key `nmae`; did you mean")
    assert [line.rpartition(" ")[2] for line in told] == [
        "[broadsheet.setting]",
        "[broadsheet.unknown_key]",
    ]


@pytest.mark.parametrize("name", ["CI", "NO_COLOR", "FORCE_COLOR"])
def test_of_many_steps_a_file_gets_the_last(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for other in ("CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "1")
    for number in range(3):
        archive.entry(STORY, f"1926/05/strike-{number}")
    told = archive.broadsheet("build", "html").stdout.splitlines()
    assert [line.partition(" [")[2][:4] for line in told if "reading sources" in line] == ["100%"]


@pytest.mark.parametrize("word", ["many", "0", "-2"])
def test_a_number_of_processes_that_is_none_is_refused(archive: Archive, word: str) -> None:
    told = archive.broadsheet("build", "html", f"--jobs={word}")
    assert told.returncode == 2
    assert f"--jobs: `{word}` is no number from 1 on" in told.stderr


def test_a_build_that_fails_leaves_the_last_site(built: Archive) -> None:
    before = site(html(built))
    built.write("conf.py", SETTINGS + 'raise ValueError("oh")\n')
    assert built.broadsheet("build", "html").returncode == 1
    assert site(html(built)) == before


def test_a_build_that_breaks_while_reading_leaves_the_last_site(built: Archive) -> None:
    before = site(html(built))
    built.write(
        "conf.py",
        SETTINGS + 'def fail(app, doctree):\n    raise ValueError("oh")\n'
        'def setup(app):\n    app.connect("doctree-read", fail)\n',
    )
    built.entry(STORY.replace("over", "not over"))
    told = built.broadsheet("build", "html", "--jobs", "1")
    assert site(html(built)) == before
    assert told.returncode == 1


def test_a_build_after_no_change_writes_no_page(built: Archive) -> None:
    page = html(built) / PAGE
    before = page.stat().st_mtime_ns
    built.broadsheet("build", "html", "--jobs", "1")
    assert page.stat().st_mtime_ns == before


def test_after_no_change_no_setting_is_said_to_have_changed(built: Archive) -> None:
    told = built.broadsheet("build", "html").stdout
    assert "loading pickled environment... done" in told
    assert "html_static_path" not in told


def test_what_was_read_is_kept_beside_the_site(built: Archive) -> None:
    kept = list((built.root.parent / "_build/.doctrees").iterdir())
    assert [path.name.rpartition("-")[0] for path in kept] == ["archive"]


def test_two_archives_in_one_build_folder_do_not_mix(built: Archive) -> None:
    other = built.root.parent / "other"
    built.root.rename(other)
    told = built.broadsheet("build", "html", "--archive", "other", "--jobs", "1")
    assert told.returncode == 0
    assert len(list((built.root.parent / "_build/.doctrees").iterdir())) == 2


def test_two_processes_build_what_one_builds(archive: Archive) -> None:
    for number in range(12):
        archive.entry(STORY, f"1926/05/strike-{number}")
    sites = []
    for jobs in ("1", "2"):
        out = archive.root.parent / f"jobs-{jobs}" / "html"
        told = archive.broadsheet("build", "html", "--jobs", jobs, "--out", str(out))
        assert told.returncode == 0, told.stderr
        sites.append(site(out))
    assert sites[0] == sites[1]


def test_a_site_is_published_when_it_is_built(archive: Archive) -> None:
    archive.entry(STORY)
    told = archive.broadsheet("build", "html", "--publish", "www", "--compress")
    assert told.stdout.splitlines()[-1] == "It is published: www"
    assert (archive.root.parent / "www" / f"{PAGE}.gz").is_file()


def test_a_build_that_fails_leaves_the_published_site(archive: Archive) -> None:
    archive.entry(STORY)
    archive.broadsheet("build", "html", "--publish", "www")
    before = site(archive.root.parent / "www")
    archive.write("conf.py", SETTINGS + 'raise ValueError("oh")\n')
    assert archive.broadsheet("build", "html", "--publish", "www").returncode == 1
    assert site(archive.root.parent / "www") == before


def test_a_site_with_its_pdfs_is_built_and_published(archive: Archive) -> None:
    archive.entry(STORY)
    told = archive.broadsheet("build", "site", "--publish", "www")
    assert told.returncode == 0, told.stderr
    place = archive.root.parent
    assert (place / "www/pdf/1926/05/strike.pdf").read_bytes().startswith(b"%PDF")
    assert 'href="../../../pdf/1926/05/strike.pdf"' in text(place / "www" / PAGE)
    volumes = re.findall(
        'href="([^"]*)" type="application/pdf"', text(place / "www/pdf/index.html")
    )
    assert volumes
    assert [name for name in volumes if not (place / "www/pdf" / name).is_file()] == []


def test_one_edit_changes_the_pdf_and_the_page_of_its_story_alone(archive: Archive) -> None:
    archive.entry(STORY)
    archive.entry(STORY.replace("1926", "1934"), "1934/05/other")
    out = archive.root.parent / "_build/site"
    archive.broadsheet("build", "site")
    before = {name: (out / name).stat().st_ino for name in site(out)}
    archive.entry(STORY.replace("The text.", "Another text."))
    archive.broadsheet("build", "site")
    after = {name: (out / name).stat().st_ino for name in site(out)}
    changed = {name for name in before if before[name] != after.get(name)}
    assert {PAGE, "pdf/1926/05/strike.pdf"} <= changed
    assert [name for name in changed if name.startswith(("1934/", "pdf/1934/"))] == []


def test_a_complaint_is_told_once_though_two_things_are_built(archive: Archive) -> None:
    archive.entry(STORY.replace("published: ", "aliases: [../x]\npublished: "))
    told = archive.broadsheet("build", "site")
    assert told.stderr.count("bad_alias") == 1
    assert "1 thing is not in order" in told.stdout


def test_a_site_is_not_built_where_its_pdfs_are_made(archive: Archive) -> None:
    told = archive.broadsheet("build", "site", "--out", "pdf")
    assert told.returncode == 1
    assert "name another one for the site" in told.stderr
    assert not (archive.root.parent / "pdf").exists()


def test_compressing_what_is_not_published_is_refused(archive: Archive) -> None:
    told = archive.broadsheet("build", "html", "--compress")
    assert told.returncode == 1
    assert "say where with `--publish`" in told.stderr


def test_a_fault_of_ours_asks_to_be_reported(archive: Archive) -> None:
    archive.write(
        "conf.py",
        SETTINGS + 'def fail(app):\n    raise ValueError("oh")\n'
        'def setup(app):\n    app.connect("builder-inited", fail)\n',
    )
    told = archive.broadsheet("build", "html")
    assert told.returncode == 1
    assert "Please report it" in told.stderr


def test_the_page_of_the_pdfs_can_be_chosen(archive: Archive) -> None:
    archive.entry(STORY)
    told = archive.broadsheet("build", "pdf", "--paper", "letter", "--columns", "2", "--jobs", "1")
    assert told.returncode == 0, told.stderr
    (made, *_) = (archive.root.parent / "_build/pdf").rglob("*.pdf")
    assert made.read_bytes().count(b"/MediaBox[0 0 612 792]") > 0


def test_the_volumes_of_the_pdfs_can_be_chosen(archive: Archive) -> None:
    archive.entry(STORY)
    folder = archive.root.parent / "_build/pdf/volumes"
    told = archive.broadsheet("build", "pdf", "--volumes", "all,series", "--jobs", "1")
    assert told.returncode == 0, told.stderr
    assert len(list(folder.rglob("*.pdf"))) == 1
    archive.broadsheet("build", "pdf", "--volumes", "none", "--jobs", "1")
    assert not list(folder.rglob("*.pdf"))


def test_a_kind_of_volume_that_is_unknown_is_refused(archive: Archive) -> None:
    told = archive.broadsheet("build", "pdf", "--volumes", "weekly")
    assert (told.returncode, "`weekly` is none of year, month" in told.stderr) == (2, True)


def test_a_page_is_chosen_for_pdfs_only(archive: Archive) -> None:
    told = archive.broadsheet("build", "html", "--paper", "letter")
    assert told.returncode != 0
    assert "for PDFs" in told.stderr


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_full_disk_is_one_line_and_no_traceback(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, *, wrapped: bool
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    error = ExtensionError("a handler failed", full) if wrapped else full

    def build(_self: Sphinx) -> None:
        raise error

    monkeypatch.setattr(Sphinx, "build", build)
    with pytest.raises(BroadsheetError, match="there is no room left on the disk"):
        archive.built()


@pytest.mark.parametrize("what", ["html", "pdf", "epub"])
def test_an_archive_without_a_front_page_is_told_so(archive: Archive, what: str) -> None:
    (archive.root / "index.md").unlink()
    told = archive.broadsheet("build", what, "--archive", archive.root.name)
    place = archive.root.resolve()
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1] == (
        f"broadsheet: {place} has no `index.md`; write one, it is the front page"
    )

"""Pictures on the site: copies that fit, with the entry's words, and never the originals."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from broadsheet import images, inscription

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement
    from tests.conftest import Archive, Built

STRIKE = "1926/05/strike"
STORM = "1926/05/storm"
SECRET = b"54.3N 1.2W"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def photo_file(width: int = 1500, colour: str = "teal", **options: object) -> bytes:
    """A JPEG file, three by two."""
    held = io.BytesIO()
    Image.new("RGB", (width, width * 2 // 3), colour).save(held, "JPEG", comment=SECRET, **options)
    return held.getvalue()


def damaged(content: bytes) -> bytes:
    """A JPEG file that is whole to look at, with a wrong table in the midst of its picture."""
    middle = (content.index(b"\xff\xda") + len(content)) // 2
    return content[:middle] + b"\xff\xc4\x00\x04" + content[middle + 4 :]


def story(text: str = "The text.", **head: str) -> str:
    values = {"title": "T", "published": "1926"} | head
    rows = (f"{name}: {value}" for name, value in values.items())
    return "\n".join(["---", *rows, "---", text, ""])


PHOTO = "{src: quay.jpg, alt: A quay, caption: The quay., credit: Ann}"


@pytest.fixture
def lead(archive: Archive) -> Archive:
    """An archive with one entry, which has a lead photo."""
    archive.entry(story(photo=PHOTO))
    archive.write(f"{STRIKE}/quay.jpg", photo_file(300))
    return archive


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive]) -> Built:
    """A built archive with one entry, whose lead photo is large."""
    archive = archive_in(tmp_path_factory.mktemp("large"))
    archive.entry(story("![B](quay.jpg)", photo=PHOTO))
    archive.write(f"{STRIKE}/quay.jpg", photo_file())
    return archive.built()


def shown(built: Built, entry: str = STRIKE) -> HtmlElement:
    """The first picture of an entry."""
    image: HtmlElement = built.article(entry).xpath(".//picture")[0]
    return image


def copies(built: Built) -> dict[str, bytes]:
    """The published pictures by their names."""
    files = built.files()
    return {name: files[name] for name in files if name.startswith("_images/")}


def widths(source_set: str) -> list[str]:
    return [row.split()[1] for row in source_set.split(", ")]


def said(data: bytes) -> inscription.Words:
    """The words in a published picture."""
    return inscription.from_xmp(Image.open(io.BytesIO(data)).info.get("xmp", b""))


def kept(archive: Archive) -> list[str]:
    """The checksums of the pictures whose copies are kept between builds."""
    folder = archive.root.parent / "_build/doctrees/.pictures"
    return sorted(path.name for path in folder.glob("*/*"))


def test_a_browser_may_choose_among_widths_and_forms(large: Built) -> None:
    picture = shown(large)
    assert picture.xpath(".//source/@type") == ["image/webp"]
    assert widths(picture.xpath(".//source/@srcset")[0]) == [
        "320w",
        "720w",
        "960w",
        "1280w",
        "1500w",
    ]
    assert widths(picture.xpath(".//img/@srcset")[0]) == ["320w", "720w", "960w", "1280w", "1500w"]


def test_every_copy_that_a_page_names_is_there(large: Built) -> None:
    sets = large.article().xpath(".//@srcset | .//img/@src")
    named = {row.split()[0].removeprefix("../../../") for one in sets for row in one.split(", ")}
    assert named == copies(large).keys()


def test_a_picture_has_its_size_so_that_the_page_does_not_jump(large: Built) -> None:
    image = shown(large).xpath(".//img")[0]
    assert (image.get("width"), image.get("height")) == ("1500", "1000")


def test_a_small_picture_is_not_asked_for_larger_than_it_is(archive: Archive) -> None:
    archive.entry(story(photo="{src: quay.jpg, alt: A quay}"))
    archive.write(f"{STRIKE}/quay.jpg", photo_file(300))
    image = shown(archive.built()).xpath(".//img")[0]
    assert image.get("sizes") == "(max-width: 300px) 100vw, 300px"


def test_the_lead_photo_is_fetched_at_once_and_others_when_they_come_into_view(
    large: Built,
) -> None:
    assert large.article().xpath("count(.//img[not(@loading)])") == 1
    assert large.article().xpath(".//img/@loading") == ["lazy"]


def test_a_large_picture_leads_to_its_largest_copy(large: Built) -> None:
    links = large.article().xpath(".//a[.//picture]/@href")
    assert {link.rpartition("-")[2] for link in links} == {"1500.jpg"}


def test_a_picture_in_a_link_is_no_link_to_itself(archive: Archive) -> None:
    archive.entry(story("[![A quay](quay.jpg)](https://example.com)"))
    archive.write(f"{STRIKE}/quay.jpg", photo_file())
    assert archive.built().article().xpath(".//a[.//picture]/@href") == ["https://example.com"]


def test_the_original_is_not_published(large: Built) -> None:
    found = copies(large)
    assert found
    assert not any(SECRET in data for data in found.values())


def test_the_words_of_the_entry_are_in_every_copy(large: Built) -> None:
    words = inscription.Words(alt="A quay", caption="The quay.", credit="Ann")
    found = [said(data) for data in copies(large).values()]
    assert (len(found), found.count(words)) == (20, 10)


def test_the_words_of_the_entry_win_over_those_of_the_file(archive: Archive) -> None:
    words = inscription.Words("X", "X", "X", "Bob", "© Bob")
    archive.entry(story(photo="{src: quay.jpg, alt: A quay, caption: The quay., credit: Ann}"))
    archive.write(f"{STRIKE}/quay.jpg", inscription.inscribed(photo_file(300), words))
    found = {said(data) for data in copies(archive.built()).values()}
    assert found == {inscription.Words("A quay", "The quay.", "Ann", "Bob", "© Bob")}


def test_an_alternative_text_in_the_file_is_taken_where_there_is_none(archive: Archive) -> None:
    archive.entry(story(photo="{src: quay.jpg}"))
    words = inscription.Words(alt="A quay")
    archive.write(f"{STRIKE}/quay.jpg", inscription.inscribed(photo_file(300), words))
    built = archive.built()
    assert built.kinds == []
    assert shown(built).xpath(".//img/@alt") == ["A quay"]


def test_a_maker_in_the_file_is_the_credit_where_there_is_none(archive: Archive) -> None:
    archive.entry(story(photo="{src: quay.jpg, alt: A quay}"))
    words = inscription.Words(creator="Ann Smith")
    archive.write(f"{STRIKE}/quay.jpg", inscription.inscribed(photo_file(300), words))
    photo = archive.built().records()[STRIKE]["photos"][0]
    assert (photo["credit"], photo["creator"]) == ("Ann Smith", "Ann Smith")


def test_the_catalogue_has_the_checksum_of_the_file(lead: Archive) -> None:
    photo = lead.built().records()[STRIKE]["photos"][0]
    file = lead.root / STRIKE / "quay.jpg"
    assert photo["sha256"] == images.look(file, 0).sha256


@pytest.mark.parametrize(
    "entry",
    [
        story(photo="{src: quay.jpg, alt: A quay, warning: The dead.}"),
        story("![A quay](quay.jpg)", warning="The dead."),
        story(":::::{content-warning} The dead.\n![A quay](quay.jpg)\n:::::"),
    ],
    ids=["of a photo", "of an entry", "of a part"],
)
def test_below_a_warning_there_is_a_link_and_no_picture(archive: Archive, entry: str) -> None:
    archive.entry(entry)
    archive.write(f"{STRIKE}/quay.jpg", photo_file(400))
    built = archive.built()
    links = built.article().xpath(".//a[@class='covered-picture']")
    assert built.page(f"{STRIKE}/index.html").xpath("//img | //source") == []
    assert [link.text for link in links] == ["Show the picture: A quay"]
    assert links[0].get("href").removeprefix("../../../") in copies(built)
    assert widths(links[0].get("data-webp")) == widths(links[0].get("data-srcset"))
    assert (links[0].get("data-width"), links[0].get("data-alt")) == ("400", "A quay")


def test_the_same_picture_in_two_entries_is_made_once(lead: Archive) -> None:
    lead.entry(story(photo="{src: same.jpg, alt: Another}"), STORM)
    lead.write(f"{STORM}/same.jpg", photo_file(300))
    assert len(copies(lead.built())) == 4
    assert len(kept(lead)) == 1


def test_a_build_with_nothing_to_do_opens_no_picture(
    lead: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead.built()

    def opened(_path: Path) -> None:
        raise AssertionError

    monkeypatch.setattr(images, "_opened", opened)
    assert lead.built().kinds == []


def test_other_words_need_no_picture_to_be_opened(
    lead: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead.built()
    monkeypatch.setattr(images, "make_copies", None)
    lead.entry(story(photo="{src: quay.jpg, alt: The quay at noon}"))
    built = lead.built()
    assert {said(data).alt for data in copies(built).values()} == {"The quay at noon"}


def test_copies_that_were_deleted_are_published_again(lead: Archive) -> None:
    before = copies(lead.built())
    for path in (lead.root.parent / "_build/html/_images").iterdir():
        path.unlink()
    assert copies(lead.built()) == before


def test_what_no_page_shows_any_more_goes(lead: Archive) -> None:
    lead.built()
    lead.entry(story())
    assert (copies(lead.built()), kept(lead)) == ({}, [])


def test_the_pictures_of_a_draft_are_not_published(lead: Archive) -> None:
    lead.entry(story(photo="{src: quay.jpg, alt: A quay}", status="draft"))
    assert copies(lead.built()) == {}


def test_two_processes_make_the_same_pictures_as_one(lead: Archive) -> None:
    for number in range(11):
        place = f"19{number + 30}/story"
        lead.entry(story(photo=f"{{src: a.jpg, alt: Number {number}}}"), place)
        lead.write(f"{place}/a.jpg", photo_file(400, f"#{number:02}0000"))
    assert copies(lead.built(jobs=2, into="two")) == copies(lead.built())


def test_a_picture_of_a_page_that_is_no_entry_has_copies_too(archive: Archive) -> None:
    archive.write("index.md", "# Test\n\n![A quay](plates/quay.jpg)\n")
    archive.write("plates/quay.jpg", photo_file(400))
    found = copies(archive.built())
    assert {name.rpartition("-")[2] for name in found} == {
        "320.jpg", "320.webp", "400.jpg", "400.webp",
    }  # fmt: skip


def test_a_photo_of_an_entry_at_the_root_has_copies_and_no_original(archive: Archive) -> None:
    settings = (archive.root / "conf.py").read_text()
    archive.write("conf.py", f'{settings}broadsheet_entries = ["s*"]\n')
    archive.write("strike.md", story(photo="{src: quay.jpg, alt: A quay, warning: W}"))
    archive.write("quay.jpg", photo_file(300))
    built = archive.built()
    assert built.kinds == []
    assert len(copies(built)) == 2
    assert not any(SECRET in data for data in copies(built).values())


def test_a_drawing_on_a_page_that_is_no_entry_is_published_as_it_is(archive: Archive) -> None:
    archive.write("index.md", "# Test\n\n![A mark](mark.svg)\n")
    archive.write("mark.svg", SVG)
    assert list(copies(archive.built()).values()) == [SVG]


def test_another_theme_shows_copies_too(lead: Archive) -> None:
    lead.write("conf.py", 'extensions = ["broadsheet"]\nhtml_theme = "basic"\n')
    found = copies(lead.built())
    assert found
    assert not any(SECRET in data for data in found.values())


@pytest.mark.parametrize(
    ("content", "kinds", "pictures"),
    [
        (SVG, ["bad_photo"], 0),
        (b"", ["bad_photo"], 0),
        (photo_file(600)[:1200], ["cut_photo"], 1),
        (damaged(photo_file(600)), ["cut_photo"], 1),
    ],
    ids=["drawing", "empty", "cut", "damaged"],
)
def test_an_odd_file_is_complained_of(
    archive: Archive, content: bytes, kinds: list[str], pictures: int
) -> None:
    archive.entry(story(photo="{src: a.jpg, alt: A}"))
    archive.write(f"{STRIKE}/a.jpg", content)
    built = archive.built()
    assert (built.kinds, len(built.article().xpath(".//picture"))) == (kinds, pictures)


def test_of_a_moving_picture_the_first_is_shown_and_that_is_said(archive: Archive) -> None:
    held = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    frames[0].save(held, "GIF", save_all=True, append_images=frames[1:])
    archive.entry(story(photo="{src: a.gif, alt: A}"))
    archive.write(f"{STRIKE}/a.gif", held.getvalue())
    assert archive.built().kinds == ["animated_photo"]


def test_what_goes_wrong_with_a_picture_is_said_in_every_build(
    lead: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise images.NotAPictureError("it is broken")

    monkeypatch.setattr(images, "make_copies", refuse)
    assert lead.built().kinds == ["bad_photo"]
    monkeypatch.undo()
    assert lead.built().kinds == ["bad_photo"]


def test_a_picture_that_brings_a_process_down_is_named_and_the_others_are_made(
    lead: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = images.make_copies

    def fall(path: Path, folder: Path, sizes: list[tuple[int, int, bool]]) -> bool:
        if path.name == "quay.jpg":
            os._exit(1)
        return make(path, folder, sizes)

    monkeypatch.setattr(images, "make_copies", fall)
    lead.entry(story(photo="{src: other.jpg, alt: A}"), STORM)
    lead.write(f"{STORM}/other.jpg", photo_file(300, "red"))
    built = lead.built()
    assert [(one.kind, one.file.endswith(f"{STRIKE}/index.md")) for one in built.heard] == [
        ("bad_photo", True)
    ]
    assert {name.rpartition("-")[2] for name in copies(built)} == {"300.jpg", "300.webp"}


@pytest.mark.parametrize("builder", ["epub", "text", "latex"])
def test_other_formats_are_made_of_the_same_doctrees(lead: Archive, builder: str) -> None:
    settings = (lead.root / "conf.py").read_text("utf-8")
    lead.write("conf.py", f'{settings}author = version = copyright = "x"\n')
    lead.built()
    assert lead.built(builder).kinds == []


def test_a_photo_has_an_id_of_its_files_name(large: Built) -> None:
    article = large.article()
    assert article.xpath(".//figure/@id") == ["photo-quay.jpg", "photo-quay.jpg-2"]
    assert article.xpath(".//*[contains(@class, 'headerlink')]") == []


def test_a_picture_within_a_sentence_has_an_id_too(archive: Archive) -> None:
    archive.entry(story("See ![B](quay.jpg) there."))
    archive.write(f"{STRIKE}/quay.jpg", photo_file(30))
    assert archive.built().article().xpath(".//img/@id") == ["photo-quay.jpg"]


def test_a_link_to_a_covered_photo_leads_to_its_warning_and_opens_nothing(
    archive: Archive,
) -> None:
    within = ":::{photo} a.jpg\n:warning: Dead\n:::\n\n![B](b.jpg)"
    archive.entry(story(f"::::{{content-warning}} War\nx\n\n{within}\n::::"))
    archive.write(f"{STRIKE}/a.jpg", photo_file(30))
    archive.write(f"{STRIKE}/b.jpg", photo_file(40))
    article = archive.built().article()
    [summary] = article.xpath(".//summary[.//*[contains(., 'War')]]")
    assert summary.xpath("descendant-or-self::*/@id") == ["photo-a.jpg", "photo-b.jpg"]
    assert article.xpath("count(.//*[starts-with(@id, 'photo')])") == len(["a", "b"])


def test_a_photo_that_the_whole_story_covers_has_an_id_too(archive: Archive) -> None:
    archive.entry(story("See ![B](quay.jpg) there.", warning="War"))
    archive.write(f"{STRIKE}/quay.jpg", photo_file(30))
    [link] = archive.built().article().xpath(".//a[@class='covered-picture']")
    assert link.get("id") == "photo-quay.jpg"


def test_the_contact_sheet_leads_to_each_photo_where_it_stands(large: Built) -> None:
    leading = large.page("photographs/index.html").xpath("//figcaption//a/@href")
    story_page = f"../{STRIKE}/index.html"
    assert leading == [f"{story_page}#photo-quay.jpg", f"{story_page}#photo-quay.jpg-2"]

"""The ways through the archive: who is on them, and under which key."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.model import people, urls, ways
from broadsheet.model.catalogue import Record, dated
from broadsheet.model.facts import Author, Byline, Citation

KNOWN = people.read("nell: {name: Nell Hartwell, also: [N. H.]}\n")[0]


def record(published: str = "", name: str = "", **said: Any) -> Record:  # noqa: ANN401 - fields
    docname = name or published or "undated"
    made = Record(title="A story", published=published, docname=docname, **said)
    return made.model_copy(update=dated(published))


def listed(way: str, *records: Record) -> list[tuple[str, str, int]]:
    found = ways.Listings(records, KNOWN).of(way)
    return [(listing.label, listing.key, len(listing.records)) for listing in found]


def test_no_two_ways_share_a_name() -> None:
    assert len(ways.BY_NAME) == len(ways.WAYS)


@pytest.mark.parametrize(
    ("published", "year", "month", "day"),
    [
        ("1926-05-07", "1926", "1926-05", "1926-05-07"),
        ("1926-05-07T15:48-05:00", "1926", "1926-05", "1926-05-07"),
        ("1926-05~", "1926", "1926-05", ""),
        ("1926-21", "1926", "", ""),
        ("1926", "1926", "", ""),
        ("196X", "", "", ""),
        ("1926/1927", "", "", ""),
        ("1926-05-01/1926-05-09", "1926", "", ""),
        ("0998-05-07", "998", "998-05", "998-05-07"),
        ("-0044-03-15", "-44", "-44-03", "-44-03-15"),
        ("", "", "", ""),
    ],
)
def test_a_story_lies_only_in_what_its_date_is_sure_of(
    published: str, year: str, month: str, day: str
) -> None:
    story = record(published)
    assert (story.year, story.month, story.day) == (year, month, day)


@pytest.mark.parametrize("key", ["1926", "1926-05", "1926-05-07", "998-05", "-44-03-15", "12026"])
def test_a_key_of_time_can_be_read_as_a_date(key: str) -> None:
    from broadsheet.model import dates

    assert dates.read(ways.edtf(key)).years == (int(key[0] + key[1:].partition("-")[0]),)


def test_the_page_of_a_day_lies_in_the_folders_of_its_year_and_month() -> None:
    listing = ways.Listings([record("1926-05-07")]).of("days")[0]
    assert listing.docname == "1926/05/07/index"


def test_years_come_in_the_order_of_time() -> None:
    dates = ("-0044-03-15", "0998", "1898-05", "1987", "12026")
    found = listed("years", *(record(date) for date in dates[:-1]))
    assert [label for label, _key, _count in found] == ["-44", "998", "1898", "1987"]


def test_a_person_is_found_by_every_form_of_the_name() -> None:
    first = record(authors=[Author(name="Nell Hartwell")], name="a")
    second = record(authors=[Author(name="n. h.")], name="b")
    third = record(people=["NELL  HARTWELL"], name="c")
    assert listed("people", first, second, third) == [("Nell Hartwell", "nell", 3)]


def filed(source: str, *names: str) -> list[tuple[str, str]]:
    """The letter and the words under which people stand whom *source* knows, in their order."""
    stories = [record(people=[name], name=name) for name in names]
    found = ways.Listings(stories, people.read(source)[0]).of("people")
    return [(listing.letter, listing.filed) for listing in found]


def test_a_person_is_filed_under_the_sort_name_and_others_as_written() -> None:
    known = "ann: {name: Ann Byrne, sort_name: 'Byrne, Ann'}\nzoe: {name: Zoe Adams}\n"
    assert filed(known, "Zoe Adams", "Ann Byrne", "Cy Dow") == [
        ("B", "Byrne, Ann"),
        ("C", "Cy Dow"),
        ("Z", "Zoe Adams"),
    ]


def test_a_sort_name_is_for_lists_and_the_name_is_shown_as_before() -> None:
    known = people.read("ann: {name: Ann Byrne, sort_name: 'Byrne, Ann'}\n")[0]
    (listing,) = ways.Listings([record(people=["Ann Byrne"])], known).of("people")
    assert (listing.filed, listing.label, listing.key) == ("Byrne, Ann", "Ann Byrne", "ann")


@pytest.mark.parametrize(
    ("name", "sort_name", "shown"),
    [
        ("Ann Byrne", "BYRNE, Ann", "BYRNE, Ann"),
        ("Dr. Ann Byrne", "Byrne, Ann (Dr)", "Byrne, Ann (Dr)"),
        ("ليلى صالح", "صالح، ليلى", "صالح، ليلى"),
        ("佐伯由美子", "Saeki Yumiko", "Saeki Yumiko (佐伯由美子)"),
        ("Ian McKay", "MacKay, Ian", "MacKay, Ian (Ian McKay)"),
    ],
)
def test_the_name_follows_a_sort_name_of_other_letters(
    name: str, sort_name: str, shown: str
) -> None:
    known = f"ann: {{name: {name}, sort_name: '{sort_name}'}}\n"
    assert [words for _letter, words in filed(known, name)] == [shown]


def test_a_family_name_comes_before_a_longer_one_that_begins_with_it() -> None:
    known = "a: {name: A, sort_name: 'Byrne Smith, Ann'}\nz: {name: Z, sort_name: 'Byrne, Zoe'}\n"
    assert [words[:7] for _letter, words in filed(known, "A", "Z")] == ["Byrne, ", "Byrne S"]


def test_an_accent_or_a_quotation_mark_does_not_part_a_name_from_its_letter() -> None:
    assert filed("", "Zoe", "Élan", "Emil", "“Eve”", "1st Foot") == [
        ("#", "1st Foot"),
        ("E", "Emil"),
        ("E", "Élan"),
        ("E", "“Eve”"),
        ("Z", "Zoe"),
    ]


def test_a_byline_within_the_page_counts_like_that_of_its_head() -> None:
    story = record(bylines=[Byline(authors=(Author(name="Ann Smith"),))])
    assert listed("people", story) == [("Ann Smith", "ann-smith", 1)]


def test_a_story_that_names_someone_twice_is_listed_once() -> None:
    story = record(authors=[Author(name="Ann Smith")], people=["Ann Smith"])
    assert listed("people", story) == [("Ann Smith", "ann-smith", 1)]


def test_the_label_is_the_form_that_is_written_most() -> None:
    stories = [record(topics=[topic], name=topic) for topic in ("Strikes", "strikes", "strikes ")]
    assert listed("topics", *stories, record(topics=["strikes"], name="x"))[0][0] == "strikes"


def test_two_labels_never_share_an_address() -> None:
    found = listed("topics", record(topics=["C", "C++"]))
    assert [label for label, _key, _count in found] == ["C", "C++"]
    assert len({key for _label, key, _count in found}) == 2


def test_a_name_that_nobody_lists_does_not_take_the_page_of_one_who_is_listed() -> None:
    found = listed("people", record(people=["Nell", "Nell Hartwell"]))
    assert {key for _label, key, _count in found} > {"nell"}
    assert len(found) == 2


def test_sources_are_those_that_the_text_cites() -> None:
    assert listed("sources", record(sources=[Citation(name="Reuters")])) == [
        ("Reuters", "reuters", 1)
    ]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_published_is_on_no_way(status: str) -> None:
    assert listed("topics", record(topics=["strikes"], status=status)) == []


def test_the_listings_that_hold_a_story_are_found_from_it() -> None:
    story, other = record(topics=["ice", "fish"], name="a"), record(topics=["ice"], name="b")
    listings = ways.Listings([story, other])
    assert [listing.label for listing in listings.on("topics", story)] == ["ice", "fish"]


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("news/7.html", "news/7.html"),
        ("/news/7.htm", "news/7.htm"),
        ("/news/7", "news/7/index.html"),
        ("news/7/", "news/7/index.html"),
        ("./news//7.html", "news/7.html"),
        ("news.php", "news.php/index.html"),
        ("caf%C3%A9.html", "café.html"),
    ],
)
def test_an_old_address_is_a_file_of_the_site(alias: str, file: str) -> None:
    assert urls.alias(alias) == file


@pytest.mark.parametrize(
    "alias",
    [
        "https://example.org/7.html",
        "//example.org/7.html",
        "javascript:alert(1)",
        "../7.html",
        "news/%2e%2e/%2e%2e/7.html",
        "news%2f..%2f7",
        "news?id=7",
        "news.html#top",
        "/",
        "",
    ],
)
def test_an_old_address_that_is_no_path_of_the_site_is_refused(alias: str) -> None:
    with pytest.raises(ValueError, match=r"leads|has a|front page"):
        urls.alias(alias)

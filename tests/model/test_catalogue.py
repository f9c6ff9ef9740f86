"""The catalogue's records: their order, their year, and the picture that may be shown."""

from __future__ import annotations

import pickle

import pytest

from broadsheet.model.catalogue import HOLDERS, Record, dated, gathered
from broadsheet.model.facts import ContentWarning, Mark, Photo

PLAIN = Photo(src="plain.jpg")
COVERED = Photo(src="covered.jpg", covered=True)
MISSING = Photo(src="missing.jpg", missing=True)


def record(published: str = "", docname: str = "a/index", **more: object) -> Record:
    return Record.model_validate(
        {"published": published, "docname": docname, **dated(published), **more}
    )


def test_records_sort_by_date_and_the_undated_come_last() -> None:
    written = ["-0044", "0476", "1898", "1967", "1967-05-04", "1967-05-04T15:48", "196X", ""]
    dates = ["", "1967-05-04T15:48", "196X", "1967", "-0044", "1898", "1967-05-04", "0476"]
    found = [each.published for each in sorted(map(record, dates), key=lambda one: one.order)]
    assert found == [*written[:3], "196X", *written[3:6], ""]


def test_records_of_one_date_sort_by_document() -> None:
    names = ["b/index", "a/index", "c/index"]
    found = sorted((record("1967", name) for name in names), key=lambda one: one.order)
    assert [each.docname for each in found] == sorted(names)


@pytest.mark.parametrize(
    ("published", "year"),
    [("1967-05", "1967"), ("1967?", "1967"), ("196X", ""), ("1967/1968", ""), ("", "")],
)
def test_the_year_is_given_where_it_is_sure(published: str, year: str) -> None:
    assert record(published).year == year


@pytest.mark.parametrize(
    ("photos", "shown"),
    [
        ([], None),
        ([PLAIN], "plain.jpg"),
        ([COVERED, MISSING, PLAIN], "plain.jpg"),
        ([COVERED], None),
        ([MISSING], None),
    ],
)
def test_the_picture_to_show_is_neither_covered_nor_missing(
    photos: list[Photo], shown: str | None
) -> None:
    found = record(photos=photos).share_photo
    assert (found.src if found else None) == shown


def test_an_entry_with_a_warning_shows_no_picture_elsewhere() -> None:
    assert record(photos=[PLAIN], warning=ContentWarning(text="a mast")).share_photo is None


def test_a_withdrawn_entry_shows_no_picture_elsewhere() -> None:
    assert record(photos=[PLAIN], status="withdrawn").share_photo is None


def test_facts_are_gathered_by_kind_in_their_order() -> None:
    sic, gap = Mark(text="teh"), Mark(kind="illegible")
    assert gathered([sic, PLAIN, gap]) == {"marks": (sic, gap), "photos": (PLAIN,)}


def test_every_kind_of_fact_has_its_field() -> None:
    assert [holder for holder in HOLDERS.values() if holder not in Record.model_fields] == []


@pytest.mark.parametrize("field", ["title", "byline", "published", "status", "language"])
def test_what_lists_show_is_part_of_the_face(field: str) -> None:
    changed = {"published": "1968", "status": "draft"}.get(field, "other")
    assert record().face != record().model_copy(update={field: changed}).face


def test_a_record_is_the_same_after_it_was_kept() -> None:
    made = record("1967-05", title="T", authors="A; B", warning="W", photo={"src": "a.jpg"})
    kept = pickle.loads(pickle.dumps(made))  # noqa: S301
    assert kept == made
    assert kept.model_dump() == made.model_dump()
    other = kept.model_copy(update={"title": "U"})
    assert (other.title, kept.title, other.authors) == ("U", "T", made.authors)

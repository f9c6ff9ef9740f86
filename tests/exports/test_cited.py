"""Citations made of shapes say what the processor says of the stories themselves."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from citeproc.source.json import CiteProcJSON

from broadsheet.exports import cited
from broadsheet.model import bibliography

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.model.bibliography import Item
    from broadsheet.model.catalogue import Record

ADDRESS = "https://archive.example.org/1926/05/strike/index.html"
DATES = ["1926-05-07", "1926-05-01", "1926-12-31", "1926-03", "1926", ""]
AUTHORS = [[], ["Ann Smith"], ["Ann Smith", "Bob Jones"], ["A", "B", "C", "D"]]
PRINTED = [
    {},
    {"publication": "The Packet"},
    {"publication": "The Packet", "page": "3", "section": "Sport", "edition": "Late City"},
    {"publication": "The Packet", "page": "3–4", "edition": "2"},
    {"publication": "The Packet", "page": "A7", "section": "News & Views"},
]
CASES = [
    {"published": date, "authors": authors, **printed}
    for date, authors, printed in product(DATES, AUTHORS, PRINTED)
]


def direct(item: Item, style: str, language: str) -> str:
    """What the processor says of *item* itself, with its title left as it is printed."""
    said = {**item, "title": f'<span class="nocase">{item["title"]}</span>'}
    text = cited._processed(style, language, said)  # noqa: SLF001 - what is compared
    text = re.sub("&(?!amp;)", "&amp;", text)  # it does not always do that itself
    text = text.replace("‑", "–")  # French has a hyphen in pages; here they keep their dash
    return cited._tidied(text, item, cited._locale(style, language))  # noqa: SLF001


@pytest.mark.parametrize("style", cited.STYLES)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_shape_with_its_facts_is_what_the_processor_says(
    story: Callable[..., Record], style: str, language: str
) -> None:
    cases = CASES[::2] if language == "en" else CASES[::13]
    records = [story(**case) for case in cases]
    made = [cited.cited(record, ADDRESS, language)[style] for record in records]
    items = [bibliography.item(record, ADDRESS) for record in records]
    assert made == [direct(item, style, language) for item in items]


def test_the_order_of_stories_makes_no_difference(story: Callable[..., Record]) -> None:
    records = [story(**case) for case in CASES[::11]]
    forwards = [cited.cited(record, ADDRESS) for record in records]
    cited._template.cache_clear()  # noqa: SLF001 - as in another process
    cited._style.cache_clear()  # noqa: SLF001
    backwards = [cited.cited(record, ADDRESS) for record in reversed(records)]
    assert backwards[::-1] == forwards


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("circa 1912", "ca. 1912"),
        ("1912~", "ca. 1912"),
        ("1958?", "1958?"),
        ("1963%", "ca. 1963?"),
        ("196X", "1960–1969"),
        ("19XX", "1900–1999"),
        ("1974-01/1974-03", "1974–"),
        ("../1967", "–1967"),
        ("1967/..", "1967–"),
        ("1944-06~", "1944"),
        ("1931-21", "pring 1931"),
        ("0845-03-01", "0845"),
    ],
)
def test_a_date_is_never_sharper_than_it_is_known(
    story: Callable[..., Record], date: str, said: str
) -> None:
    made = cited.cited(story(published=date, publication="The Packet"), ADDRESS)
    assert [style for style, words in made.items() if words.count(said) != 1] == []


def test_a_story_without_a_date_says_so(story: Callable[..., Record]) -> None:
    made = cited.cited(story(publication="The Packet"), "")
    assert re.findall(r"n\.d\.|no date", " ".join(made.values())) == ["n.d.", "n.d.", "no date"]


def test_no_fact_can_become_markup(story: Callable[..., Record]) -> None:
    hostile: dict[str, Any] = {
        "title": "<script>alert(1)</script> & \ue000\ue001 7310 9871 September 28",
        "publication": "<b>",
        "authors": ['"><img src=x>'],
        "section": "</p>",
        "edition": "<i>",
        "page": "<u>",
    }
    for words in cited.cited(story(**hostile, published="1926-09-28"), "https://x/?<a>").values():
        assert set(re.findall(r"<[^>]*>", words)) <= {"<i>", "</i>"}


def test_a_headline_keeps_its_own_words(story: Callable[..., Record]) -> None:
    title = "7310 and 9871 on September 28 in the \ue004"
    made = cited.cited(story(title=title, published="1926-05-07"), "")
    assert [style for style, words in made.items() if words.count(title) != 1] == []


def test_a_question_has_no_full_stop_beside_it(story: Callable[..., Record]) -> None:
    made = cited.cited(story(title="How High Was It?", publication="The Packet"), "")
    assert made["APA"].startswith("How High Was It? (n.d.)")


def test_an_edition_is_not_an_edition_twice(story: Callable[..., Record]) -> None:
    made = cited.cited(story(publication="P", edition="Flood Edition", published="1953"), "")
    assert "Flood Edition edition" not in made["Chicago"]


def test_words_that_run_from_right_to_left_stay_together(story: Callable[..., Record]) -> None:
    made = cited.cited(story(title="بحارة"), "")
    assert "<bdi>بحارة</bdi>" in made["APA"]


def test_the_processor_knows_every_language_of_the_archive() -> None:
    assert [cited._locale("APA", tag) for tag in ("de", "fr", "es", "ar", "pt_BR", "xx")] == [  # noqa: SLF001
        "de-DE",
        "fr-FR",
        "es-ES",
        "ar",
        "pt-BR",
        "en-US",
    ]


def test_the_source_of_the_processor_takes_our_items(story: Callable[..., Record]) -> None:
    item = bibliography.item(story(authors=["Ann Smith"], published="1926-05"), ADDRESS)
    assert "rg19mpdc5s" in CiteProcJSON([item])

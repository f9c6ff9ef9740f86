"""The story as it is cited in four styles, by a CSL processor. The one module that knows citeproc.

A processor needs some milliseconds for a citation, and ten thousand stories have ten thousand. So
it is asked once for each *shape* of story (which facts are known, how many names, how precise a
date), with marks of our own in their places; then the marks are exchanged for the facts. A test
compares the result with what the processor says of the stories themselves.

Headlines stay as they are printed; no style changes their capitals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from citeproc import (
    LOCALES_PATH,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from broadsheet.model import bibliography

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.model.bibliography import Item
    from broadsheet.model.catalogue import Record

STYLES = {
    "APA": "apa",
    "Chicago": "chicago-notes-bibliography-16th-edition",
    "Harvard": "harvard-cite-them-right",
    "MLA": "modern-language-association",
}
"""Each style's name, and that of its file in the repository of CSL styles."""

FIELDS = {"title": "\ue000", "container-title": "\ue001", "section": "\ue002", "URL": "\ue003"}
DATE, EDITION, PAGE, MONTH, DAY, YEAR = "\ue004", "\ue005", "\ue006", "\ue007", "\ue008", "\ue009"
BARE_DATE = "\ue00a"
NAMES = 0xE100
"""Characters that stand for facts; those are for private use, so no style prints them."""

BRITISH = {"Harvard"}
"""Styles that are at home in Britain, and set quotations so."""

NUMBERS = {"one": "7310", "several": "7310-7319", "other": PAGE}
"""What stands for pages: styles look at whether it is a number, and at how many there are."""

PAGES = re.compile(r"7310(?:[–‑-](?:73)?1?9)?")
SOME_YEAR, SOME_MONTH, SOME_DAY = 9871, 10, 28
FIRST = 1
UNLIKE = (3, 5, 10)
"""Months whose names begin and end otherwise than each other, abbreviated or not."""
ANY_MARK = re.compile(r"([\ue000-\uefff])( \w+)?(\.?)")
OPENING, CLOSING = r"(?:[“‘«„\"]\s?)?", r"(?:\s?[”’»“\"])?"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
STOPS = (".", "!", "?", "…", ".”", "!”", "?”")


class Shape(NamedTuple):
    """What decides the wording of a citation, the facts themselves apart."""

    fields: tuple[str, ...]
    authors: int
    translators: int
    page: str
    edition: str
    date: str


class Words(NamedTuple):
    """The words of a style for the twelve months, after an empty one, and for the seasons."""

    months: Sequence[str]
    seasons: tuple[str, ...]


def cited(record: Record, address: str, language: str = "en") -> dict[str, str]:
    """The citation of *record* in each style, as HTML.

    *address* is that of its page; *language* is that of the reader.
    """
    item = bibliography.item(record, address)
    shape = _shape(item)
    return {
        style: _filled(_template(style, language, shape), _facts(record, item, style, language))
        for style in STYLES
    }


def _shape(item: Item) -> Shape:
    edition = item.get("edition", "")
    return Shape(
        fields=tuple(name for name in FIELDS if name in item),
        authors=len(item.get("author", ())),
        translators=len(item.get("translator", ())),
        page=_page_kind(item.get("page", "")),
        edition=edition if edition.isdecimal() else EDITION[: len(edition)],
        date=_date_kind(item.get("issued")),
    )


def _page_kind(page: str) -> str:
    if re.search(r"\d+[^\d.]+\d+", page):
        return "several"
    return "one" if page.isdecimal() else "other" * bool(page)


def _date_kind(issued: dict[str, Any] | None) -> str:
    if issued is None:
        return ""
    known = issued.get("date-parts", [()])[0]
    kinds = ("doubtful", "year", "month", "day")
    return "first" if known[2:] == [FIRST] else kinds[len(known)]


def _facts(record: Record, item: Item, style: str, language: str) -> dict[str, str]:
    """The facts of *item* by the marks that stand for them."""
    words = _words(style, language)
    known = item.get("issued", {}).get("date-parts", [()])[0]
    facts = {mark: item.get(name, "") for name, mark in FIELDS.items()}
    facts |= dict(zip((YEAR, MONTH, DAY), map(str, known), strict=False))
    facts[EDITION] = item.get("edition", "")
    facts[PAGE] = re.sub(r"(?<=\w)\s*-\s*(?=\w)", "–", item.get("page", ""))
    if len(known) > 1:
        facts[MONTH] = words.months[known[1]]
    if "literal" in item.get("issued", {}):
        facts[DATE] = bibliography.in_brackets(record.published, *words)
        facts[BARE_DATE] = facts[DATE].strip("[]")
    people = [*item.get("author", ()), *item.get("translator", ())]
    facts |= {chr(NAMES + place): name["literal"] for place, name in enumerate(people)}
    return facts


def _filled(template: str, facts: dict[str, str]) -> str:
    """*template* with the facts in the places of their marks.

    Where a fact ends with a full stop, or with the word `edition`, the style does not say it again.
    """

    def fact(found: re.Match[str]) -> str:
        mark, word, stop = found.groups(default="")
        said = facts[mark]
        if mark == EDITION and word and said.casefold().endswith(word.casefold()):
            word = ""
        stop = "" if not word and said.endswith(STOPS) else stop
        plain = escape(said, quote=False)
        return f"{f'<bdi>{plain}</bdi>' if RIGHT_TO_LEFT.search(said) else plain}{word}{stop}"

    return ANY_MARK.sub(fact, template)


@cache
def _template(style: str, language: str, shape: Shape) -> str:
    """What *style* makes of a story of this *shape*, with marks for its facts."""
    item = _marked(shape)
    made = _tidied(_processed(style, language, item), item, _locale(style, language))
    made = PAGES.sub(PAGE, made)
    made = made.replace(str(SOME_YEAR), YEAR)
    if shape.date in {"month", "day", "first"}:
        made = made.replace(_words(style, language).months[SOME_MONTH], MONTH)
    if shape.date == "day":
        made = re.sub(rf"\b{SOME_DAY}\b", DAY, made)
    return made.replace(f"({DATE})", f"({BARE_DATE})")


def _marked(shape: Shape) -> Item:
    """A story of this *shape* whose facts are marks."""
    people = [{"literal": chr(NAMES + n)} for n in range(shape.authors + shape.translators)]
    some_day = FIRST if shape.date == "first" else SOME_DAY
    length = {"year": 1, "month": 2, "day": 3, "first": 3}.get(shape.date, 0)
    known = {"date-parts": [[SOME_YEAR, SOME_MONTH, some_day][:length]]}
    item = {
        **{name: FIELDS[name] for name in shape.fields},
        "author": people[: shape.authors],
        "translator": people[shape.authors :],
        "page": NUMBERS.get(shape.page),
        "edition": shape.edition,
        "issued": known if length else {"literal": DATE} if shape.date else None,
    }
    return {name: value for name, value in item.items() if value}


def _tidied(text: str, item: Item, locale: str) -> str:
    """*text* in which no fact of *item* stands twice, with full stops as *locale* sets them.

    Where no author is known, styles put the title or the newspaper first, and by the rules of CSL
    (`cs:substitute`) it is then not said again in its own place. The processor says it again. And
    in America the full stop stands before the quotation mark (`punctuation-in-quote`).
    """
    facts = (item["title"], item.get("container-title"), item.get("issued", {}).get("literal"))
    for fact in filter(None, facts):
        said = escape(fact, quote=False)
        first, found, rest = text.partition(said)
        again = rf"(?:<i>)?{OPENING}{re.escape(said)}{CLOSING}(?:</i>)?"
        rest = re.sub(rf", {again}|(?<=[ ]){again}(?:[.,] |[.,]?$)", "", rest, count=1)
        text = f"{first}{found}{rest}"
    return re.sub(r"”([.,])", r"\1”", text.strip()) if locale == "en-US" else text.strip()


def _processed(style: str, language: str, item: Item) -> str:
    """What the processor makes of *item*, as HTML."""
    source = CiteProcJSON([{"type": bibliography.KIND, **item, "id": "story"}])
    shelf = CitationStylesBibliography(_style(style, language), source, formatter.html)
    shelf.register(Citation([CitationItem("story")]))
    return str(shelf.bibliography()[0])


@cache
def _style(style: str, language: str) -> CitationStylesStyle:
    return CitationStylesStyle(STYLES[style], locale=_locale(style, language), validate=False)


@cache
def _locale(style: str, language: str) -> str:
    """The name of the processor's words for *language*; English ones where it has none."""
    if language == "en":
        return "en-GB" if style in BRITISH else "en-US"
    known = json.loads((Path(LOCALES_PATH) / "locales.json").read_text(encoding="utf-8"))
    written = language.replace("_", "-")
    if written in known["language-names"]:
        return written
    found: str = known["primary-dialects"].get(written.split("-")[0], "en-US")
    return found


@cache
def _words(style: str, language: str) -> Words:
    """The words of *style* for months and seasons."""
    term: Callable[..., str] = _style(style, language).root.get_single_term
    return Words(
        months=Months(style, language),
        seasons=tuple(str(term(name=f"season-0{number}")) for number in range(1, 5)),
    )


class Months(Sequence[str]):
    """A style's names of the months after an empty first one; each is asked for when it is used."""

    def __init__(self, style: str, language: str) -> None:
        """Ask for none yet."""
        self.style, self.language = style, language

    def __len__(self) -> int:
        """Twelve, and the empty one."""
        return 13

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...

    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        """The name of a month."""
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        return _month(self.style, self.language, place) if place else ""


@cache
def _month(style: str, language: str, month: int) -> str:
    """What *style* calls a *month*: what tells a citation of that month from those of others."""
    others = [_in_words(style, language, other) for other in UNLIKE]
    text = _in_words(style, language, month)
    start = _shared([text, *others])
    end = _shared([whole[::-1] for whole in (text, *others)])
    return text[start : len(text) - end]


@cache
def _in_words(style: str, language: str, month: int) -> str:
    return _processed(style, language, _in_month(month))


def _in_month(month: int) -> Item:
    return {**FIELDS, "issued": {"date-parts": [[SOME_YEAR, month]]}}


def _shared(texts: list[str]) -> int:
    """How many characters all *texts* begin with."""
    place = 0
    while len({text[: place + 1] for text in texts}) == 1:
        place += 1
    return place

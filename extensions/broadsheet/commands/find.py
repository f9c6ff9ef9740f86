"""``broadsheet find``: what a built archive has on a question, from the index that its site has."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.commands import whole_number
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterable

    from broadsheet.search.finding import Answer, Hit
    from broadsheet.search.snippets import Wanted

PLACE = Path("_build/html")
FOUND, NOTHING, FAULT = 0, 1, 2
"""The exit statuses, which are those of grep."""

SORTS = ("relevance", "oldest", "newest")
BESIDE = 3
"""How many photographs are shown below stories."""

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
NAMES = {
    "k": "kind",
    "a": "address",
    "t": "title",
    "d": "date",
    "e": "published",
    "b": "byline",
    "p": "publication",
    "c": "credit",
    "w": "warning",
    "wk": "warning_kinds",
    "l": "language",
}
"""What the letters of a fragment stand for."""

NOTICES = {
    "quote": "A quotation mark was not closed; it ends with the query",
    "bracket": "There is no other bracket for a `%s`",
    "operator": "`%s` has nothing to join; it was taken for a word",
    "field": "There is no field `%s`; its words were searched together",
    "date": "`%s` is no date; write 1967, 1967-05, 1967-05-04, or 1967..1969",
    "kind": "There is no kind `%s`; write kind:story or kind:photograph",
    "star": "In `%s`, only a star at the end stands for the rest of a word",
    "reversed": "`%s` ends before it begins; it was turned round",
    "many": "The query is too long; words or parts left out: %s",
    "missing": "`%s` stands nowhere in this archive",
    "wide": "Too many words begin like `%s`; not all of them were searched",
}
"""What is said beside an answer, by its code."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet find``."""
    parser.add_argument("query", nargs="+", metavar="QUERY", help="what to find; best in quotes")
    parser.add_argument(
        "--site",
        type=Path,
        default=PLACE,
        metavar="DIR",
        help="the built site (default: _build/html)",
    )
    parser.add_argument(
        "--limit", type=whole_number, default=10, metavar="N", help="how many to show (default: 10)"
    )
    parser.add_argument(
        "--sort", choices=SORTS, default=SORTS[0], help="what comes first (default: relevance)"
    )
    parser.add_argument(
        "--server",
        metavar="URL",
        help="ask an index in OpenSearch, whose address this is, in the place of the site's own",
    )
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print what was found; give the exit statuses of grep."""
    try:
        told = answered_by_server(options) if options.server else answered(options)
    except BroadsheetError as error:
        print(f"broadsheet: {error}", file=sys.stderr)
        return FAULT
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        show(told, bold=sys.stdout.isatty())
    return FOUND if told["stories"]["count"] or told["photographs"]["count"] else NOTHING


def answered(options: argparse.Namespace) -> dict[str, Any]:
    """Everything that there is to tell."""
    from broadsheet.search import finding, query, snippets, suggestions
    from broadsheet.search.reader import Index

    index = Index(options.site)
    text = " ".join(options.query)
    search = finding.Search(index, query.parse(text, index.quiet))
    answer = finding.answer(search, options.sort)
    near = {finding.shown(word): suggestions.nearest(index, word) for word in answer.missing}
    marks = snippets.wanted(search)
    limit = max(0, options.limit)
    told = {
        "query": text,
        "notices": [told_of(*notice) for notice in answer.notices],
        "suggestions": {word: key for word, key in near.items() if key},
    }
    for name, kind in (("stories", "story"), ("photographs", "photograph")):
        hits = answer.hits[kind]
        shown = [described(hit, marks) for hit in hits[:limit]]
        told[name] = {"count": len(hits), "hits": shown}
    if options.json:
        told["facets"] = {name: facet(answer, name) for name in index.facets}
    return told


def answered_by_server(options: argparse.Namespace) -> dict[str, Any]:
    """The same from a server; the site, if it is there, only says which words say little."""
    from broadsheet.search import opensearch, server
    from broadsheet.search.fields import FACETS
    from broadsheet.search.reader import Index

    quiet: Collection[str] = ()
    with contextlib.suppress(BroadsheetError):
        quiet = Index(options.site).quiet
    choices = opensearch.Choices(sort=options.sort, limit=max(0, options.limit))
    text = " ".join(options.query)
    found = {
        name: server.find(options.server, text, choices._replace(kind=kind, facets=facets), quiet)
        for name, kind, facets in (
            ("stories", "story", FACETS if options.json else ()),
            ("photographs", "photograph", ()),
        )
    }
    stories = found["stories"]
    told: dict[str, Any] = {
        "query": text,
        "notices": [told_of(*notice) for notice in stories.notices],
        "suggestions": stories.suggestions,
    }
    for name, each in found.items():
        told[name] = {"count": each.total, "hits": [shown_by_server(one) for one in each.results]}
    if options.json:
        told["facets"] = {name: labelled(rows) for name, rows in stories.facets.items()}
    return told


def shown_by_server(shown: dict[str, Any]) -> dict[str, Any]:
    """What is told of a document, of which the server gave what is *shown* and what is marked."""
    from broadsheet.search import snippets

    keys = {key for row in shown["marks"] for key in row}
    beginnings = tuple(sorted(key[:-1] for key in keys if key.endswith("*")))
    marks = snippets.Wanted(frozenset(keys), beginnings)
    told = {name: shown[letter] for letter, name in NAMES.items() if letter in shown}
    return {**told, "snippet": snippets.passage(shown.get("x", ""), marks)}


def facet(answer: Answer, name: str) -> list[dict[str, Any]]:
    """The values of a facet among the stories, or where there are none, among the photographs."""
    from broadsheet.search import finding

    rows = finding.facet(answer.hits["story"] or answer.hits["photograph"], name)
    return labelled(rows)


def labelled(rows: Iterable[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """*rows* of values with what each part of them is."""
    return [{"label": label, "key": key, "count": count} for label, key, count in rows]


def told_of(code: str, words: str) -> dict[str, str]:
    """A notice, with a sentence."""
    sentence = NOTICES[code]
    return {
        "code": code,
        "words": words,
        "message": sentence % words if "%s" in sentence else sentence,
    }


def described(hit: Hit, marks: Wanted) -> dict[str, Any]:
    """What is told of a document that was found."""
    from broadsheet.search import snippets

    fragment = hit.segment.fragment(hit.document)
    told = {name: fragment[letter] for letter, name in NAMES.items() if letter in fragment}
    pieces = snippets.passage(fragment.get("x", ""), marks)
    return {**told, "snippet": pieces, "every_word": hit.whole, "score": hit.score}


def show(told: dict[str, Any], *, bold: bool) -> None:
    """Print it for people."""
    stories, photographs = told["stories"], told["photographs"]
    for notice in told["notices"]:
        near = told["suggestions"].get(notice["words"]) if notice["code"] == "missing" else ""
        print(notice["message"] + (f"; did you mean `{near}`?" if near else "."))
    print(f"{counted(stories['count'], 'story', 'stories')}, ", end="")
    print(f"{counted(photographs['count'], 'photograph', 'photographs')}.")
    shown = photographs["hits"][: BESIDE if stories["hits"] else None]
    for number, hit in enumerate([*stories["hits"], *shown], 1):
        print(f"\n{number}. {entry(hit, bold=bold)}")


def counted(count: int, one: str, many: str) -> str:
    """`1 story`, `10,000 stories`."""
    return f"{count:,} {one if count == 1 else many}"


def entry(hit: dict[str, Any], *, bold: bool) -> str:
    """The lines of one document."""
    kind = "photograph" if hit.get("kind") == "photograph" else ""
    known = (kind, *(hit.get(name, "") for name in ("date", "byline", "publication")))
    about = " · ".join(harmless(word) for word in known if word)
    warning = f"Content warning: {harmless(hit['warning'])}" if hit.get("warning") else ""
    text = "".join(
        f"{BOLD}{harmless(piece)}{PLAIN}" if bold and marked else harmless(piece)
        for piece, marked in hit["snippet"]
    )
    lines = [harmless(hit.get("title", "")), about, hit["address"], warning, text]
    return "\n   ".join(line for line in lines if line)


def harmless(text: str) -> str:
    """*text* without signs that command a terminal."""
    return CONTROL.sub(" ", text)
